#include "corpus/page_token.h"

#include <xxhash.h>

#include <cstring>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

namespace newsprint {
namespace {

// A token is, in web-safe base64: this, the hash of the query, the version of the data, the
// position; then XXH3 of it all.
constexpr char kTokenVersion = 2;
constexpr size_t kFixedBytes = 1 + 2 * sizeof(uint64_t);
constexpr uint64_t kTokenSeed = 0x70616765746f6b65;

void Append(std::string& bytes, uint64_t value) {
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

uint64_t Read(std::string_view bytes, size_t offset) {
  uint64_t value;
  std::memcpy(&value, bytes.data() + offset, sizeof(value));
  return value;
}

uint64_t Hash(std::string_view bytes) {
  return XXH3_64bits_withSeed(bytes.data(), bytes.size(), kTokenSeed);
}

}  // namespace

std::string EncodePageToken(std::string_view query, uint64_t version, std::string_view position) {
  std::string bytes(1, kTokenVersion);
  Append(bytes, Hash(query));
  Append(bytes, version);
  bytes += position;
  Append(bytes, Hash(bytes));
  return absl::WebSafeBase64Escape(bytes);
}

absl::StatusOr<std::string> DecodePageToken(std::string_view token, std::string_view query,
                                            uint64_t version) {
  const absl::Status malformed = absl::InvalidArgumentError(
      absl::StrCat("page_token: not a token of this service (", token.size(), " bytes)"));
  std::string bytes;
  if (!absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &bytes))
    return malformed;
  if (bytes.size() < kFixedBytes + sizeof(uint64_t) || bytes[0] != kTokenVersion) return malformed;
  const std::string_view signed_part =
      std::string_view(bytes).substr(0, bytes.size() - sizeof(uint64_t));
  if (Read(bytes, signed_part.size()) != Hash(signed_part)) return malformed;
  if (Read(bytes, 1) != Hash(query)) {
    return absl::InvalidArgumentError(
        "page_token: is of another query; the query must not change between pages");
  }
  if (Read(bytes, 1 + sizeof(uint64_t)) != version) return StalePageToken();
  return std::string(signed_part.substr(kFixedBytes));
}

uint64_t StoreVersion(const Store& store) { return Hash(store.identity().store_id); }

absl::Status StalePageToken() {
  return absl::FailedPreconditionError(
      "page_token: is stale, what it lists has changed since; start again from the first page");
}

}  // namespace newsprint
