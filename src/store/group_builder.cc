#include "store/group_builder.h"

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "store/keys.h"
#include "store/revision.h"

namespace newsprint::store {

GroupBuilder::GroupBuilder(const Database& database, Ordinal last, const Counts& counts)
    : database_(database),
      batch_(rocksdb::BytewiseComparator(), 0, /*overwrite_key=*/true),
      last_(last),
      counts_(counts) {}

absl::StatusOr<std::optional<std::string>> GroupBuilder::Get(Table table, std::string_view key) {
  std::string value;
  const rocksdb::Status status = batch_.GetFromBatchAndDB(
      database_.db.get(), rocksdb::ReadOptions(), database_.handle(table), key, &value);
  if (status.IsNotFound()) return std::nullopt;
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(status, kTableNames[static_cast<size_t>(table)]));
  return value;
}

void GroupBuilder::Put(Table table, std::string_view key, std::string_view value) {
  batch_.Put(database_.handle(table), key, value)
      .PermitUncheckedError();  // Fails without memory only.
}

void GroupBuilder::Remove(Table table, std::string_view key) {
  batch_.Delete(database_.handle(table), key).PermitUncheckedError();
}

absl::StatusOr<std::vector<std::pair<std::string, std::string>>> GroupBuilder::Scan(
    Table table, std::string_view prefix) {
  rocksdb::ColumnFamilyHandle* const handle = database_.handle(table);
  const std::unique_ptr<rocksdb::Iterator> i(batch_.NewIteratorWithBase(
      handle, database_.db->NewIterator(rocksdb::ReadOptions(), handle)));
  std::vector<std::pair<std::string, std::string>> found;
  for (i->Seek(prefix); i->Valid() && i->key().starts_with(prefix); i->Next()) {
    found.emplace_back(i->key().ToString(), i->value().ToString());
  }
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(i->status(), kTableNames[static_cast<size_t>(table)]));
  return found;
}

absl::StatusOr<std::vector<StoredEdge>> GroupBuilder::Edges(Table table, Ordinal ordinal) {
  NEWSPRINT_ASSIGN_OR_RETURN(auto found, Scan(table, OrdinalKey(ordinal)));
  std::vector<StoredEdge> edges;
  for (auto& [key, value] : found) {
    const std::optional<Ordinal> end = ParseOrdinal(key, kOrdinalKeyBytes);
    if (!end) {
      return absl::DataLossError(absl::StrCat("an edge of ordinal ", ordinal, " has a bad key"));
    }
    edges.push_back({.newer = table == Table::kEdges ? ordinal : *end,
                     .older = table == Table::kEdges ? *end : ordinal,
                     .value = std::move(value)});
  }
  return edges;
}

absl::StatusOr<RevisionHead> GroupBuilder::Head(const ArticleId& id) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::optional<std::string> value,
                             Get(Table::kHeads, id.value()));
  if (!value) return RevisionHead{};
  return DecodeHead(*value);
}

void GroupBuilder::RemoveEdge(Ordinal newer, Ordinal older) {
  Remove(Table::kEdges, EdgeKey(newer, older));
  Remove(Table::kEdgesByOlder, EdgeKey(older, newer));
}

absl::StatusOr<Ordinal> GroupBuilder::Commit(const PreparedRevision& revision) {
  NEWSPRINT_ASSIGN_OR_RETURN(const RevisionHead head, Head(revision.id));
  NEWSPRINT_RETURN_IF_ERROR(CheckNextRevision(revision.id, head.revision, revision.revision));
  const Ordinal ordinal = ++last_;
  const std::string key = OrdinalKey(ordinal);
  Put(Table::kLog, key,
      EncodeLogEntry({.ordinal = ordinal, .id = revision.id, .revision = revision.revision}));
  Put(Table::kArticles, key, revision.article);
  Put(Table::kBodies, key, revision.body);
  Put(Table::kFingerprints, key, revision.fingerprint);
  Put(Table::kHeads, revision.id.value(),
      EncodeHead({.ordinal = ordinal,
                  .revision = revision.revision,
                  .content_hash = revision.content_hash}));
  Put(Table::kRevisions, RevisionKey(revision.id, revision.revision), key);
  Put(Table::kUnmatched, key, {});
  if (head.revision == 0) ++counts_.articles;
  ++counts_.revisions;
  counts_changed_ = true;
  return ordinal;
}

absl::StatusOr<Ordinal> GroupBuilder::Delete(const ArticleId& id, const std::string& note) {
  NEWSPRINT_ASSIGN_OR_RETURN(const RevisionHead head, Head(id));
  if (head.revision == 0) return IdNotFound(id, 0);
  NEWSPRINT_ASSIGN_OR_RETURN(const auto revisions, Scan(Table::kRevisions, RevisionPrefix(id)));

  LogEntry entry{.ordinal = last_ + 1, .id = id, .note = note};
  for (const auto& [key, value] : revisions) {
    const std::optional<Ordinal> ordinal = ParseOrdinal(value);
    if (!ordinal) {
      return absl::DataLossError(absl::StrCat(
          "article '", id.value(), "': a revision's ordinal is ", value.size(), " bytes"));
    }
    entry.deleted.push_back(*ordinal);
    for (const Table table : {Table::kEdges, Table::kEdgesByOlder}) {
      NEWSPRINT_ASSIGN_OR_RETURN(std::vector<StoredEdge> edges, Edges(table, *ordinal));
      std::ranges::move(edges, std::back_inserter(entry.withdrawn));
    }
  }
  std::ranges::sort(entry.withdrawn, {},
                    [](const StoredEdge& edge) { return std::pair(edge.newer, edge.older); });

  for (const StoredEdge& edge : entry.withdrawn) RemoveEdge(edge.newer, edge.older);
  for (const auto& [key, value] : revisions) Remove(Table::kRevisions, key);
  for (const Ordinal ordinal : entry.deleted) {
    const std::string key = OrdinalKey(ordinal);
    for (const Table table :
         {Table::kArticles, Table::kBodies, Table::kFingerprints, Table::kUnmatched}) {
      Remove(table, key);
    }
  }
  Remove(Table::kHeads, id.value());
  Put(Table::kLog, OrdinalKey(entry.ordinal), EncodeLogEntry(entry));
  --counts_.articles;
  counts_.revisions -= entry.deleted.size();
  counts_changed_ = true;
  return last_ = entry.ordinal;
}

absl::Status GroupBuilder::PutEdges(Ordinal newer, const std::vector<StoredEdge>& edges) {
  NEWSPRINT_ASSIGN_OR_RETURN(const auto article, Get(Table::kArticles, OrdinalKey(newer)));
  if (!article) return absl::OkStatus();
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredEdge> before, Edges(Table::kEdges, newer));
  std::vector<const StoredEdge*> kept;
  for (const StoredEdge& edge : edges) {
    NEWSPRINT_ASSIGN_OR_RETURN(const auto older, Get(Table::kArticles, OrdinalKey(edge.older)));
    if (older) kept.push_back(&edge);
  }
  for (const StoredEdge& edge : before) RemoveEdge(newer, edge.older);
  for (const StoredEdge* edge : kept) {
    Put(Table::kEdges, EdgeKey(newer, edge->older), edge->value);
    Put(Table::kEdgesByOlder, EdgeKey(edge->older, newer), edge->value);
  }
  Remove(Table::kUnmatched, OrdinalKey(newer));
  return absl::OkStatus();
}

void GroupBuilder::PutRecords(const std::vector<StoredRecord>& records) {
  for (const StoredRecord& record : records) {
    Put(Table::kSettings, kRecordKeyPrefix + record.key, record.value);
  }
  has_records_ |= !records.empty();
}

rocksdb::WriteBatch* GroupBuilder::Finish() {
  if (counts_changed_) Put(Table::kSettings, kCountsKey, EncodeCounts(counts_));
  return batch_.GetWriteBatch();
}

}  // namespace newsprint::store
