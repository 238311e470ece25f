#include "text/quote_scan.h"

#include <bit>
#include <cstddef>

// This file is compiled once for each target.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/quote_scan.cc"
#include <hwy/foreach_target.h>
// After it.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace newsprint::text::HWY_NAMESPACE {
namespace {

void AppendQuoteBytes(std::string_view text, std::vector<uint32_t>& places) {
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
  namespace hn = hwy::HWY_NAMESPACE;
  const hn::CappedTag<int8_t, 64> d;
  const auto all = [&](char c) HWY_ATTR { return hn::Set(d, static_cast<int8_t>(c)); };
  for (; i + hn::Lanes(d) <= text.size(); i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, reinterpret_cast<const int8_t*>(text.data() + i));
    // The two leads of three bytes differ in one bit.
    const auto three = hn::Eq(hn::Or(bytes, hn::Set(d, 1)), all('\xe3'));
    const auto others = hn::Or(hn::Eq(bytes, all('\n')), hn::Eq(bytes, all('"')));
    const auto found = hn::Or(hn::Or(three, others), hn::Eq(bytes, all('\xc2')));
    uint64_t bits = 0;
    hn::StoreMaskBits(d, found, reinterpret_cast<uint8_t*>(&bits));
    for (; bits != 0; bits &= bits - 1) {
      places.push_back(static_cast<uint32_t>(i + static_cast<size_t>(std::countr_zero(bits))));
    }
  }
#endif
  for (; i < text.size(); ++i) {
    if (MayQuote(text[i])) places.push_back(static_cast<uint32_t>(i));
  }
}

}  // namespace
}  // namespace newsprint::text::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint::text {

HWY_EXPORT(AppendQuoteBytes);

std::vector<uint32_t> FindQuoteBytes(std::string_view text) {
  std::vector<uint32_t> places;
  HWY_DYNAMIC_DISPATCH(AppendQuoteBytes)(text, places);
  return places;
}

}  // namespace newsprint::text
#endif
