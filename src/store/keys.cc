#include "store/keys.h"

namespace newsprint::store {
namespace {

void AppendBigEndian(std::string& key, uint64_t number, int bytes) {
  for (int shift = 8 * (bytes - 1); shift >= 0; shift -= 8) {
    key.push_back(static_cast<char>(number >> shift & 0xff));
  }
}

}  // namespace

std::string OrdinalKey(Ordinal ordinal) {
  std::string key;
  AppendBigEndian(key, ordinal, kOrdinalKeyBytes);
  return key;
}

std::string EdgeKey(Ordinal first, Ordinal second) {
  std::string key;
  key.reserve(kEdgeKeyBytes);
  AppendBigEndian(key, first, kOrdinalKeyBytes);
  AppendBigEndian(key, second, kOrdinalKeyBytes);
  return key;
}

std::string RevisionPrefix(const ArticleId& id) {
  std::string key = id.value();
  key.push_back('\0');
  return key;
}

std::string RevisionKey(const ArticleId& id, uint32_t revision) {
  std::string key = RevisionPrefix(id);
  AppendBigEndian(key, revision, sizeof(revision));
  return key;
}

std::optional<Ordinal> ParseOrdinal(std::string_view bytes, size_t offset) {
  if (bytes.size() < offset + kOrdinalKeyBytes) return std::nullopt;
  Ordinal ordinal = 0;
  for (const char byte : bytes.substr(offset, kOrdinalKeyBytes)) {
    ordinal = ordinal << 8 | static_cast<unsigned char>(byte);
  }
  return ordinal;
}

}  // namespace newsprint::store
