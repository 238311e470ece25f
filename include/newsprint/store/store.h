// The truth, durable: articles in a total order, and what was derived from them.
//
// The seam asks an engine only for what a replicated SQL server keeps too: atomic, idempotent
// commits in one total order of ordinals, reads by id and by ordinal, and a tail from an ordinal.
// No locks are held across calls, and nothing is merged by the engine.
// tests/store/conformance_test.cc is what every engine must pass.
//
//   absl::StatusOr<std::unique_ptr<Store>> store = OpenRocksDbStore({.path = dir, .scheme =
//   scheme}); auto ordinals = (*store)->Commit({{.article = article, .revision = 1, .fingerprint =
//   bytes}});
//   // *ordinals[0] survives a power cut from here on.
#ifndef NEWSPRINT_STORE_STORE_H_
#define NEWSPRINT_STORE_STORE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/article.h"

namespace newsprint {

// What any store can hold; the limits of a service are lower.
inline constexpr size_t kMaxStoredBodyBytes = 64u << 20;
inline constexpr size_t kMaxStoredFieldBytes = 1u << 20;

// What a store was created with; changes only by ChangeStoreScheme.
struct StoreIdentity {
  std::string store_id;  // 32 hex digits, random.
  std::string scheme;    // All that decides a fingerprint, as the corpus spells it. Opaque here.
  uint64_t seed = 0;     // Secret key of all hashes in the store.
  // Fingerprints up to this ordinal are of an earlier scheme: LogEntry does not give them.
  Ordinal outdated_fingerprints = 0;
};

// A revision to commit.
struct NewRevision {
  Article article;
  uint32_t revision = 1;    // One more than the id's newest revision; 1 for a new id.
  std::string fingerprint;  // Opaque here.
};

// A revision as it lies in the store.
struct StoredArticle {
  Ordinal ordinal = 0;
  uint32_t revision = 0;
  Article article;            // As committed; its times cut to the nanosecond.
  absl::Time ingested_at;     // By the clock of the process that committed it.
  uint64_t content_hash = 0;  // ContentHash(article).
};

// The newest revision of an id, without its text.
struct RevisionHead {
  Ordinal ordinal = 0;
  uint32_t revision = 0;
  uint64_t content_hash = 0;
};

// A verified match between two revisions, kept under both ends. `value` is the corpus's.
struct StoredEdge {
  Ordinal newer = 0;
  Ordinal older = 0;  // Less than `newer`.
  std::string value;

  friend bool operator==(const StoredEdge&, const StoredEdge&) = default;
};

// One step of the total order.
struct LogEntry {
  Ordinal ordinal = 0;
  ArticleId id;
  uint32_t revision = 0;              // 0: the id and all its revisions were deleted.
  std::string fingerprint = {};       // Empty for a deletion, and where the article is gone since.
  std::vector<Ordinal> deleted = {};  // Of a deletion: the ordinals of the revisions that went.
  // Likewise the edges that went with them, by newer and then older ordinal: part of the same
  // atomic step, so that whoever reads the log misses no match that is gone.
  std::vector<StoredEdge> withdrawn = {};
  std::string note = {};  // Likewise what the caller of Delete wanted to be remembered.
};

// What a revision matches among the older ones.
struct RevisionEdges {
  Ordinal newer = 0;
  std::vector<StoredEdge> edges = {};
};

// A small value that a floor above keeps beside the articles, under a key of its own.
struct StoredRecord {
  std::string key;
  std::string value;

  friend bool operator==(const StoredRecord&, const StoredRecord&) = default;
};

inline constexpr size_t kMaxRecordKeyBytes = 512;
inline constexpr size_t kMaxRecordBytes = 4u << 20;

// Both ends belong to it.
struct OrdinalRange {
  Ordinal first = 0;
  Ordinal last = 0;

  friend bool operator==(const OrdinalRange&, const OrdinalRange&) = default;
};

struct StoreStats {
  uint64_t articles = 0;   // Ids that can be read.
  uint64_t revisions = 0;  // Revisions that can be read, all ids together.
  Ordinal last_ordinal = 0;
  uint64_t bytes_on_disk = 0;  // 0 for an engine without a disk of its own.
  // Groups of commits and deletions since the store was opened, each made durable by one sync:
  // fewer than the calls where calls met. 0 for an engine without a disk of its own.
  uint64_t synced_groups = 0;
  // Commits and deletions that were acknowledged and are lost, as accepted by accept_damage:
  // ascending, apart. Their ordinals are never given again.
  std::vector<OrdinalRange> missing = {};
};

// What makes a re-sent article the same one: XXH3 of all that it says. Not of the id, by which it
// is found, and not of first_seen_at, which says when it came and may be the receiver's own clock.
uint64_t ContentHash(const Article& article);

// Thread-safe. A call that returns OK after a write has made it durable and visible to every later
// read; a write that fails left nothing behind, or (where the engine could not tell, UNAVAILABLE)
// all of it. Reads never wait for writes.
//
// Errors of every call: UNAVAILABLE where the engine cannot be reached or has stopped writing (disk
// full, I/O error), DATA_LOSS where stored bytes are damaged; both name what and where.
class Store {
 public:
  virtual ~Store() = default;

  virtual const StoreIdentity& identity() const = 0;

  // Commits each revision atomically (article, fingerprint, head of the id, a mark that its edges
  // are still to come), in the order given, each at the next ordinal. Entry i answers for revision
  // i. Concurrent calls are committed in groups that share one fsync.
  //
  // Errors, per revision: ABORTED if the id's newest revision is not `revision - 1` (someone else
  // was faster: read again and decide); INVALID_ARGUMENT if first_seen_at is missing or
  // ValidateArticle refuses the article under the limits above.
  virtual std::vector<absl::StatusOr<Ordinal>> Commit(std::vector<NewRevision> revisions) = 0;

  // Removes all revisions of the id, their fingerprints and their edges, at an ordinal of its own,
  // which it returns. The log tells which edges went, and keeps `note`, which outlives the article:
  // it must hold nothing of its text.
  //
  // Errors: NOT_FOUND.
  virtual absl::StatusOr<Ordinal> Delete(const ArticleId& id, const std::string& note = {}) = 0;

  // Errors: NOT_FOUND, also for an ordinal that is a deletion or was deleted.
  virtual absl::StatusOr<StoredArticle> ReadByOrdinal(Ordinal ordinal) const = 0;

  // `revision` 0 is the newest. Errors: NOT_FOUND.
  virtual absl::StatusOr<StoredArticle> ReadById(const ArticleId& id,
                                                 uint32_t revision = 0) const = 0;

  // Errors: NOT_FOUND.
  virtual absl::StatusOr<RevisionHead> FindHead(const ArticleId& id) const = 0;

  // The steps after `after`, in order, at most `limit`; fewer only at the end. Whoever applies all
  // of them has seen every article and every deletion: an ordinal once returned is never preceded
  // by one that appears later.
  virtual absl::StatusOr<std::vector<LogEntry>> Tail(Ordinal after, size_t limit) const = 0;

  // The newest revision of every id, without its body, ascending by ordinal, those after `after`,
  // at most `limit`. An id that gets a new revision while someone pages moves behind him: he may
  // see it twice, never not at all.
  virtual absl::StatusOr<std::vector<StoredArticle>> List(Ordinal after, size_t limit) const = 0;

  // For each of `matched`: keeps all edges of `newer` to older revisions, in place of those it had,
  // and takes the mark off it, atomically. Edges to a deleted revision are dropped, and nothing is
  // kept for a deleted `newer`. Derived data: durable with the next commit, not before. Waits for
  // the commits at work, so that it pays to put the edges of many revisions at once.
  //
  // Errors: INVALID_ARGUMENT if an edge is not from `newer` to a lower ordinal; nothing is kept.
  virtual absl::Status PutAllEdges(std::vector<RevisionEdges> matched) = 0;

  // Of one revision.
  absl::Status PutEdges(Ordinal newer, std::vector<StoredEdge> edges) {
    return PutAllEdges({{.newer = newer, .edges = std::move(edges)}});
  }

  // All edges with `ordinal` at either end, ascending by the other end.
  virtual absl::StatusOr<std::vector<StoredEdge>> ReadEdges(Ordinal ordinal) const = 0;

  // Revisions after `after` that still carry the mark of Commit, ascending, at most `limit`.
  virtual absl::StatusOr<std::vector<Ordinal>> ReadUnmatched(Ordinal after, size_t limit) const = 0;

  // Keeps each record in place of what was under its key, all of them atomically. They have no
  // place in the order of articles, and no deletion of an article touches them.
  //
  // Errors: INVALID_ARGUMENT for a key that is empty or over kMaxRecordKeyBytes, a value over
  // kMaxRecordBytes; nothing is kept.
  virtual absl::Status PutRecords(std::vector<StoredRecord> records) = 0;

  // The records whose keys begin with `prefix` and come after `after`, ascending by the bytes of
  // their keys, at most `limit`.
  virtual absl::StatusOr<std::vector<StoredRecord>> ReadRecords(const std::string& prefix,
                                                                const std::string& after,
                                                                size_t limit) const = 0;

  virtual absl::StatusOr<StoreStats> Stats() const = 0;

  // Takes the bytes of deleted revisions off the disk, but for those that a read still at work may
  // want. An id stays in the log of its deletion. Time: as long as rewriting the whole store.
  virtual absl::Status Compact() = 0;
};

// What engines need to open a store.
struct StoreOptions {
  std::string path;    // A directory; not read by the memory engine.
  std::string scheme;  // The caller's scheme.
  std::optional<uint64_t> seed =
      {};  // For a new store; random where not given. Ignored for an old one.
  bool create_if_missing = true;
  bool any_scheme = false;  // Opens an old store whatever its scheme, and leaves it as it is.
  // Opens a store of which acknowledged commits are missing or damaged, serves what is sound, and
  // names what is missing in StoreStats, from then on for good.
  bool accept_damage = false;
};

// An engine that forgets: for batch runs and tests. Errors: none.
std::unique_ptr<Store> CreateMemoryStore(const StoreOptions& options);

// The embedded engine, RocksDB (FORMAT.md). After a full disk or an I/O error it refuses writes as
// UNAVAILABLE and goes on to serve reads; every further write first tries to resume, which works
// once a full disk has space again. After any other I/O error the store has to be opened anew.
//
// Errors: FAILED_PRECONDITION if the store was written under another scheme (names both and says
// how to re-index) or by a later version, or another process or another Store of this one holds it,
// or the directory holds something else; NOT_FOUND if there is none and create_if_missing is false;
// PERMISSION_DENIED without the right to write; DATA_LOSS if acknowledged commits are missing or
// damaged (names the ordinals that may be missing).
absl::StatusOr<std::unique_ptr<Store>> OpenRocksDbStore(const StoreOptions& options);

// Gives a store that nobody has open another scheme and seed, in one synced write. Its fingerprints
// are outdated from then on.
//
// Errors: those of OpenRocksDbStore, but for another scheme; ABORTED if `last_ordinal` is not the
// store's: something was committed since the caller looked.
absl::Status ChangeStoreScheme(const std::string& path, const std::string& scheme, uint64_t seed,
                               Ordinal last_ordinal);

}  // namespace newsprint

#endif  // NEWSPRINT_STORE_STORE_H_
