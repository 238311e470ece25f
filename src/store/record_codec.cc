#include "store/record_codec.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "store/revision.h"

namespace newsprint::store {
namespace {

template <typename Record>
absl::StatusOr<Record> Parse(std::string_view value) {
  Record record;
  if (!record.ParseFromArray(value.data(), static_cast<int>(value.size()))) {
    return absl::DataLossError(absl::StrCat(Record::descriptor()->name(), " of ", value.size(),
                                            " bytes cannot be parsed"));
  }
  return record;
}

void Set(storage::v1::Instant* record, absl::Time time) {
  const Instant instant = ToInstant(time);
  record->set_seconds(instant.seconds);
  record->set_nanos(instant.nanos);
}

absl::Time Get(const storage::v1::Instant& record) {
  return FromInstant({.seconds = record.seconds(), .nanos = record.nanos()});
}

absl::StatusOr<ArticleId> StoredId(const std::string& id) {
  absl::StatusOr<ArticleId> checked = ArticleId::Create(id);
  if (!checked.ok()) return absl::DataLossError(checked.status().message());
  return checked;
}

}  // namespace

std::string EncodeArticle(const Article& article, uint32_t revision, absl::Time ingested_at,
                          uint64_t content_hash) {
  storage::v1::ArticleRecord record;
  record.set_id(article.id.value());
  record.set_revision(revision);
  record.set_title(article.title);
  record.set_url(article.url);
  record.set_publisher(article.publisher);
  record.set_language(article.language);
  if (article.published_at) Set(record.mutable_published_at(), *article.published_at);
  if (article.first_seen_at) Set(record.mutable_first_seen_at(), *article.first_seen_at);
  Set(record.mutable_ingested_at(), ingested_at);
  record.set_content_hash(content_hash);
  record.set_body_bytes(static_cast<uint32_t>(article.body.size()));
  for (const OriginSignal& signal : article.signals) {
    storage::v1::ArticleRecord::Signal* out = record.add_signals();
    out->set_kind(static_cast<uint32_t>(signal.kind));
    out->set_value(signal.value);
    out->set_begin(signal.span.begin);
    out->set_end(signal.span.end);
  }
  return record.SerializeAsString();
}

absl::StatusOr<DecodedArticle> DecodeArticle(Ordinal ordinal, std::string_view value) {
  NEWSPRINT_ASSIGN_OR_RETURN(storage::v1::ArticleRecord record,
                             Parse<storage::v1::ArticleRecord>(value));
  DecodedArticle decoded;
  decoded.body_bytes = record.body_bytes();
  StoredArticle& stored = decoded.stored;
  stored.ordinal = ordinal;
  stored.revision = record.revision();
  stored.ingested_at = Get(record.ingested_at());
  stored.content_hash = record.content_hash();
  Article& article = stored.article;
  NEWSPRINT_ASSIGN_OR_RETURN(article.id, StoredId(record.id()));
  article.title = std::move(*record.mutable_title());
  article.url = std::move(*record.mutable_url());
  article.publisher = std::move(*record.mutable_publisher());
  article.language = std::move(*record.mutable_language());
  if (record.has_published_at()) article.published_at = Get(record.published_at());
  if (record.has_first_seen_at()) article.first_seen_at = Get(record.first_seen_at());
  for (storage::v1::ArticleRecord::Signal& signal : *record.mutable_signals()) {
    article.signals.push_back({.kind = static_cast<SignalKind>(signal.kind()),
                               .value = std::move(*signal.mutable_value()),
                               .span = {signal.begin(), signal.end()}});
  }
  return decoded;
}

std::string EncodeHead(const RevisionHead& head) {
  storage::v1::HeadRecord record;
  record.set_ordinal(head.ordinal);
  record.set_revision(head.revision);
  record.set_content_hash(head.content_hash);
  return record.SerializeAsString();
}

absl::StatusOr<RevisionHead> DecodeHead(std::string_view value) {
  NEWSPRINT_ASSIGN_OR_RETURN(const storage::v1::HeadRecord record,
                             Parse<storage::v1::HeadRecord>(value));
  return RevisionHead{.ordinal = record.ordinal(),
                      .revision = record.revision(),
                      .content_hash = record.content_hash()};
}

std::string EncodeLogEntry(const LogEntry& entry) {
  storage::v1::LogRecord record;
  record.set_id(entry.id.value());
  record.set_revision(entry.revision);
  record.mutable_deleted()->Add(entry.deleted.begin(), entry.deleted.end());
  for (const StoredEdge& edge : entry.withdrawn) {
    storage::v1::LogRecord::Withdrawn* out = record.add_withdrawn();
    out->set_newer(edge.newer);
    out->set_older(edge.older);
    out->set_value(edge.value);
  }
  record.set_note(entry.note);
  return record.SerializeAsString();
}

absl::StatusOr<LogEntry> DecodeLogEntry(Ordinal ordinal, std::string_view value) {
  NEWSPRINT_ASSIGN_OR_RETURN(const storage::v1::LogRecord record,
                             Parse<storage::v1::LogRecord>(value));
  LogEntry entry{.ordinal = ordinal, .id = {}, .revision = record.revision()};
  NEWSPRINT_ASSIGN_OR_RETURN(entry.id, StoredId(record.id()));
  entry.deleted.assign(record.deleted().begin(), record.deleted().end());
  for (const storage::v1::LogRecord::Withdrawn& edge : record.withdrawn()) {
    entry.withdrawn.push_back(
        {.newer = edge.newer(), .older = edge.older(), .value = edge.value()});
  }
  entry.note = record.note();
  return entry;
}

std::string EncodeIdentity(const StoreIdentity& identity) {
  storage::v1::IdentityRecord record;
  record.set_store_id(identity.store_id);
  record.set_scheme(identity.scheme);
  record.set_seed(identity.seed);
  record.set_outdated_fingerprints(identity.outdated_fingerprints);
  return record.SerializeAsString();
}

absl::StatusOr<StoreIdentity> DecodeIdentity(std::string_view value) {
  NEWSPRINT_ASSIGN_OR_RETURN(const storage::v1::IdentityRecord record,
                             Parse<storage::v1::IdentityRecord>(value));
  return StoreIdentity{.store_id = record.store_id(),
                       .scheme = record.scheme(),
                       .seed = record.seed(),
                       .outdated_fingerprints = record.outdated_fingerprints()};
}

std::string EncodeCounts(const Counts& counts) {
  storage::v1::CountsRecord record;
  record.set_articles(counts.articles);
  record.set_revisions(counts.revisions);
  return record.SerializeAsString();
}

absl::StatusOr<Counts> DecodeCounts(std::string_view value) {
  NEWSPRINT_ASSIGN_OR_RETURN(const storage::v1::CountsRecord record,
                             Parse<storage::v1::CountsRecord>(value));
  return Counts{.articles = record.articles(), .revisions = record.revisions()};
}

std::string EncodeMissing(const std::vector<OrdinalRange>& ranges) {
  storage::v1::MissingRecord record;
  for (const OrdinalRange& range : ranges) {
    storage::v1::MissingRecord::Range* out = record.add_ranges();
    out->set_first(range.first);
    out->set_last(range.last);
  }
  return record.SerializeAsString();
}

absl::StatusOr<std::vector<OrdinalRange>> DecodeMissing(std::string_view value) {
  NEWSPRINT_ASSIGN_OR_RETURN(const storage::v1::MissingRecord record,
                             Parse<storage::v1::MissingRecord>(value));
  std::vector<OrdinalRange> ranges;
  for (const auto& range : record.ranges()) {
    ranges.push_back({.first = range.first(), .last = range.last()});
  }
  return ranges;
}

}  // namespace newsprint::store
