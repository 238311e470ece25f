#include "index/head.h"

#include <algorithm>

#include "absl/base/macros.h"
#include "index/index_key.h"

namespace newsprint {

void Head::Add(uint64_t ordinal, const Fingerprint& fingerprint) {
  const std::vector<uint64_t> places = PlacesOf(KeysOf(fingerprint));
  const WriteLock lock(*this);
  ABSL_HARDENING_ASSERT(ordinals_.empty() || ordinal > ordinals_.back());
  ABSL_HARDENING_ASSERT(ordinals_.size() < PostingTable::kMaxArticles);
  const uint32_t article = articles();
  ordinals_.push_back(ordinal);
  exact_hashes_.push_back(fingerprint.exact_hash);
  removed_.push_back(false);
  for (const uint64_t place : places) table_.Prefetch(place);
  for (const uint64_t place : places) postings_ += table_.Post(place, article) ? 1 : 0;
}

bool Head::Remove(uint64_t ordinal) {
  const WriteLock lock(*this);
  const uint32_t article = FirstFrom(ordinal);
  if (article == ordinals_.size() || ordinals_[article] != ordinal || removed_[article]) {
    return false;
  }
  removed_[article] = true;
  ++removed_articles_;
  return true;
}

bool Head::Lookup(std::span<const uint64_t> places, uint64_t below,
                  std::vector<FoundPlace>& found) const {
  const uint32_t end = FirstFrom(below);
  if (end == 0) return true;
  for (const uint64_t place : places) table_.Prefetch(place);
  for (size_t i = 0; i < places.size(); ++i) {
    std::span<const uint32_t> postings = table_.Find(places[i]);
    if (!postings.empty() && postings.back() >= end) {
      const auto cut = std::ranges::lower_bound(postings, end);
      postings = postings.first(static_cast<size_t>(cut - postings.begin()));
    }
    if (!postings.empty()) {
      found.push_back({.place = static_cast<uint32_t>(i), .postings = PartPostings(postings)});
    }
  }
  return true;
}

uint32_t Head::FirstFrom(uint64_t ordinal) const {
  const auto first = std::ranges::lower_bound(ordinals_, ordinal);
  return static_cast<uint32_t>(first - ordinals_.begin());
}

uint64_t Head::bytes() const {
  return table_.bytes() + ordinals_.capacity() * sizeof(ordinals_[0]) +
         exact_hashes_.capacity() * sizeof(exact_hashes_[0]) + removed_.capacity() / 8;
}

}  // namespace newsprint
