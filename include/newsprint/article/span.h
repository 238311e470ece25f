// A half-open range of bytes in a UTF-8 text. All positions that newsprint reports are of this
// kind.
#ifndef NEWSPRINT_ARTICLE_SPAN_H_
#define NEWSPRINT_ARTICLE_SPAN_H_

#include <cstdint>

namespace newsprint {

struct Span {
  uint32_t begin = 0;  // First byte.
  uint32_t end = 0;    // One past the last byte; never less than `begin`.

  uint32_t size() const { return end - begin; }
  bool empty() const { return begin == end; }

  friend bool operator==(const Span&, const Span&) = default;
  friend auto operator<=>(const Span&, const Span&) = default;
};

}  // namespace newsprint

#endif  // NEWSPRINT_ARTICLE_SPAN_H_
