// Which articles are in the store, by publisher, host, language and time: answers "the articles of
// this source" without reading the store.
//
// Derived and in memory. It is built from the store's log by the first question that needs it, and
// brought up to the log's end by every further one, so that ingest and check pay nothing for it.
// Memory: about 140 bytes a revision, and each publisher, host and language once; a deleted
// revision keeps its place until the store is opened again.
#ifndef NEWSPRINT_SRC_CORPUS_CATALOG_H_
#define NEWSPRINT_SRC_CORPUS_CATALOG_H_

#include <cstddef>
#include <cstdint>
#include <deque>
#include <limits>
#include <map>
#include <mutex>
#include <optional>
#include <shared_mutex>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint {

// What the catalog knows of a revision. The views live as long as the catalog.
struct ArticleFacts {
  std::string_view publisher;
  std::string_view host;
  std::string_view language;
  absl::Time time;      // published_at, or else first_seen_at.
  uint64_t id_key = 0;  // A keyed 64-bit hash of the id.
};

// Thread-safe. The store must outlive it.
class Catalog {
 public:
  explicit Catalog(const Store& store) : store_(store) {}

  // Reads the log up to its end. Errors: DEADLINE_EXCEEDED, CANCELLED by the control: what was read
  // until then stays, and the next call goes on from there; those of the store.
  absl::Status CatchUp(const CallControl& control);

  // Every revision up to this ordinal is in it.
  Ordinal through() const;

  // The newest revision at or below `through` of every article that passes the (valid) filter,
  // ascending by ordinal, those after `after`; at most `limit`. `total` counts them without both.
  // Time: O(revisions of the publisher, or else of the domain, or else of all).
  std::vector<Ordinal> Select(const ArticleFilter& filter, Ordinal after, Ordinal through,
                              size_t limit, uint64_t* total) const;

  // Nothing for a revision that is deleted or was never there.
  std::optional<ArticleFacts> Find(Ordinal ordinal) const;

  // An estimate of the heap that it takes.
  size_t bytes() const;

 private:
  static constexpr uint32_t kNone = std::numeric_limits<uint32_t>::max();

  struct Entry {
    Ordinal ordinal = 0;
    uint64_t id_key = 0;
    absl::Time time;
    uint32_t publisher = kNone;  // Places in texts_.
    uint32_t host = kNone;
    uint32_t language = kNone;
    uint32_t next_revision = kNone;  // Place in entries_.
    bool deleted = false;
  };

  // Texts that many articles share, each kept once and known by its place.
  class Texts {
   public:
    uint32_t Add(std::string_view text);
    uint32_t Find(std::string_view text) const;  // kNone for an unknown one.
    std::string_view operator[](uint32_t place) const { return texts_[place]; }
    size_t size() const { return texts_.size(); }
    size_t bytes() const { return bytes_; }

   private:
    std::deque<std::string> texts_;  // Never moved: the keys below look into it.
    std::unordered_map<std::string_view, uint32_t> places_;
    size_t bytes_ = 0;
  };

  // Ascending places in entries_ for each place in texts_.
  using Postings = std::unordered_map<uint32_t, std::vector<uint32_t>>;

  absl::StatusOr<std::vector<StoredArticle>> ReadAll(std::span<const LogEntry> entries) const;
  // The rest hold mutex_.
  void Add(const StoredArticle& stored);
  void Remove(Ordinal ordinal);
  uint32_t PlaceOf(Ordinal ordinal) const;
  bool IsNewest(const Entry& entry, Ordinal through) const;
  // Those that may pass: all of the publisher or of the domain's hosts, ascending.
  std::vector<uint32_t> PlacesFor(const ArticleFilter& filter) const;

  const Store& store_;
  std::mutex catch_up_mutex_;
  mutable std::shared_mutex mutex_;
  Ordinal through_ = 0;
  std::vector<Entry> entries_;  // Ascending by ordinal.
  Texts texts_;
  Postings by_publisher_;
  Postings by_host_;
  std::map<std::string, uint32_t> hosts_;          // By ReversedHost: places in texts_.
  std::unordered_map<uint64_t, uint32_t> newest_;  // By id_key: places in entries_.
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_CATALOG_H_
