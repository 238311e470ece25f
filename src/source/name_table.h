// All registered names, found in a line word by word, the longest first.
//
// A name is there if its words are, in order, with no more than a mark or two between them. Words
// are compared folded. Capitals count where the name has them, so that "grist for the mill" is not
// Grist, nor "AP" the end of "ap". In languages that inflect names the ending of a long word may
// differ; a proclitic may stand before (Arabic, Ethiopic), a particle after (Hangul).
#ifndef NEWSPRINT_SOURCE_NAME_TABLE_H_
#define NEWSPRINT_SOURCE_NAME_TABLE_H_

#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "newsprint/source/registry.h"
#include "source/line_reader.h"

namespace newsprint::source {

struct NameHit {
  size_t begin = 0;  // Pieces of the line.
  size_t end = 0;
  Party party;              // Nobody: a name that only looks like a registered one.
  size_t prefix_bytes = 0;  // Folded bytes of the first piece that stand before the name.
  size_t suffix_bytes = 0;  // Of the last piece, behind it: a particle.
};

class NameTable {
 public:
  // The first party to take a name has it. A name without a letter or digit is ignored.
  void Add(const SourceName& name, Party party);

  // To be called once all names are in.
  void Seal();

  // Not overlapping, ascending. Time: O(pieces.size() * longest chain of names that begin alike).
  std::vector<NameHit> Find(const std::vector<Piece>& pieces) const;

  // The party that has `name` as a whole, capitals aside; nobody if none has.
  Party FindWhole(std::string_view name) const;

  // What a text must contain, byte for byte, for the name to be in it: one word of each name, or
  // all where they are short, in the ways that it is written. RE2 syntax.
  std::vector<std::string> Triggers() const;

 private:
  enum class Case : uint8_t { kAny, kCapital, kAllCapitals };
  struct Word {
    std::string folded;
    std::string stem;  // Empty where the word does not inflect.
    Case letter_case = Case::kAny;
  };
  struct Entry {
    std::vector<Word> words;
    std::vector<std::string> spelled;  // The words as they are written.
    Party party;
  };

  // How the words of a name, all short, stand in a row.
  static std::set<std::string> ShortWordPhrases(const Entry& entry);
  static std::vector<Word> WordsOf(const SourceName& name, const std::vector<Piece>& pieces);
  // Tries the entries of one key at piece `at`; keeps the longest in `best`.
  void TryEntries(const std::vector<uint32_t>& entries, const std::vector<Piece>& pieces, size_t at,
                  size_t prefix_bytes, NameHit& best, size_t& best_words) const;
  bool Matches(const Entry& entry, const std::vector<Piece>& pieces, size_t at, size_t prefix_bytes,
               NameHit& hit) const;

  std::vector<Entry> entries_;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> by_first_word_;
  absl::flat_hash_map<std::string, std::vector<uint32_t>> by_first_stem_;
  absl::flat_hash_map<std::string, Party> whole_;
  size_t min_stem_bytes_ = 0;
};

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_NAME_TABLE_H_
