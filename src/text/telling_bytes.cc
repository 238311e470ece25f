#include "text/telling_bytes.h"

#include <cstdint>

// This file is compiled once for each target.
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "text/telling_bytes.cc"
#include <hwy/foreach_target.h>
// After it.
#include <hwy/highway.h>

HWY_BEFORE_NAMESPACE();
namespace newsprint::text::HWY_NAMESPACE {
namespace {

TellingBytes Count(std::string_view text) {
  TellingBytes counts;
  size_t i = 0;
#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
  namespace hn = hwy::HWY_NAMESPACE;
  const hn::CappedTag<uint8_t, 64> d;
  for (; i + hn::Lanes(d) <= text.size(); i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, reinterpret_cast<const uint8_t*>(text.data() + i));
    const auto is = [&](uint8_t byte) HWY_ATTR { return hn::Eq(bytes, hn::Set(d, byte)); };
    const auto cyrillic = hn::Or(
        hn::Eq(hn::And(bytes, hn::Set(d, uint8_t{0xfc})), hn::Set(d, uint8_t{0xd0})), is(0xd4));
    const auto kazakh_latin = hn::Or(hn::Or(hn::Or(is(0xa4), is(0x9f)), hn::Or(is(0xb1), is(0xb6))),
                                     hn::Or(is(0xab), is(0xbc)));
    counts.cyrillic += hn::CountTrue(d, cyrillic);
    counts.kazakh_latin += hn::CountTrue(d, kazakh_latin);
    counts.q += hn::CountTrue(d, is('q'));
  }
#endif
  for (; i < text.size(); ++i) {
    const auto byte = static_cast<uint8_t>(text[i]);
    counts.cyrillic += byte >= 0xd0 && byte <= 0xd4 ? 1 : 0;
    counts.q += byte == 'q' ? 1 : 0;
    switch (byte) {
      case 0xa4:
      case 0x9f:
      case 0xb1:
      case 0xb6:
      case 0xab:
      case 0xbc:
        ++counts.kazakh_latin;
        break;
      default:
        break;
    }
  }
  return counts;
}

}  // namespace
}  // namespace newsprint::text::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace newsprint::text {

HWY_EXPORT(Count);

TellingBytes CountTellingBytes(std::string_view text) { return HWY_DYNAMIC_DISPATCH(Count)(text); }

}  // namespace newsprint::text
#endif
