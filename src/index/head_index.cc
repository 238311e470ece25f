#include <algorithm>
#include <mutex>
#include <shared_mutex>
#include <span>
#include <tuple>
#include <utility>

#include "absl/base/macros.h"
#include "absl/container/flat_hash_map.h"
#include "index/posting_table.h"
#include "newsprint/index/index.h"
#include "newsprint/sketch/banding.h"

namespace newsprint {
namespace {

enum class KeyKind : uint8_t { kExact, kBand, kAnchor };

struct Key {
  KeyKind kind;
  uint64_t hash;

  // Kinds are kept apart, and hashes that were not mixed well (of a short text, say) are mixed: the
  // finaliser of SplitMix64 over a stream for each kind.
  uint64_t Mixed() const {
    uint64_t x = hash + (static_cast<uint64_t>(kind) + 1) * 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
  }
};

// An anchor's hash may come more than once.
std::vector<Key> KeysOf(const Fingerprint& fingerprint) {
  std::vector<Key> keys;
  keys.reserve(1 + kBands + fingerprint.anchors.size());
  if (fingerprint.exact_hash != 0) keys.push_back({KeyKind::kExact, fingerprint.exact_hash});
  if (fingerprint.signature) {
    for (const uint64_t band : ComputeBandKeys(*fingerprint.signature)) {
      keys.push_back({KeyKind::kBand, band});
    }
  }
  for (const Anchor& anchor : fingerprint.anchors) keys.push_back({KeyKind::kAnchor, anchor.hash});
  return keys;
}

std::vector<uint64_t> Mixed(const std::vector<Key>& keys) {
  std::vector<uint64_t> mixed(keys.size());
  std::ranges::transform(keys, mixed.begin(), &Key::Mixed);
  return mixed;
}

// A key of the query and the postings it has for the query.
struct Hit {
  std::span<const uint32_t> postings;
  Key key;

  // Rarest first; ties by what the key is, so that a capped answer is always the same.
  auto Rank() const { return std::tuple(postings.size(), key.kind, key.hash); }
};

// Articles are numbered as they come, so numbers ascend with ordinals and posting lists are sorted.
class HeadIndex : public Index {
 public:
  void Add(uint64_t ordinal, const Fingerprint& fingerprint) override {
    const std::vector<uint64_t> keys = Mixed(KeysOf(fingerprint));
    const WriteLock lock(*this);
    ABSL_HARDENING_ASSERT(ordinals_.empty() || ordinal > ordinals_.back());
    ABSL_HARDENING_ASSERT(ordinals_.size() < PostingTable::kMaxArticles);
    const auto article = static_cast<uint32_t>(ordinals_.size());
    ordinals_.push_back(ordinal);
    exact_hashes_.push_back(fingerprint.exact_hash);
    removed_.push_back(false);
    for (const uint64_t key : keys) table_.Prefetch(key);
    for (const uint64_t key : keys) postings_ += table_.Post(key, article) ? 1 : 0;
  }

  void Remove(uint64_t ordinal) override {
    const WriteLock lock(*this);
    const uint32_t article = FirstArticleFrom(ordinal);
    if (article == ordinals_.size() || ordinals_[article] != ordinal || removed_[article]) return;
    removed_[article] = true;
    ++removed_articles_;
  }

  IndexReply Find(const Fingerprint& fingerprint, const IndexQuery& query) const override {
    const std::vector<Key> keys = KeysOf(fingerprint);
    const std::vector<uint64_t> mixed = Mixed(keys);
    const ReadLock lock(*this);
    const std::vector<Hit> hits = RarestFirst(keys, mixed, FirstArticleFrom(query.below));

    IndexReply reply;
    absl::flat_hash_map<uint32_t, Candidate> found;
    for (const Hit& hit : hits) {
      const uint64_t left = query.max_postings - reply.postings_read;
      const auto postings = hit.postings.first(std::min<uint64_t>(hit.postings.size(), left));
      reply.postings_read += postings.size();
      for (const uint32_t article : postings) Count(hit.key, article, found);
      if (postings.size() < hit.postings.size()) {
        reply.truncated = true;
        break;
      }
    }
    reply.candidates.reserve(found.size());
    for (const auto& [article, candidate] : found) reply.candidates.push_back(candidate);
    std::ranges::sort(reply.candidates, {}, &Candidate::ordinal);
    return reply;
  }

  std::vector<std::vector<uint64_t>> AnchorHolders(std::span<const Anchor> anchors,
                                                   size_t limit) const override {
    std::vector<uint64_t> mixed(anchors.size());
    std::ranges::transform(anchors, mixed.begin(), [](const Anchor& anchor) {
      return Key{KeyKind::kAnchor, anchor.hash}.Mixed();
    });
    const ReadLock lock(*this);
    for (const uint64_t key : mixed) table_.Prefetch(key);
    std::vector<std::vector<uint64_t>> holders(anchors.size());
    for (size_t i = 0; i < anchors.size(); ++i) {
      for (const uint32_t article : table_.Find(mixed[i])) {
        if (holders[i].size() == limit) break;
        if (!removed_[article]) holders[i].push_back(ordinals_[article]);
      }
    }
    return holders;
  }

  IndexStats Stats() const override {
    const ReadLock lock(*this);
    return {.articles = ordinals_.size() - removed_articles_,
            .postings = postings_,
            .head_bytes = table_.bytes() + ordinals_.capacity() * sizeof(ordinals_[0]) +
                          exact_hashes_.capacity() * sizeof(exact_hashes_[0]) +
                          removed_.capacity() / 8,
            .mapped_bytes = 0};
  }

 private:
  // Both locks pass the gate, which a waiting writer holds: std::shared_mutex alone lets a stream
  // of readers starve the writer for good.
  class WriteLock {
   public:
    explicit WriteLock(HeadIndex& index) : gate_(index.gate_), lock_(index.mutex_) {}

   private:
    std::lock_guard<std::mutex> gate_;
    std::unique_lock<std::shared_mutex> lock_;
  };
  class ReadLock {
   public:
    explicit ReadLock(const HeadIndex& index) {
      const std::lock_guard<std::mutex> gate(index.gate_);
      lock_ = std::shared_lock(index.mutex_);
    }

   private:
    std::shared_lock<std::shared_mutex> lock_;
  };

  uint32_t FirstArticleFrom(uint64_t ordinal) const {
    const auto first = std::ranges::lower_bound(ordinals_, ordinal);
    return static_cast<uint32_t>(first - ordinals_.begin());
  }

  // Of each list only what comes before `end` counts, in rank as well: the answer is that of an
  // index which ends there, whatever was added since.
  std::vector<Hit> RarestFirst(const std::vector<Key>& keys, const std::vector<uint64_t>& mixed,
                               uint32_t end) const {
    for (const uint64_t key : mixed) table_.Prefetch(key);
    std::vector<Hit> hits;
    for (size_t i = 0; i < keys.size(); ++i) {
      std::span<const uint32_t> postings = table_.Find(mixed[i]);
      if (!postings.empty() && postings.back() >= end) {
        const auto cut = std::ranges::lower_bound(postings, end);
        postings = postings.first(static_cast<size_t>(cut - postings.begin()));
      }
      if (!postings.empty()) hits.push_back({postings, keys[i]});
    }
    std::ranges::sort(hits, {}, &Hit::Rank);
    const auto repeats = std::ranges::unique(hits, {}, &Hit::Rank);
    hits.erase(repeats.begin(), repeats.end());
    return hits;
  }

  void Count(const Key& key, uint32_t article,
             absl::flat_hash_map<uint32_t, Candidate>& found) const {
    if (removed_[article]) return;
    const bool same_text = key.kind == KeyKind::kExact && exact_hashes_[article] == key.hash;
    Candidate& candidate = found[article];
    candidate.ordinal = ordinals_[article];
    candidate.same_text |= same_text;
    candidate.shared_bands += key.kind == KeyKind::kBand ? 1 : 0;
    candidate.shared_anchors += key.kind == KeyKind::kAnchor ? 1 : 0;
  }

  mutable std::mutex gate_;
  mutable std::shared_mutex mutex_;
  // All that follows is under the mutex.
  PostingTable table_;
  std::vector<uint64_t> ordinals_;      // By article number, and so are the next two.
  std::vector<uint64_t> exact_hashes_;  // The table's tags alone could not vouch for same_text.
  std::vector<bool> removed_;
  uint64_t removed_articles_ = 0;
  uint64_t postings_ = 0;
};

}  // namespace

std::unique_ptr<Index> CreateHeadIndex() { return std::make_unique<HeadIndex>(); }

}  // namespace newsprint
