// HTML character references that extraction left in a text. Source: the HTML standard, section
// 13.2.5.72 and following; of its named references those of HTML 4 for XML, Latin-1 and General
// Punctuation.
//
//   DecodeEntity("&eacute;t&eacute;") == Entity{U'é', 8}
#ifndef NEWSPRINT_TEXT_ENTITY_H_
#define NEWSPRINT_TEXT_ENTITY_H_

#include <cstddef>
#include <optional>
#include <string_view>

namespace newsprint::text {

struct Entity {
  char32_t character = 0;
  size_t size = 0;  // Bytes of source.
};

// The reference at the start of `text`, which must end in a semicolon. One that was encoded several
// times over ("&amp;amp;quot;") is decoded to the end, to kMaxEntityDepth; deeper ones, and unknown
// names, are none. Numbers that are no character give U+FFFD, and those of C1 controls the
// character of Windows-1252, as browsers do. Time: O(1).
inline constexpr int kMaxEntityDepth = 4;
std::optional<Entity> DecodeEntity(std::string_view text);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_ENTITY_H_
