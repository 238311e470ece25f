// Keys as they lie on disk. Numbers are big-endian, so that the order of the bytes is theirs.
#ifndef NEWSPRINT_STORE_KEYS_H_
#define NEWSPRINT_STORE_KEYS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "newsprint/article/article.h"
#include "newsprint/article/article_id.h"

namespace newsprint::store {

inline constexpr size_t kOrdinalKeyBytes = 8;
inline constexpr size_t kEdgeKeyBytes = 2 * kOrdinalKeyBytes;

std::string OrdinalKey(Ordinal ordinal);

// `first` and `second` are the newer and the older end, or the reverse.
std::string EdgeKey(Ordinal first, Ordinal second);

// Of all revisions of `id`: the id and a 0 byte, which no id contains, so that no id's keys lie
// among another's.
std::string RevisionPrefix(const ArticleId& id);
std::string RevisionKey(const ArticleId& id, uint32_t revision);

// Of the 8 bytes from `offset`; nothing if there are fewer.
std::optional<Ordinal> ParseOrdinal(std::string_view bytes, size_t offset = 0);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_KEYS_H_
