#include "store/rocksdb_reader.h"

#include <rocksdb/snapshot.h>

#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "store/body_codec.h"
#include "store/keys.h"
#include "store/revision.h"

namespace newsprint::store {
namespace {

const char* Name(Table table) { return kTableNames[static_cast<size_t>(table)]; }

std::string_view View(const rocksdb::Slice& slice) { return {slice.data(), slice.size()}; }

// Says which ordinal the damaged bytes belong to.
absl::Status AtOrdinal(Ordinal ordinal, const absl::Status& status) {
  return absl::Status(status.code(), absl::StrCat("ordinal ", ordinal, ": ", status.message()));
}

absl::StatusOr<Ordinal> KeyOrdinal(Table table, const rocksdb::Slice& key, size_t offset = 0) {
  if (const std::optional<Ordinal> ordinal = ParseOrdinal(View(key), offset)) return *ordinal;
  return absl::DataLossError(absl::StrCat(Name(table), ": a key of ", key.size(), " bytes"));
}

}  // namespace

absl::StatusOr<std::optional<std::string>> RocksDbReader::Get(
    Table table, std::string_view key, const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  std::string value;
  const rocksdb::Status status = database_.db->Get(options, database_.handle(table), key, &value);
  if (status.IsNotFound()) return std::nullopt;
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(status, Name(table)));
  return value;
}

std::unique_ptr<rocksdb::Iterator> RocksDbReader::Iterate(Table table,
                                                          const rocksdb::Snapshot* snapshot) const {
  rocksdb::ReadOptions options;
  options.snapshot = snapshot;
  return std::unique_ptr<rocksdb::Iterator>(
      database_.db->NewIterator(options, database_.handle(table)));
}

absl::StatusOr<std::optional<std::string>> RocksDbReader::Setting(std::string_view key) const {
  return Get(Table::kSettings, key, nullptr);
}

absl::StatusOr<StoredArticle> RocksDbReader::ReadArticle(Ordinal ordinal,
                                                         const rocksdb::Snapshot* snapshot) const {
  const std::string key = OrdinalKey(ordinal);
  NEWSPRINT_ASSIGN_OR_RETURN(const auto record, Get(Table::kArticles, key, snapshot));
  if (!record) return OrdinalNotFound(ordinal);
  absl::StatusOr<DecodedArticle> decoded = DecodeArticle(ordinal, *record);
  if (!decoded.ok()) return AtOrdinal(ordinal, decoded.status());
  NEWSPRINT_ASSIGN_OR_RETURN(const auto frame, Get(Table::kBodies, key, snapshot));
  if (!frame) return AtOrdinal(ordinal, absl::DataLossError("the body is missing"));
  absl::StatusOr<std::string> body = DecompressBody(*frame, decoded->body_bytes);
  if (!body.ok()) return AtOrdinal(ordinal, body.status());
  StoredArticle stored = std::move(decoded->stored);
  stored.article.body = *std::move(body);
  if (ContentHash(stored.article) != stored.content_hash) {
    return AtOrdinal(ordinal, absl::DataLossError("the article is not what its content hash says"));
  }
  return stored;
}

absl::StatusOr<StoredArticle> RocksDbReader::ReadByOrdinal(Ordinal ordinal) const {
  rocksdb::ManagedSnapshot snapshot(database_.db.get());
  return ReadArticle(ordinal, snapshot.snapshot());
}

absl::StatusOr<StoredArticle> RocksDbReader::ReadById(const ArticleId& id,
                                                      uint32_t revision) const {
  rocksdb::ManagedSnapshot snapshot(database_.db.get());
  if (revision == 0) {
    NEWSPRINT_ASSIGN_OR_RETURN(const auto head, Head(id, snapshot.snapshot()));
    if (!head) return IdNotFound(id, 0);
    return ReadArticle(head->ordinal, snapshot.snapshot());
  }
  NEWSPRINT_ASSIGN_OR_RETURN(
      const auto value, Get(Table::kRevisions, RevisionKey(id, revision), snapshot.snapshot()));
  if (!value) return IdNotFound(id, revision);
  NEWSPRINT_ASSIGN_OR_RETURN(const Ordinal ordinal, KeyOrdinal(Table::kRevisions, *value));
  return ReadArticle(ordinal, snapshot.snapshot());
}

absl::StatusOr<std::optional<RevisionHead>> RocksDbReader::Head(
    const ArticleId& id, const rocksdb::Snapshot* snapshot) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const auto value, Get(Table::kHeads, id.value(), snapshot));
  if (!value) return std::nullopt;
  return DecodeHead(*value);
}

absl::StatusOr<RevisionHead> RocksDbReader::FindHead(const ArticleId& id) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const auto head, Head(id, nullptr));
  if (!head) return IdNotFound(id, 0);
  return *head;
}

absl::StatusOr<std::vector<LogEntry>> RocksDbReader::Tail(Ordinal after, size_t limit) const {
  std::vector<LogEntry> entries;
  if (after == ~Ordinal{0}) return entries;
  rocksdb::ManagedSnapshot snapshot(database_.db.get());
  const auto log = Iterate(Table::kLog, snapshot.snapshot());
  // In step with the log: it lacks the deletions, and the articles that are gone.
  const auto fingerprints = Iterate(Table::kFingerprints, snapshot.snapshot());
  const std::string start = OrdinalKey(after + 1);
  log->Seek(start);
  fingerprints->Seek(start);
  for (; log->Valid() && entries.size() < limit; log->Next()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const Ordinal ordinal, KeyOrdinal(Table::kLog, log->key()));
    absl::StatusOr<LogEntry> entry = DecodeLogEntry(ordinal, View(log->value()));
    if (!entry.ok()) return AtOrdinal(ordinal, entry.status());
    while (fingerprints->Valid() && fingerprints->key().compare(log->key()) < 0) {
      fingerprints->Next();
    }
    if (fingerprints->Valid() && fingerprints->key() == log->key()) {
      entry->fingerprint = fingerprints->value().ToString();
    }
    entries.push_back(*std::move(entry));
  }
  for (const auto& [i, table] :
       {std::pair(&log, Table::kLog), std::pair(&fingerprints, Table::kFingerprints)}) {
    const absl::Status status = FromRocksDb((*i)->status(), Name(table));
    if (!status.ok()) {
      const Ordinal seen = entries.empty() ? after : entries.back().ordinal;
      return absl::Status(status.code(), absl::StrCat("after ordinal ", after, ", near ", seen + 1,
                                                      ": ", status.message()));
    }
  }
  return entries;
}

absl::StatusOr<std::vector<StoredArticle>> RocksDbReader::List(Ordinal after, size_t limit) const {
  std::vector<StoredArticle> page;
  if (after == ~Ordinal{0}) return page;
  rocksdb::ManagedSnapshot snapshot(database_.db.get());
  const auto i = Iterate(Table::kArticles, snapshot.snapshot());
  for (i->Seek(OrdinalKey(after + 1)); i->Valid() && page.size() < limit; i->Next()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const Ordinal ordinal, KeyOrdinal(Table::kArticles, i->key()));
    absl::StatusOr<DecodedArticle> decoded = DecodeArticle(ordinal, View(i->value()));
    if (!decoded.ok()) return AtOrdinal(ordinal, decoded.status());
    NEWSPRINT_ASSIGN_OR_RETURN(const auto head,
                               Head(decoded->stored.article.id, snapshot.snapshot()));
    if (head && head->ordinal == ordinal) page.push_back(std::move(decoded->stored));
  }
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(i->status(), Name(Table::kArticles)));
  return page;
}

absl::StatusOr<std::vector<StoredEdge>> RocksDbReader::ReadEdges(Ordinal ordinal) const {
  rocksdb::ManagedSnapshot snapshot(database_.db.get());
  const std::string prefix = OrdinalKey(ordinal);
  std::vector<StoredEdge> edges;
  // Those to older revisions first: their other ends are all below those of the newer ones.
  for (const Table table : {Table::kEdges, Table::kEdgesByOlder}) {
    const auto i = Iterate(table, snapshot.snapshot());
    for (i->Seek(prefix); i->Valid() && i->key().starts_with(prefix); i->Next()) {
      NEWSPRINT_ASSIGN_OR_RETURN(const Ordinal other,
                                 KeyOrdinal(table, i->key(), kOrdinalKeyBytes));
      edges.push_back({.newer = table == Table::kEdges ? ordinal : other,
                       .older = table == Table::kEdges ? other : ordinal,
                       .value = i->value().ToString()});
    }
    NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(i->status(), Name(table)));
  }
  return edges;
}

absl::StatusOr<std::vector<Ordinal>> RocksDbReader::ReadUnmatched(Ordinal after,
                                                                  size_t limit) const {
  std::vector<Ordinal> unmatched;
  if (after == ~Ordinal{0}) return unmatched;
  const auto i = Iterate(Table::kUnmatched, nullptr);
  for (i->Seek(OrdinalKey(after + 1)); i->Valid() && unmatched.size() < limit; i->Next()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const Ordinal ordinal, KeyOrdinal(Table::kUnmatched, i->key()));
    unmatched.push_back(ordinal);
  }
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(i->status(), Name(Table::kUnmatched)));
  return unmatched;
}

absl::StatusOr<LogEntry> RocksDbReader::ReadLogEntry(Ordinal ordinal) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const auto value, Get(Table::kLog, OrdinalKey(ordinal), nullptr));
  if (!value) return absl::NotFoundError("log: the entry is missing");
  return DecodeLogEntry(ordinal, *value);
}

absl::StatusOr<std::string> RocksDbReader::ReadFingerprint(Ordinal ordinal) const {
  NEWSPRINT_ASSIGN_OR_RETURN(auto value, Get(Table::kFingerprints, OrdinalKey(ordinal), nullptr));
  if (!value) return absl::NotFoundError("fingerprints: the record is missing");
  return *std::move(value);
}

absl::StatusOr<std::vector<StoredRecord>> RocksDbReader::ReadRecords(const std::string& prefix,
                                                                     const std::string& after,
                                                                     size_t limit) const {
  std::vector<StoredRecord> found;
  const std::string space = kRecordKeyPrefix;
  const std::string whole = space + prefix;
  const auto i = Iterate(Table::kSettings, nullptr);
  for (i->Seek(after < prefix ? whole : space + after + '\0');
       i->Valid() && i->key().starts_with(whole) && found.size() < limit; i->Next()) {
    found.push_back({i->key().ToString().substr(space.size()), i->value().ToString()});
  }
  NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(i->status(), Name(Table::kSettings)));
  return found;
}

absl::StatusOr<bool> RocksDbReader::IsUnmatched(Ordinal ordinal) const {
  NEWSPRINT_ASSIGN_OR_RETURN(const auto mark, Get(Table::kUnmatched, OrdinalKey(ordinal), nullptr));
  return mark.has_value();
}

absl::Status RocksDbReader::CheckNames(const StoredArticle& stored) const {
  const ArticleId& id = stored.article.id;
  NEWSPRINT_ASSIGN_OR_RETURN(const auto ordinal,
                             Get(Table::kRevisions, RevisionKey(id, stored.revision), nullptr));
  if (!ordinal || *ordinal != OrdinalKey(stored.ordinal)) {
    return absl::DataLossError("revisions: the record is missing or leads elsewhere");
  }
  NEWSPRINT_ASSIGN_OR_RETURN(const auto head, Head(id, nullptr));
  if (!head || head->revision < stored.revision) {
    return absl::DataLossError("heads: the record is missing or older than the revision");
  }
  return absl::OkStatus();
}

absl::Status RocksDbReader::CheckMirror(Ordinal found_at, const StoredEdge& edge) const {
  const bool from_newer = edge.newer == found_at;
  const Table table = from_newer ? Table::kEdgesByOlder : Table::kEdges;
  const std::string key =
      from_newer ? EdgeKey(edge.older, edge.newer) : EdgeKey(edge.newer, edge.older);
  NEWSPRINT_ASSIGN_OR_RETURN(const auto value, Get(table, key, nullptr));
  if (value && *value == edge.value) return absl::OkStatus();
  return absl::DataLossError(absl::StrCat(Name(table), ": the edge from ", edge.newer, " to ",
                                          edge.older, " is missing or another one"));
}

absl::StatusOr<Counts> RocksDbReader::Recount() const {
  Counts counts;
  for (auto [table, count] : {std::pair(Table::kHeads, &counts.articles),
                              std::pair(Table::kRevisions, &counts.revisions)}) {
    const auto i = Iterate(table, nullptr);
    for (i->SeekToFirst(); i->Valid(); i->Next()) ++*count;
    NEWSPRINT_RETURN_IF_ERROR(FromRocksDb(i->status(), Name(table)));
  }
  return counts;
}

}  // namespace newsprint::store
