// Where each shingle of a text stands, for looking up the shingles of other texts in it.
#ifndef NEWSPRINT_MATCH_SHINGLE_TABLE_H_
#define NEWSPRINT_MATCH_SHINGLE_TABLE_H_

#include <cstdint>
#include <span>
#include <vector>

namespace newsprint {

// Entries number the distinct shingles in order of first position. Immutable. 16 to 28 bytes a
// shingle.
class ShingleTable {
 public:
  static constexpr uint32_t kNone = UINT32_MAX;

  explicit ShingleTable(std::span<const uint64_t> shingles);

  // The entry of a shingle, or kNone. Expected time O(1).
  uint32_t Find(uint64_t shingle) const;

  uint32_t entries() const { return static_cast<uint32_t>(begins_.size() - 1); }

  // Ascending.
  std::span<const uint32_t> positions(uint32_t entry) const {
    return std::span(positions_).subspan(begins_[entry], begins_[entry + 1] - begins_[entry]);
  }

 private:
  std::span<const uint64_t> shingles_;
  std::vector<uint32_t> slots_;      // Open addressing; a power of two; entry or kNone.
  std::vector<uint32_t> begins_;     // Of an entry's positions; one more than entries.
  std::vector<uint32_t> positions_;  // Grouped by entry.
};

}  // namespace newsprint

#endif  // NEWSPRINT_MATCH_SHINGLE_TABLE_H_
