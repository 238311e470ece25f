// What every engine does to a revision before it keeps it.
#ifndef NEWSPRINT_STORE_REVISION_H_
#define NEWSPRINT_STORE_REVISION_H_

#include <cstdint>
#include <span>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/store/store.h"

namespace newsprint::store {

// A time as it is kept: absl::Time has quarters of a nanosecond, and years that no record holds.
struct Instant {
  int64_t seconds = 0;  // Since the Unix epoch, rounded down.
  uint32_t nanos = 0;   // To add. In [0, 999999999].
};

Instant ToInstant(absl::Time time);
absl::Time FromInstant(Instant instant);

// Cuts the article's times to what is kept, so that what is read back equals what was committed.
//
// Errors: INVALID_ARGUMENT if the article is not valid or first_seen_at is missing.
absl::Status PrepareArticle(Article& article);

// ABORTED if `revision` is not the one after `newest` (0: the id has none).
absl::Status CheckNextRevision(const ArticleId& id, uint32_t newest, uint32_t revision);

// Errors: INVALID_ARGUMENT if an edge is not from its `newer` to an older ordinal.
absl::Status CheckEdges(std::span<const RevisionEdges> matched);

// Errors: INVALID_ARGUMENT as Store::PutRecords.
absl::Status CheckRecords(std::span<const StoredRecord> records);

// Of a new store: 32 hex digits, and a seed where none is asked for.
StoreIdentity NewIdentity(const StoreOptions& options);

absl::Status OrdinalNotFound(Ordinal ordinal);
absl::Status IdNotFound(const ArticleId& id, uint32_t revision);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_REVISION_H_
