// Counts of bytes that are in any text written in two scripts, Serbian or Kazakh: a look at a text
// that is quick enough to be taken at each.
#ifndef NEWSPRINT_TEXT_TELLING_BYTES_H_
#define NEWSPRINT_TEXT_TELLING_BYTES_H_

#include <cstddef>
#include <string_view>

namespace newsprint::text {

struct TellingBytes {
  size_t cyrillic = 0;      // The first of U+0400 to U+053F, in UTF-8.
  size_t serbian = 0;       // The last of ђ, ј, љ, њ, ћ or џ, after the first.
  size_t kazakh = 0;        // The last of і, қ, ғ, ұ or ә, likewise.
  size_t kazakh_latin = 0;  // The last of ä, ğ, ñ, ö, ū or ü, and of others.
  size_t q = 0;

  friend bool operator==(const TellingBytes&, const TellingBytes&) = default;
};

// With the vectors that the machine has.
TellingBytes CountTellingBytes(std::string_view text);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_TELLING_BYTES_H_
