#include "corpus/catalog.h"

#include <xxhash.h>

#include <algorithm>
#include <numeric>
#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/search.h"
#include "corpus/url_host.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kTailLimit = 1024;
// Of the hash maps' nodes and buckets, and of a map's node with a host in it.
constexpr size_t kHashNodeBytes = 40;
constexpr size_t kTreeNodeBytes = 96;

}  // namespace

absl::Status ValidateFilter(const ArticleFilter& filter) {
  if (!filter.domain.empty()) NEWSPRINT_RETURN_IF_ERROR(ParseDomain(filter.domain).status());
  if (filter.published_from <= filter.published_to) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("published_from: ", absl::FormatTime(filter.published_from),
                   " is after published_to: ", absl::FormatTime(filter.published_to)));
}

uint32_t Catalog::Texts::Add(std::string_view text) {
  if (const uint32_t place = Find(text); place != kNone) return place;
  const auto place = static_cast<uint32_t>(texts_.size());
  texts_.emplace_back(text);
  places_.emplace(texts_.back(), place);
  bytes_ += text.size() + sizeof(std::string) + kHashNodeBytes;
  return place;
}

uint32_t Catalog::Texts::Find(std::string_view text) const {
  const auto found = places_.find(text);
  return found == places_.end() ? kNone : found->second;
}

// What the log says was added, without bodies, in its order.
absl::StatusOr<std::vector<StoredArticle>> Catalog::ReadAll(
    std::span<const LogEntry> entries) const {
  // Nearly all are the newest revisions of their ids, which the store lists at once.
  NEWSPRINT_ASSIGN_OR_RETURN(std::vector<StoredArticle> listed,
                             store_.List(entries.front().ordinal - 1, entries.size()));
  std::vector<StoredArticle> all;
  auto next = listed.begin();
  for (const LogEntry& entry : entries) {
    if (entry.revision == 0) continue;  // A deletion.
    while (next != listed.end() && next->ordinal < entry.ordinal) ++next;
    if (next != listed.end() && next->ordinal == entry.ordinal) {
      all.push_back(std::move(*next));
      continue;
    }
    absl::StatusOr<StoredArticle> stored = store_.ReadByOrdinal(entry.ordinal);
    if (absl::IsNotFound(stored.status())) continue;
    if (!stored.ok()) return stored.status();
    all.push_back(*std::move(stored));
  }
  return all;
}

absl::Status Catalog::CatchUp(const CallControl& control) {
  const std::lock_guard catching_up(catch_up_mutex_);
  while (true) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<LogEntry> entries,
                               store_.Tail(through(), kTailLimit));
    if (entries.empty()) return absl::OkStatus();
    NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<StoredArticle> added, ReadAll(entries));
    const std::unique_lock lock(mutex_);
    auto next = added.begin();
    for (const LogEntry& entry : entries) {
      for (const Ordinal gone : entry.deleted) Remove(gone);
      if (next != added.end() && next->ordinal == entry.ordinal) Add(*next++);
    }
    through_ = entries.back().ordinal;
  }
}

Ordinal Catalog::through() const {
  const std::shared_lock lock(mutex_);
  return through_;
}

void Catalog::Add(const StoredArticle& stored) {
  const Article& article = stored.article;
  const auto place = static_cast<uint32_t>(entries_.size());
  Entry entry;
  entry.ordinal = stored.ordinal;
  entry.id_key = XXH3_64bits_withSeed(article.id.value().data(), article.id.value().size(),
                                      store_.identity().seed);
  entry.time = article.published_at ? *article.published_at
                                    : article.first_seen_at.value_or(stored.ingested_at);
  const std::string host = HostOf(article.url.empty() ? article.id.value() : article.url);
  entry.publisher = texts_.Add(article.publisher);
  entry.host = texts_.Add(host);
  entry.language = texts_.Add(article.language);
  by_publisher_[entry.publisher].push_back(place);
  by_host_[entry.host].push_back(place);
  if (!host.empty()) hosts_.emplace(ReversedHost(host), entry.host);
  const auto [newest, is_new] = newest_.try_emplace(entry.id_key, place);
  if (!is_new) entries_[std::exchange(newest->second, place)].next_revision = place;
  entries_.push_back(entry);
}

void Catalog::Remove(Ordinal ordinal) {
  const uint32_t place = PlaceOf(ordinal);
  if (place == kNone) return;
  entries_[place].deleted = true;
  const auto newest = newest_.find(entries_[place].id_key);
  if (newest != newest_.end() && newest->second == place) newest_.erase(newest);
}

uint32_t Catalog::PlaceOf(Ordinal ordinal) const {
  const auto found = std::ranges::lower_bound(entries_, ordinal, {}, &Entry::ordinal);
  if (found == entries_.end() || found->ordinal != ordinal) return kNone;
  return static_cast<uint32_t>(found - entries_.begin());
}

bool Catalog::IsNewest(const Entry& entry, Ordinal through) const {
  return !entry.deleted && entry.ordinal <= through &&
         (entry.next_revision == kNone || entries_[entry.next_revision].ordinal > through);
}

std::vector<uint32_t> Catalog::PlacesFor(const ArticleFilter& filter) const {
  std::vector<uint32_t> places;
  const auto append = [&places](const Postings& postings, uint32_t text) {
    if (const auto found = postings.find(text); found != postings.end()) {
      places.insert(places.end(), found->second.begin(), found->second.end());
    }
  };
  if (!filter.publisher.empty()) {
    append(by_publisher_, texts_.Find(filter.publisher));
  } else if (!filter.domain.empty()) {
    const std::string prefix = ReversedHost(ParseDomain(filter.domain).value_or(""));
    for (auto host = hosts_.lower_bound(prefix);
         host != hosts_.end() && host->first.starts_with(prefix); ++host) {
      append(by_host_, host->second);
    }
    std::ranges::sort(places);
  } else {
    places.resize(entries_.size());
    std::iota(places.begin(), places.end(), 0u);
  }
  return places;
}

std::vector<Ordinal> Catalog::Select(const ArticleFilter& filter, Ordinal after, Ordinal through,
                                     size_t limit, uint64_t* total) const {
  const std::string domain = ReversedHost(ParseDomain(filter.domain).value_or(""));
  const std::shared_lock lock(mutex_);
  std::vector<Ordinal> selected;
  *total = 0;
  for (const uint32_t place : PlacesFor(filter)) {
    const Entry& entry = entries_[place];
    if (!IsNewest(entry, through)) continue;
    if (entry.time < filter.published_from || entry.time >= filter.published_to) continue;
    if (!filter.language.empty() && texts_[entry.language] != filter.language) continue;
    if (!domain.empty() && !ReversedHost(texts_[entry.host]).starts_with(domain)) continue;
    ++*total;
    if (entry.ordinal > after && selected.size() < limit) selected.push_back(entry.ordinal);
  }
  return selected;
}

std::optional<ArticleFacts> Catalog::Find(Ordinal ordinal) const {
  const std::shared_lock lock(mutex_);
  const uint32_t place = PlaceOf(ordinal);
  if (place == kNone || entries_[place].deleted) return std::nullopt;
  const Entry& entry = entries_[place];
  return ArticleFacts{.publisher = texts_[entry.publisher],
                      .host = texts_[entry.host],
                      .language = texts_[entry.language],
                      .time = entry.time,
                      .id_key = entry.id_key};
}

size_t Catalog::bytes() const {
  const std::shared_lock lock(mutex_);
  return entries_.capacity() * sizeof(Entry) + texts_.bytes() +
         2 * entries_.size() * sizeof(uint32_t) + newest_.size() * kHashNodeBytes +
         hosts_.size() * kTreeNodeBytes;
}

}  // namespace newsprint
