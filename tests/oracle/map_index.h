// The index as its contract reads: a map from each key to the ordinals that hold it.
#ifndef NEWSPRINT_TESTS_ORACLE_MAP_INDEX_H_
#define NEWSPRINT_TESTS_ORACLE_MAP_INDEX_H_

#include <cstdint>
#include <map>
#include <set>
#include <utility>

#include "newsprint/index/index.h"

namespace newsprint::oracle {

// Not thread-safe; its stats count no bytes.
class MapIndex : public Index {
 public:
  void Add(uint64_t ordinal, const Fingerprint& fingerprint) override;
  void Remove(uint64_t ordinal) override;
  IndexReply Find(const Fingerprint& fingerprint, const IndexQuery& query) const override;
  std::vector<std::vector<uint64_t>> AnchorHolders(std::span<const Anchor> anchors,
                                                   size_t limit) const override;
  IndexStats Stats() const override;

 private:
  enum class Kind { kExact, kBand, kAnchor };
  using Key = std::pair<Kind, uint64_t>;

  static std::set<Key> KeysOf(const Fingerprint& fingerprint);

  std::map<Key, std::set<uint64_t>> postings_;
  std::set<uint64_t> live_;
};

}  // namespace newsprint::oracle

#endif  // NEWSPRINT_TESTS_ORACLE_MAP_INDEX_H_
