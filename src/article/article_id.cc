#include "newsprint/article/article_id.h"

#include <xxhash.h>

#include <array>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "newsprint/article/status.h"
#include "newsprint/article/utf8.h"

namespace newsprint {

absl::StatusOr<ArticleId> ArticleId::Create(std::string_view id) {
  if (id.empty()) return absl::InvalidArgumentError("id: must not be empty");
  if (id.size() > kMaxArticleIdBytes) {
    return absl::InvalidArgumentError(
        absl::StrCat("id: ", id.size(), " bytes, the limit is ", kMaxArticleIdBytes));
  }
  NEWSPRINT_RETURN_IF_ERROR(ValidateUtf8(id, "id"));
  for (size_t i = 0; i < id.size(); ++i) {
    const auto byte = static_cast<unsigned char>(id[i]);
    if (byte < 0x20 || byte == 0x7f) {
      return absl::InvalidArgumentError(
          absl::StrFormat("id: control character 0x%02x at byte %d", int{byte}, i));
    }
  }
  return ArticleId(std::string(id));
}

ArticleId ArticleId::Derive(std::string_view publisher, std::string_view url,
                            std::string_view body) {
  if (auto id = Create(url); id.ok()) return *std::move(id);
  // Lengths keep ("ab", "c") and ("a", "bc") apart.
  XXH3_state_t* state = XXH3_createState();
  XXH3_128bits_reset(state);
  for (const std::string_view part : {publisher, url, body}) {
    const std::array<uint64_t, 1> size = {part.size()};
    XXH3_128bits_update(state, size.data(), sizeof(size));
    XXH3_128bits_update(state, part.data(), part.size());
  }
  const XXH128_hash_t hash = XXH3_128bits_digest(state);
  XXH3_freeState(state);
  return ArticleId(absl::StrFormat("xxh3:%016x%016x", hash.high64, hash.low64));
}

}  // namespace newsprint
