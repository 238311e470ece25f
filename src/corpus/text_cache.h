// Stored articles made ready for verification, the most recently used in memory.
#ifndef NEWSPRINT_SRC_CORPUS_TEXT_CACHE_H_
#define NEWSPRINT_SRC_CORPUS_TEXT_CACHE_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "newsprint/corpus/corpus.h"
#include "newsprint/corpus/provenance.h"
#include "newsprint/story/origin.h"

namespace newsprint {

// A revision as verification needs it.
struct KnownText {
  ArticleSummary summary;
  PreparedText text;
  std::vector<Anchor> anchors;  // Of its fingerprint.
  // What its lines and markup say of whose text it is, by the list of sources of that version.
  uint64_t sources_version = 0;
  OriginWitness witness;
  std::vector<ArticleCredit> credits;   // Ascending by span.
  std::optional<size_t> stated_credit;  // The one to state.
  std::vector<TextPart> lines;          // Each with a word in it, ascending.
  std::vector<Span> furniture;  // Credits, promotions, footers: no evidence of copying. Ascending.
};

ArticleSummary Summarize(const StoredArticle& stored);

inline constexpr size_t kMaxWitnesses = 50'000;

// Thread-safe. Evicts the least recently used where the prepared texts exceed `capacity_bytes`.
class TextCache {
 public:
  explicit TextCache(size_t capacity_bytes) : capacity_bytes_(capacity_bytes) {}

  // Forgets all, and from then on keeps texts of this version only.
  void SetSourcesVersion(uint64_t version);

  // Null if it is not there.
  std::shared_ptr<const KnownText> Find(Ordinal ordinal);
  // Witnesses outlast their texts: there is room for kMaxWitnesses.
  std::optional<OriginWitness> FindWitness(Ordinal ordinal);
  void Insert(Ordinal ordinal, std::shared_ptr<const KnownText> text);
  void Erase(Ordinal ordinal);

 private:
  struct Entry {
    Ordinal ordinal;
    std::shared_ptr<const KnownText> text;
    size_t bytes;
  };

  const size_t capacity_bytes_;
  std::mutex mutex_;
  std::list<Entry> entries_;  // Most recently used first.
  std::unordered_map<Ordinal, std::list<Entry>::iterator> by_ordinal_;
  size_t bytes_ = 0;
  std::unordered_map<Ordinal, OriginWitness> witnesses_;
  std::deque<Ordinal> witness_order_;  // The longest known first; may name some that are gone.
  uint64_t sources_version_ = 0;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_TEXT_CACHE_H_
