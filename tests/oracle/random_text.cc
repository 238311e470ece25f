#include "tests/oracle/random_text.h"

#include <unicode/utf8.h>

#include <cstdint>
#include <iterator>
#include <string_view>

namespace newsprint::oracle {
namespace {

constexpr std::string_view kPieces[] = {
    "a",       "I",        "Zz",     "word",      "7",       "42",      "_",       "'",
    "’",       ".",        ",",      ";",         ":",       "\"",      "-",       "`",
    "@",       "&",        "#",      " ",         " ",       " ",       "\n",      "\t",
    "\r\n",    "\u00a0",   "\u2028", "é",         "É",       "ß",       "ﬁ",       "…",
    "½",       "²",        "İ",      "ı",         "ﬀ",       "e\u0301", "i\u0307", "\u0301",
    "\u0307",  "\u0323",   "\u0345", "\u0315",    "\u0338",  "\u20dd",  "\u200b",  "\u200d",
    "\u200c",  "\u00ad",   "\ufeff", "\u202e",    "\u034f",  "\ufe0f",  "д",       "Ж",
    "й",       "и\u0306",  "ї",      "ә",         "α",       "Σ",       "ς",       "ᾳ",
    "Ά",       "א",        "ב",      "״",         "ּ",        "م",       "ی",       "ى",
    "ي",       "ک",        "\u0654", "\u0653",    "\u064e",  "ـ",       "ﻻ",       "ﹱ",
    "٣",       "٫",        "क",      "\u094d",    "\u093c",  "ि",       "ก",       "ำ",
    "่",        "เ",        "ລ",      "ក",         "\u17d2",  "မ",       "\u1039",  "漢",
    "字",      "か",       "\u3099", "カ",        "ｶ",       "ﾞ",       "ー",      "・",
    "한",      "\u1112",   "\u1161", "\u11ab",    "አ",       "ա",       "ա՞ա",     "֊",
    "ꜝ",       "˅",        "😀",     "👍🏽",      "🅰",       "🇺🇸",      "&amp;",   "&quot;",
    "&#8217;", "&eacute;", "&#769;", "&amp;shy;", "&bogus;", "&nbsp;",  "·",       "‧",
    "⁄",       "‿",        "𝐩",      "𐐀",         "१",       "Ⅷ",       "⓫",       "①",
};

}  // namespace

std::string RandomText(std::mt19937_64& random, int max_pieces) {
  std::string text;
  const auto pieces = static_cast<int>(random() % static_cast<uint64_t>(max_pieces + 1));
  for (int i = 0; i < pieces; ++i) {
    if (random() % 16 != 0) {
      text += kPieces[random() % std::size(kPieces)];
      continue;
    }
    // Any character at all, most of them from the planes that are in use.
    const auto c = static_cast<uint32_t>(random() % (random() % 4 == 0 ? 0x110000 : 0x3000));
    if (c >= 0xd800 && c <= 0xdfff) continue;
    char bytes[U8_MAX_LENGTH];
    size_t size = 0;
    U8_APPEND_UNSAFE(bytes, size, c);
    text.append(bytes, size);
  }
  return text;
}

}  // namespace newsprint::oracle
