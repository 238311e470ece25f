#include "store/memory_store.h"

#include <algorithm>
#include <memory>
#include <mutex>

#include "absl/time/clock.h"
#include "newsprint/article/status.h"
#include "store/revision.h"

namespace newsprint {
namespace store {

MemoryStore::MemoryStore(const StoreOptions& options) : identity_(NewIdentity(options)) {}

absl::StatusOr<Ordinal> MemoryStore::CommitOne(NewRevision revision) {
  Article& article = revision.article;
  NEWSPRINT_RETURN_IF_ERROR(PrepareArticle(article));
  const uint64_t content_hash = ContentHash(article);
  const std::unique_lock lock(mutex_);
  const auto known = revisions_.find(article.id.value());
  const uint32_t newest = known == revisions_.end() ? 0 : known->second.rbegin()->first;
  NEWSPRINT_RETURN_IF_ERROR(CheckNextRevision(article.id, newest, revision.revision));
  const Ordinal ordinal = log_.size() + 1;
  log_.push_back({.ordinal = ordinal,
                  .id = article.id,
                  .revision = revision.revision,
                  .fingerprint = std::move(revision.fingerprint)});
  revisions_[article.id.value()][revision.revision] = ordinal;
  unmatched_.insert(ordinal);
  articles_[ordinal] = {.ordinal = ordinal,
                        .revision = revision.revision,
                        .article = std::move(article),
                        .ingested_at = absl::Now(),
                        .content_hash = content_hash};
  return ordinal;
}

std::vector<absl::StatusOr<Ordinal>> MemoryStore::Commit(std::vector<NewRevision> revisions) {
  std::vector<absl::StatusOr<Ordinal>> answers;
  for (NewRevision& revision : revisions) answers.push_back(CommitOne(std::move(revision)));
  return answers;
}

absl::StatusOr<Ordinal> MemoryStore::Delete(const ArticleId& id, const std::string& note) {
  const std::unique_lock lock(mutex_);
  const auto known = revisions_.find(id.value());
  if (known == revisions_.end()) return IdNotFound(id, 0);
  LogEntry entry{.ordinal = log_.size() + 1, .id = id, .note = note};
  for (const auto& [revision, ordinal] : known->second) {
    entry.deleted.push_back(ordinal);
    log_[ordinal - 1].fingerprint.clear();
    articles_.erase(ordinal);
    unmatched_.erase(ordinal);
    for (const auto& [older, value] : edges_[ordinal]) {
      entry.withdrawn.push_back({.newer = ordinal, .older = older, .value = value});
    }
    RemoveEdgesFrom(ordinal);
    for (const Ordinal newer : newers_[ordinal]) {
      const auto edge = edges_[newer].find(ordinal);
      entry.withdrawn.push_back(
          {.newer = newer, .older = ordinal, .value = std::move(edge->second)});
      edges_[newer].erase(edge);
    }
    newers_.erase(ordinal);
  }
  std::ranges::sort(entry.withdrawn, {},
                    [](const StoredEdge& edge) { return std::pair(edge.newer, edge.older); });
  revisions_.erase(known);
  log_.push_back(entry);
  return entry.ordinal;
}

absl::StatusOr<StoredArticle> MemoryStore::ReadByOrdinal(Ordinal ordinal) const {
  const std::shared_lock lock(mutex_);
  const auto found = articles_.find(ordinal);
  if (found == articles_.end()) return OrdinalNotFound(ordinal);
  return found->second;
}

absl::StatusOr<StoredArticle> MemoryStore::ReadById(const ArticleId& id, uint32_t revision) const {
  const std::shared_lock lock(mutex_);
  const auto known = revisions_.find(id.value());
  if (known == revisions_.end()) return IdNotFound(id, revision);
  if (revision == 0) return articles_.at(known->second.rbegin()->second);
  const auto found = known->second.find(revision);
  if (found == known->second.end()) return IdNotFound(id, revision);
  return articles_.at(found->second);
}

absl::StatusOr<RevisionHead> MemoryStore::FindHead(const ArticleId& id) const {
  const std::shared_lock lock(mutex_);
  const auto known = revisions_.find(id.value());
  if (known == revisions_.end()) return IdNotFound(id, 0);
  const auto& [revision, ordinal] = *known->second.rbegin();
  return RevisionHead{
      .ordinal = ordinal, .revision = revision, .content_hash = articles_.at(ordinal).content_hash};
}

absl::StatusOr<std::vector<LogEntry>> MemoryStore::Tail(Ordinal after, size_t limit) const {
  const std::shared_lock lock(mutex_);
  const size_t begin = std::min<size_t>(after, log_.size());
  const size_t count = std::min(limit, log_.size() - begin);
  const auto first = log_.begin() + static_cast<std::ptrdiff_t>(begin);
  return std::vector<LogEntry>(first, first + static_cast<std::ptrdiff_t>(count));
}

absl::StatusOr<std::vector<StoredArticle>> MemoryStore::List(Ordinal after, size_t limit) const {
  const std::shared_lock lock(mutex_);
  std::vector<StoredArticle> page;
  for (auto i = articles_.upper_bound(after); i != articles_.end() && page.size() < limit; ++i) {
    const StoredArticle& stored = i->second;
    if (revisions_.at(stored.article.id.value()).rbegin()->second != stored.ordinal) continue;
    page.push_back(stored);
    page.back().article.body.clear();
  }
  return page;
}

void MemoryStore::RemoveEdgesFrom(Ordinal newer) {
  const auto found = edges_.find(newer);
  if (found == edges_.end()) return;
  for (const auto& [older, value] : found->second) newers_[older].erase(newer);
  edges_.erase(found);
}

absl::Status MemoryStore::PutAllEdges(std::vector<RevisionEdges> matched) {
  NEWSPRINT_RETURN_IF_ERROR(CheckEdges(matched));
  const std::unique_lock lock(mutex_);
  for (auto& [newer, edges] : matched) {
    if (!articles_.contains(newer)) continue;
    RemoveEdgesFrom(newer);
    for (StoredEdge& edge : edges) {
      if (!articles_.contains(edge.older)) continue;
      edges_[newer][edge.older] = std::move(edge.value);
      newers_[edge.older].insert(newer);
    }
    unmatched_.erase(newer);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<StoredEdge>> MemoryStore::ReadEdges(Ordinal ordinal) const {
  const std::shared_lock lock(mutex_);
  std::vector<StoredEdge> found;
  if (const auto own = edges_.find(ordinal); own != edges_.end()) {
    for (const auto& [older, value] : own->second) {
      found.push_back({.newer = ordinal, .older = older, .value = value});
    }
  }
  if (const auto later = newers_.find(ordinal); later != newers_.end()) {
    for (const Ordinal newer : later->second) {
      found.push_back({.newer = newer, .older = ordinal, .value = edges_.at(newer).at(ordinal)});
    }
  }
  return found;
}

absl::StatusOr<std::vector<Ordinal>> MemoryStore::ReadUnmatched(Ordinal after, size_t limit) const {
  const std::shared_lock lock(mutex_);
  std::vector<Ordinal> found;
  for (auto i = unmatched_.upper_bound(after); i != unmatched_.end() && found.size() < limit; ++i) {
    found.push_back(*i);
  }
  return found;
}

absl::Status MemoryStore::PutRecords(std::vector<StoredRecord> records) {
  NEWSPRINT_RETURN_IF_ERROR(CheckRecords(records));
  const std::unique_lock lock(mutex_);
  for (StoredRecord& record : records) records_[std::move(record.key)] = std::move(record.value);
  return absl::OkStatus();
}

absl::StatusOr<std::vector<StoredRecord>> MemoryStore::ReadRecords(const std::string& prefix,
                                                                   const std::string& after,
                                                                   size_t limit) const {
  const std::shared_lock lock(mutex_);
  std::vector<StoredRecord> found;
  for (auto i = after < prefix ? records_.lower_bound(prefix) : records_.upper_bound(after);
       i != records_.end() && i->first.starts_with(prefix) && found.size() < limit; ++i) {
    found.push_back({i->first, i->second});
  }
  return found;
}

absl::StatusOr<StoreStats> MemoryStore::Stats() const {
  const std::shared_lock lock(mutex_);
  return StoreStats{.articles = revisions_.size(),
                    .revisions = articles_.size(),
                    .last_ordinal = log_.size(),
                    .missing = {}};
}

}  // namespace store

std::unique_ptr<Store> CreateMemoryStore(const StoreOptions& options) {
  return std::make_unique<store::MemoryStore>(options);
}

}  // namespace newsprint
