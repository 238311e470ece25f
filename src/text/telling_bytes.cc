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

bool TellsSerbian(uint8_t before, uint8_t byte) {
  return before == 0xd1 && (byte == 0x92 || (byte >= 0x98 && byte <= 0x9b) || byte == 0x9f);
}

bool TellsKazakh(uint8_t before, uint8_t byte) {
  return (before == 0xd1 && byte == 0x96) || (before == 0xd3 && byte == 0x99) ||
         (before == 0xd2 && (byte == 0x93 || byte == 0x9b || byte == 0xb1));
}

bool TellsKazakhLatin(uint8_t byte) {
  constexpr std::string_view kBytes = "\xa4\x9f\xb1\xb6\xab\xbc";
  return kBytes.find(static_cast<char>(byte)) != std::string_view::npos;
}

TellingBytes Count(std::string_view text) {
  TellingBytes counts;
  size_t i = 0;
  // Bytes are looked at with the one before.
  const auto count_one = [&] {
    const auto byte = static_cast<uint8_t>(text[i]);
    const auto before = static_cast<uint8_t>(i == 0 ? 0 : text[i - 1]);
    counts.cyrillic += byte >= 0xd0 && byte <= 0xd4 ? 1 : 0;
    counts.serbian += TellsSerbian(before, byte) ? 1 : 0;
    counts.kazakh += TellsKazakh(before, byte) ? 1 : 0;
    counts.kazakh_latin += TellsKazakhLatin(byte) ? 1 : 0;
    counts.q += byte == 'q' ? 1 : 0;
    ++i;
  };
#if HWY_TARGET != HWY_SCALAR && HWY_TARGET != HWY_EMU128
  namespace hn = hwy::HWY_NAMESPACE;
  const hn::CappedTag<uint8_t, 64> d;
  if (!text.empty()) count_one();
  for (; i + hn::Lanes(d) <= text.size(); i += hn::Lanes(d)) {
    const auto bytes = hn::LoadU(d, reinterpret_cast<const uint8_t*>(text.data() + i));
    const auto is = [&](uint8_t byte) HWY_ATTR { return hn::Eq(bytes, hn::Set(d, byte)); };
    const auto cyrillic = hn::Or(
        hn::Eq(hn::And(bytes, hn::Set(d, uint8_t{0xfc})), hn::Set(d, uint8_t{0xd0})), is(0xd4));
    const auto kazakh_latin = hn::Or(hn::Or(hn::Or(is(0xa4), is(0x9f)), hn::Or(is(0xb1), is(0xb6))),
                                     hn::Or(is(0xab), is(0xbc)));
    counts.cyrillic += hn::CountTrue(d, cyrillic);
    if (!hn::AllFalse(d, cyrillic)) {
      const auto before = hn::LoadU(d, reinterpret_cast<const uint8_t*>(text.data() + i - 1));
      const auto after = [&](uint8_t byte) HWY_ATTR { return hn::Eq(before, hn::Set(d, byte)); };
      const auto jay_to_tshe =
          hn::Lt(hn::Sub(bytes, hn::Set(d, uint8_t{0x98})), hn::Set(d, uint8_t{4}));  // ј, љ, њ, ћ
      const auto serbian = hn::Or(jay_to_tshe, hn::Or(is(0x92), is(0x9f)));
      counts.serbian += hn::CountTrue(d, hn::And(after(0xd1), serbian));
      const auto qaf_ghain_u = hn::Or(is(0x9b), hn::Or(is(0x93), is(0xb1)));
      const auto kazakh =
          hn::Or(hn::And(after(0xd1), is(0x96)),
                 hn::Or(hn::And(after(0xd2), qaf_ghain_u), hn::And(after(0xd3), is(0x99))));
      counts.kazakh += hn::CountTrue(d, kazakh);
    }
    counts.kazakh_latin += hn::CountTrue(d, kazakh_latin);
    counts.q += hn::CountTrue(d, is('q'));
  }
#endif
  while (i < text.size()) count_one();
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
