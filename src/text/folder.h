// Reads a text as the characters that it folds to, each with the bytes that it came from.
//
//   Folder folder("&Eacute;ﬁ", {0, 11});
//   FoldedChar c;
//   while (folder.Next(c)) ...  // é from [0, 8), f from [8, 11), i from [8, 11)
#ifndef NEWSPRINT_TEXT_FOLDER_H_
#define NEWSPRINT_TEXT_FOLDER_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "newsprint/article/span.h"
#include "text/char_table.h"

namespace newsprint::text {

struct FoldedChar {
  CharFold fold;            // Of the folded character, which fold.folded() is.
  Span source;              // Characters folded together all have the bytes of the whole.
  bool upper_case = false;  // Whether the source was a capital.
};

// More characters that combine into one than this are folded piece by piece, which keeps time
// linear: the limit of UAX #15, section 13 (Stream-Safe Text Format).
inline constexpr size_t kMaxSegmentChars = 31;

class Folder {
 public:
  // `text` is UTF-8, which is not checked, and outlives the folder; `range` of it is read.
  Folder(std::string_view text, Span range)
      : table_(CharTable::Get()), text_(text), position_(range.begin), end_(range.end) {
    has_ahead_ = Read(ahead_);
  }

  // False at the end.
  bool Next(FoldedChar& next) {
    while (queued_ == queue_.size()) {
      if (!has_ahead_) return false;
      const SourceChar current = ahead_;
      has_ahead_ = Read(ahead_);
      if (!current.fold.expands() && StandsAlone(current)) {
        next = {current.fold, current.source, current.fold.upper_case()};
        return true;
      }
      QueueSegment(current);
    }
    next = queue_[queued_++];
    return true;
  }

 private:
  struct SourceChar {
    char32_t character = 0;
    CharFold fold;
    Span source;
  };

  // Whether nothing after `current` combines with it. Marks may stand on a space or a symbol, but
  // are no part of any word there, so that no word takes the bytes of its base.
  bool StandsAlone(const SourceChar& current) const {
    return !has_ahead_ || ahead_.fold.begins_segment() ||
           (current.fold.word_break() == WordBreak::kOther && !current.fold.expands());
  }
  // The next character that is not dropped.
  bool Read(SourceChar& next);
  // Folds `current`, and what combines with it.
  void QueueSegment(const SourceChar& current);

  const CharTable& table_;
  std::string_view text_;
  size_t position_;
  size_t end_;
  SourceChar ahead_;
  bool has_ahead_ = false;
  std::vector<FoldedChar> queue_;
  size_t queued_ = 0;
};

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_FOLDER_H_
