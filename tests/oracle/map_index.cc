#include "tests/oracle/map_index.h"

#include <tuple>

#include "newsprint/sketch/banding.h"

namespace newsprint::oracle {

std::set<MapIndex::Key> MapIndex::KeysOf(const Fingerprint& fingerprint) {
  std::set<Key> keys;
  if (fingerprint.exact_hash != 0) keys.insert({Kind::kExact, fingerprint.exact_hash});
  if (fingerprint.signature) {
    for (const uint64_t key : ComputeBandKeys(*fingerprint.signature)) {
      keys.insert({Kind::kBand, key});
    }
  }
  for (const Anchor& anchor : fingerprint.anchors) keys.insert({Kind::kAnchor, anchor.hash});
  return keys;
}

void MapIndex::Add(uint64_t ordinal, const Fingerprint& fingerprint) {
  for (const Key& key : KeysOf(fingerprint)) postings_[key].insert(ordinal);
  live_.insert(ordinal);
}

void MapIndex::Remove(uint64_t ordinal) { live_.erase(ordinal); }

IndexReply MapIndex::Find(const Fingerprint& fingerprint, const IndexQuery& query) const {
  // Rarest first among the ordinals that count; ties by kind and hash.
  std::set<std::tuple<size_t, Key>> ranked;
  std::map<Key, std::set<uint64_t>> below;
  for (const Key& key : KeysOf(fingerprint)) {
    const auto posted = postings_.find(key);
    if (posted == postings_.end()) continue;
    for (const uint64_t ordinal : posted->second) {
      if (ordinal < query.below) below[key].insert(ordinal);
    }
    if (below.contains(key)) ranked.emplace(below[key].size(), key);
  }

  IndexReply reply;
  std::map<uint64_t, Candidate> found;
  for (const auto& [size, key] : ranked) {
    for (const uint64_t ordinal : below[key]) {
      if (reply.postings_read == query.max_postings) {
        reply.truncated = true;
        break;
      }
      ++reply.postings_read;
      if (!live_.contains(ordinal)) continue;
      Candidate& candidate = found[ordinal];
      candidate.ordinal = ordinal;
      candidate.shared_keys += key.second;
      if (key.first == Kind::kExact) candidate.same_text = true;
      if (key.first == Kind::kBand) ++candidate.shared_bands;
      if (key.first == Kind::kAnchor) ++candidate.shared_anchors;
    }
  }
  for (const auto& [ordinal, candidate] : found) reply.candidates.push_back(candidate);
  return reply;
}

std::vector<std::vector<uint64_t>> MapIndex::AnchorHolders(std::span<const Anchor> anchors,
                                                           size_t limit) const {
  std::vector<std::vector<uint64_t>> holders;
  for (const Anchor& anchor : anchors) {
    std::vector<uint64_t>& of_anchor = holders.emplace_back();
    const auto posted = postings_.find({Kind::kAnchor, anchor.hash});
    if (posted == postings_.end()) continue;
    for (const uint64_t ordinal : posted->second) {
      if (live_.contains(ordinal) && of_anchor.size() < limit) of_anchor.push_back(ordinal);
    }
  }
  return holders;
}

IndexStats MapIndex::Stats() const {
  IndexStats stats;
  stats.articles = live_.size();
  for (const auto& [key, ordinals] : postings_) stats.postings += ordinals.size();
  return stats;
}

}  // namespace newsprint::oracle
