#include "text/entity.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace newsprint::text {
namespace {

struct NamedCharacter {
  std::string_view name;
  char32_t character;
};

// Sorted by name.
constexpr NamedCharacter kNamed[] = {
    {"AElig", 0x00c6},  {"Aacute", 0x00c1}, {"Acirc", 0x00c2},  {"Agrave", 0x00c0},
    {"Aring", 0x00c5},  {"Atilde", 0x00c3}, {"Auml", 0x00c4},   {"Ccedil", 0x00c7},
    {"Dagger", 0x2021}, {"ETH", 0x00d0},    {"Eacute", 0x00c9}, {"Ecirc", 0x00ca},
    {"Egrave", 0x00c8}, {"Euml", 0x00cb},   {"Iacute", 0x00cd}, {"Icirc", 0x00ce},
    {"Igrave", 0x00cc}, {"Iuml", 0x00cf},   {"Ntilde", 0x00d1}, {"OElig", 0x0152},
    {"Oacute", 0x00d3}, {"Ocirc", 0x00d4},  {"Ograve", 0x00d2}, {"Oslash", 0x00d8},
    {"Otilde", 0x00d5}, {"Ouml", 0x00d6},   {"Prime", 0x2033},  {"Scaron", 0x0160},
    {"THORN", 0x00de},  {"Uacute", 0x00da}, {"Ucirc", 0x00db},  {"Ugrave", 0x00d9},
    {"Uuml", 0x00dc},   {"Yacute", 0x00dd}, {"Yuml", 0x0178},   {"aacute", 0x00e1},
    {"acirc", 0x00e2},  {"acute", 0x00b4},  {"aelig", 0x00e6},  {"agrave", 0x00e0},
    {"amp", 0x0026},    {"apos", 0x0027},   {"aring", 0x00e5},  {"atilde", 0x00e3},
    {"auml", 0x00e4},   {"bdquo", 0x201e},  {"brvbar", 0x00a6}, {"bull", 0x2022},
    {"ccedil", 0x00e7}, {"cedil", 0x00b8},  {"cent", 0x00a2},   {"circ", 0x02c6},
    {"copy", 0x00a9},   {"curren", 0x00a4}, {"dagger", 0x2020}, {"deg", 0x00b0},
    {"divide", 0x00f7}, {"eacute", 0x00e9}, {"ecirc", 0x00ea},  {"egrave", 0x00e8},
    {"emsp", 0x2003},   {"ensp", 0x2002},   {"eth", 0x00f0},    {"euml", 0x00eb},
    {"euro", 0x20ac},   {"fnof", 0x0192},   {"frac12", 0x00bd}, {"frac14", 0x00bc},
    {"frac34", 0x00be}, {"frasl", 0x2044},  {"gt", 0x003e},     {"hellip", 0x2026},
    {"iacute", 0x00ed}, {"icirc", 0x00ee},  {"iexcl", 0x00a1},  {"igrave", 0x00ec},
    {"iquest", 0x00bf}, {"iuml", 0x00ef},   {"laquo", 0x00ab},  {"ldquo", 0x201c},
    {"lrm", 0x200e},    {"lsaquo", 0x2039}, {"lsquo", 0x2018},  {"lt", 0x003c},
    {"macr", 0x00af},   {"mdash", 0x2014},  {"micro", 0x00b5},  {"middot", 0x00b7},
    {"minus", 0x2212},  {"nbsp", 0x00a0},   {"ndash", 0x2013},  {"not", 0x00ac},
    {"ntilde", 0x00f1}, {"oacute", 0x00f3}, {"ocirc", 0x00f4},  {"oelig", 0x0153},
    {"ograve", 0x00f2}, {"oline", 0x203e},  {"ordf", 0x00aa},   {"ordm", 0x00ba},
    {"oslash", 0x00f8}, {"otilde", 0x00f5}, {"ouml", 0x00f6},   {"para", 0x00b6},
    {"permil", 0x2030}, {"plusmn", 0x00b1}, {"pound", 0x00a3},  {"prime", 0x2032},
    {"quot", 0x0022},   {"raquo", 0x00bb},  {"rdquo", 0x201d},  {"reg", 0x00ae},
    {"rlm", 0x200f},    {"rsaquo", 0x203a}, {"rsquo", 0x2019},  {"sbquo", 0x201a},
    {"scaron", 0x0161}, {"sect", 0x00a7},   {"shy", 0x00ad},    {"sup1", 0x00b9},
    {"sup2", 0x00b2},   {"sup3", 0x00b3},   {"szlig", 0x00df},  {"thinsp", 0x2009},
    {"thorn", 0x00fe},  {"tilde", 0x02dc},  {"times", 0x00d7},  {"trade", 0x2122},
    {"uacute", 0x00fa}, {"ucirc", 0x00fb},  {"ugrave", 0x00f9}, {"uml", 0x00a8},
    {"uuml", 0x00fc},   {"yacute", 0x00fd}, {"yen", 0x00a5},    {"yuml", 0x00ff},
    {"zwj", 0x200d},    {"zwnj", 0x200c},
};
static_assert(std::ranges::is_sorted(kNamed, {}, &NamedCharacter::name));
constexpr size_t kMaxNameBytes = std::ranges::max(kNamed, {}, [](const NamedCharacter& named) {
                                   return named.name.size();
                                 }).name.size();

// What Windows-1252 has at 0x80 to 0x9f, where Unicode has controls.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20ac, 0x0081, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x008d, 0x017d, 0x008f, 0x0090, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x009d, 0x017e, 0x0178,
};

// Leading zeros included; longer numbers are not references.
constexpr size_t kMaxDigits = 8;

int DigitValue(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 16;
}

char32_t NumberedCharacter(uint64_t number) {
  if (number >= 0x80 && number < 0xa0) return kWindows1252[number - 0x80];
  const bool surrogate = number >= 0xd800 && number <= 0xdfff;
  if (number == 0 || number > 0x10ffff || surrogate) return 0xfffd;
  return static_cast<char32_t>(number);
}

// A reference without its ampersand: "#8217;", "#x2019;", "rsquo;".
std::optional<Entity> DecodeBody(std::string_view text) {
  if (text.starts_with('#')) {
    const bool hex = text.size() > 1 && (text[1] == 'x' || text[1] == 'X');
    const size_t first = hex ? 2 : 1;
    const int base = hex ? 16 : 10;
    uint64_t number = 0;
    size_t i = first;
    for (; i < text.size() && i - first < kMaxDigits && DigitValue(text[i]) < base; ++i) {
      number = number * static_cast<uint64_t>(base) + static_cast<uint64_t>(DigitValue(text[i]));
    }
    if (i == first || i == text.size() || text[i] != ';') return std::nullopt;
    return Entity{NumberedCharacter(number), i + 1};
  }
  const size_t semicolon = text.substr(0, kMaxNameBytes + 1).find(';');
  if (semicolon == std::string_view::npos) return std::nullopt;
  const std::string_view name = text.substr(0, semicolon);
  const auto* found = std::ranges::lower_bound(kNamed, name, {}, &NamedCharacter::name);
  if (found == std::end(kNamed) || found->name != name) return std::nullopt;
  return Entity{found->character, semicolon + 1};
}

}  // namespace

std::optional<Entity> DecodeEntity(std::string_view text) {
  if (!text.starts_with('&')) return std::nullopt;
  // Where the ampersand is itself a reference, what follows may complete another.
  Entity entity{U'&', 1};
  for (int depth = 0; depth < kMaxEntityDepth && entity.character == U'&'; ++depth) {
    const std::optional<Entity> inner = DecodeBody(text.substr(entity.size));
    if (!inner) break;
    entity = {inner->character, entity.size + inner->size};
  }
  if (entity.size == 1) return std::nullopt;
  return entity;
}

}  // namespace newsprint::text
