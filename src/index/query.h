// What an index answers from its parts.
#ifndef NEWSPRINT_INDEX_QUERY_H_
#define NEWSPRINT_INDEX_QUERY_H_

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "index/index_key.h"
#include "index/part.h"
#include "newsprint/index/index.h"

namespace newsprint {

// As Index::Find, of the keys of a fingerprint, and Index::AnchorHolders. The parts' ordinals
// ascend from part to part. A damaged part makes an answer truncated.
IndexReply FindInParts(std::span<const Part* const> parts, std::span<const IndexKey> keys,
                       const IndexQuery& query);
std::vector<std::vector<uint64_t>> HoldersInParts(std::span<const Part* const> parts,
                                                  std::span<const Anchor> anchors, size_t limit);

}  // namespace newsprint

#endif  // NEWSPRINT_INDEX_QUERY_H_
