// Stored articles made ready for verification, the most recently used in memory.
#ifndef NEWSPRINT_SRC_CORPUS_TEXT_CACHE_H_
#define NEWSPRINT_SRC_CORPUS_TEXT_CACHE_H_

#include <cstddef>
#include <list>
#include <memory>
#include <mutex>
#include <optional>
#include <unordered_map>

#include "newsprint/corpus/corpus.h"
#include "newsprint/source/credit_lines.h"
#include "newsprint/story/origin.h"

namespace newsprint {

// A revision as verification needs it.
struct KnownText {
  ArticleSummary summary;
  PreparedText text;
  std::vector<Anchor> anchors;  // Of its fingerprint.
  // What its lines say of whose text it is.
  OriginWitness witness;
  std::optional<CreditLine> credit;  // The one to state.
  std::vector<Span> furniture;  // Credits, promotions, footers: no evidence of copying. Ascending.
};

ArticleSummary Summarize(const StoredArticle& stored);

// Thread-safe. Evicts the least recently used where the prepared texts exceed `capacity_bytes`.
class TextCache {
 public:
  explicit TextCache(size_t capacity_bytes) : capacity_bytes_(capacity_bytes) {}

  // Null if it is not there.
  std::shared_ptr<const KnownText> Find(Ordinal ordinal);
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
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_TEXT_CACHE_H_
