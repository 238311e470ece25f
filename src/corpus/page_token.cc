#include "corpus/page_token.h"

#include <xxhash.h>

#include <cstring>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

// Version byte, hash of the query, version of the data, containment, resemblance, id; then XXH3 of
// it all.
constexpr char kTokenVersion = 1;
constexpr size_t kFixedBytes = 1 + 4 * sizeof(uint64_t);
constexpr uint64_t kTokenSeed = 0x70616765746f6b65;

template <typename T>
void Append(std::string& bytes, const T& value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

template <typename T>
T Read(std::string_view bytes, size_t offset) {
  T value;
  std::memcpy(&value, bytes.data() + offset, sizeof(value));
  return value;
}

uint64_t Hash(std::string_view bytes) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), kTokenSeed);
}

}  // namespace

std::string EncodePageToken(std::string_view query, uint64_t version,
                            const PagePosition& position) {
  std::string bytes(1, kTokenVersion);
  Append(bytes, Hash(query));
  Append(bytes, version);
  Append(bytes, position.larger_containment);
  Append(bytes, position.resemblance);
  bytes += position.id;
  Append(bytes, Hash(bytes));
  return absl::WebSafeBase64Escape(bytes);
}

absl::StatusOr<PagePosition> DecodePageToken(std::string_view token, std::string_view query,
                                             uint64_t version) {
  const absl::Status malformed = absl::InvalidArgumentError(
      absl::StrCat("page_token: not a token of this service (", token.size(), " bytes)"));
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes))
    return malformed;
  if (bytes.size() < kFixedBytes + sizeof(uint64_t) || bytes[0] != kTokenVersion) return malformed;
  const std::string_view signed_part =
      std::string_view(bytes).substr(0, bytes.size() - sizeof(uint64_t));
  if (Read<uint64_t>(bytes, signed_part.size()) != Hash(signed_part)) return malformed;
  if (Read<uint64_t>(bytes, 1) != Hash(query)) {
    return absl::InvalidArgumentError(
        "page_token: is of another query; the query must not change between pages");
  }
  if (Read<uint64_t>(bytes, 9) != version) {
    return absl::FailedPreconditionError(
        "page_token: is stale, the article was revised since; start again from the first page");
  }
  return PagePosition{Read<double>(bytes, 17), Read<double>(bytes, 25),
                      std::string(signed_part.substr(kFixedBytes))};
}

}  // namespace newsprint
