// The batch of one group: what its members find is what those before them in the group left.
#ifndef NEWSPRINT_STORE_GROUP_BUILDER_H_
#define NEWSPRINT_STORE_GROUP_BUILDER_H_

#include <rocksdb/utilities/write_batch_with_index.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "newsprint/store/store.h"
#include "store/column_families.h"
#include "store/record_codec.h"

namespace newsprint::store {

// A revision made ready outside the queue, where it holds up nobody.
struct PreparedRevision {
  ArticleId id;
  uint32_t revision = 0;
  uint64_t content_hash = 0;
  std::string article;  // EncodeArticle.
  std::string body;     // CompressBody.
  std::string fingerprint;
};

// Each member either adds all of its changes to the batch, or fails and adds none.
class GroupBuilder {
 public:
  // `last` is the newest ordinal in the database, `counts` what can be read in it.
  GroupBuilder(const Database& database, Ordinal last, const Counts& counts);

  // Errors: as Store::Commit, Delete and PutEdges; a record that was checked has none.
  absl::StatusOr<Ordinal> Commit(const PreparedRevision& revision);
  absl::StatusOr<Ordinal> Delete(const ArticleId& id, const std::string& note);
  absl::Status PutEdges(Ordinal newer, const std::vector<StoredEdge>& edges);

  void PutRecords(const std::vector<StoredRecord>& records);

  bool empty() { return batch_.GetWriteBatch()->Count() == 0; }
  Ordinal last() const { return last_; }
  const Counts& counts() const { return counts_; }
  bool has_records() const { return has_records_; }

  // With the counts, if they changed. Call once, at the end.
  rocksdb::WriteBatch* Finish();

 private:
  absl::StatusOr<std::optional<std::string>> Get(Table table, std::string_view key);
  void Put(Table table, std::string_view key, std::string_view value);
  void Remove(Table table, std::string_view key);

  // Each key of `table` that starts with `prefix`, and its value.
  absl::StatusOr<std::vector<std::pair<std::string, std::string>>> Scan(Table table,
                                                                        std::string_view prefix);
  // The edges in `table` that start at `ordinal`.
  absl::StatusOr<std::vector<StoredEdge>> Edges(Table table, Ordinal ordinal);
  absl::StatusOr<RevisionHead> Head(const ArticleId& id);  // Of ordinal 0 if there is none.
  void RemoveEdge(Ordinal newer, Ordinal older);

  const Database& database_;
  rocksdb::WriteBatchWithIndex batch_;
  Ordinal last_;
  Counts counts_;
  bool counts_changed_ = false;
  bool has_records_ = false;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_GROUP_BUILDER_H_
