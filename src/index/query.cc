#include "index/query.h"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "index/index_key.h"

namespace newsprint {
namespace {

// Part number and article number.
using Place = uint64_t;
Place At(uint32_t part, uint32_t article) { return uint64_t{part} << 32 | article; }

// Room is made for so many at once; more of them are copies of a few articles.
constexpr uint64_t kReservedPostings = 1024;

void Count(const Part& part, const IndexKey& key, uint32_t article, Candidate& candidate) {
  if (key.kind != KeyKind::kExact) candidate.shared_keys += key.hash;
  candidate.shared_bands += key.kind == KeyKind::kBand ? 1 : 0;
  candidate.shared_anchors += key.kind == KeyKind::kAnchor ? 1 : 0;
  // Only the exact hash itself vouches for the same text.
  if (key.kind == KeyKind::kExact && part.ExactHashOf(article) == key.hash) {
    candidate.same_text = true;
    candidate.shared_keys += key.hash;
  }
}

// Rarest first, of all parts together; ties by what the key is, so that a capped answer is always
// the same.
void SortByRarity(std::span<const IndexKey> keys, std::vector<FoundPlace>& hits) {
  std::vector<uint64_t> totals(keys.size());
  for (const FoundPlace& hit : hits) totals[hit.place] += hit.postings.count();
  const auto rank = [&](const FoundPlace& hit) {
    return std::tuple(totals[hit.place], keys[hit.place], hit.part);
  };
  std::ranges::sort(hits, {}, rank);
}

}  // namespace

IndexReply FindInParts(std::span<const Part* const> parts, std::span<const IndexKey> keys,
                       const IndexQuery& query) {
  const std::vector<uint64_t> places = PlacesOf(keys);
  IndexReply reply;
  std::vector<FoundPlace> hits;
  hits.reserve(keys.size());
  for (uint32_t part = 0; part < parts.size(); ++part) {
    const size_t begin = hits.size();
    if (!parts[part]->Lookup(places, query.below, hits)) reply.truncated = true;
    for (size_t i = begin; i < hits.size(); ++i) hits[i].part = part;
  }
  uint64_t postings = 0;
  for (const FoundPlace& hit : hits) postings += hit.postings.count();
  if (postings > query.max_postings) SortByRarity(keys, hits);

  absl::flat_hash_map<Place, uint32_t> numbers;  // Of the candidates, as they were met.
  std::vector<Candidate> met;
  const auto expected = static_cast<size_t>(std::min(postings, kReservedPostings));
  numbers.reserve(expected);
  met.reserve(expected);
  for (const FoundPlace& hit : hits) {
    const Part& part = *parts[hit.part];
    const PartPostings read = hit.postings.First(query.max_postings - reply.postings_read);
    read.VisitWhile([&](uint32_t article) {
      if (part.IsRemoved(article)) return true;
      const auto [entry, is_new] =
          numbers.try_emplace(At(hit.part, article), static_cast<uint32_t>(met.size()));
      if (is_new) met.emplace_back();
      Count(part, keys[hit.place], article, met[entry->second]);
      return true;
    });
    reply.postings_read += read.count();
    if (read.count() < hit.postings.count()) {
      reply.truncated = true;
      break;
    }
  }
  // Places ascend as ordinals do, and are less to move about than candidates.
  std::vector<std::pair<Place, uint32_t>> order(numbers.begin(), numbers.end());
  std::ranges::sort(order);
  reply.candidates.reserve(order.size());
  for (const auto& [place, number] : order) {
    Candidate& candidate = reply.candidates.emplace_back(met[number]);
    candidate.ordinal = parts[place >> 32]->OrdinalOf(static_cast<uint32_t>(place));
  }
  return reply;
}

std::vector<std::vector<uint64_t>> HoldersInParts(std::span<const Part* const> parts,
                                                  std::span<const Anchor> anchors, size_t limit) {
  std::vector<IndexKey> keys(anchors.size());
  std::ranges::transform(anchors, keys.begin(), [](const Anchor& anchor) {
    return IndexKey{.kind = KeyKind::kAnchor, .hash = anchor.hash};
  });
  const std::vector<uint64_t> places = PlacesOf(keys);
  std::vector<std::vector<uint64_t>> holders(anchors.size());
  std::vector<FoundPlace> hits;
  for (const Part* part : parts) {
    hits.clear();
    part->Lookup(places, std::numeric_limits<uint64_t>::max(), hits);
    for (const FoundPlace& hit : hits) {
      std::vector<uint64_t>& of_anchor = holders[hit.place];
      hit.postings.VisitWhile([&](uint32_t article) {
        if (of_anchor.size() == limit) return false;
        if (!part->IsRemoved(article)) of_anchor.push_back(part->OrdinalOf(article));
        return true;
      });
    }
  }
  return holders;
}

}  // namespace newsprint
