#include "corpus/group_file.h"

#include <bit>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include "absl/strings/str_cat.h"
#include "corpus/near_copy_groups.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

static_assert(std::endian::native == std::endian::little, "numbers are copied as they lie");

constexpr std::string_view kMagic = "NPGRP001";

void AppendNumber(uint64_t number, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

void AppendVarint(uint64_t number, std::string& bytes) {
  for (; number >= 0x80; number >>= 7) bytes.push_back(static_cast<char>(number | 0x80));
  bytes.push_back(static_cast<char>(number));
}

// From the front of bytes whose hash is right; `failed` once they are at an end.
struct Reader {
  std::string_view bytes;
  bool failed = false;

  uint64_t Number() {
    uint64_t number = 0;
    failed |= bytes.size() < sizeof(number);
    if (failed) return 0;
    std::memcpy(&number, bytes.data(), sizeof(number));
    bytes.remove_prefix(sizeof(number));
    return number;
  }
  uint64_t Varint() {
    uint64_t number = 0;
    for (int shift = 0; shift < 64; shift += 7) {
      failed |= bytes.empty();
      if (failed) return 0;
      const auto byte = static_cast<uint8_t>(bytes.front());
      bytes.remove_prefix(1);
      number |= static_cast<uint64_t>(byte & 0x7f) << shift;
      if (byte < 0x80) break;
    }
    return number;
  }
};

uint64_t HashOf(std::string_view bytes) { return XXH3_64bits(bytes.data(), bytes.size()); }

}  // namespace

// A leader is kept as how far it lies before its ordinal, plus 1: nearly always 1, of one byte.
absl::Status WriteGroupFile(const std::string& path, std::string_view lineage,
                            const SavedGroups& groups) {
  std::string bytes(kMagic);
  AppendNumber(HashOf(lineage), bytes);
  AppendNumber(groups.unmatched.size(), bytes);
  for (const Ordinal ordinal : groups.unmatched) AppendNumber(ordinal, bytes);
  AppendNumber(groups.leaders.size(), bytes);
  for (Ordinal ordinal = 0; ordinal < groups.leaders.size(); ++ordinal) {
    const Ordinal leader = groups.leaders[ordinal];
    AppendVarint(leader == NearCopyGroups::kUnsettled ? 0 : ordinal - leader + 1, bytes);
  }
  AppendNumber(HashOf(bytes), bytes);
  // Not synced: what a power cut leaves of it fails its hash, and costs a longer opening.
  const std::string draft = path + ".new";
  std::ofstream out(draft, std::ios::binary | std::ios::trunc);
  out << bytes;
  out.close();
  std::error_code error;
  if (out) std::filesystem::rename(draft, path, error);
  if (!out || error) return absl::UnavailableError(absl::StrCat(path, ": cannot be written"));
  return absl::OkStatus();
}

absl::StatusOr<SavedGroups> ReadGroupFile(const std::string& path, std::string_view lineage) {
  std::ifstream in(path, std::ios::binary);
  if (!in) return absl::NotFoundError(absl::StrCat(path, ": no such file"));
  const std::string bytes((std::istreambuf_iterator<char>(in)), std::istreambuf_iterator<char>());
  const absl::Status damaged = absl::DataLossError(absl::StrCat(path, ": damaged"));
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + 4 * sizeof(uint64_t)) {
    return damaged;
  }
  const std::string_view sound = std::string_view(bytes).substr(0, bytes.size() - sizeof(uint64_t));
  if (Reader{std::string_view(bytes).substr(sound.size())}.Number() != HashOf(sound)) {
    return damaged;
  }
  Reader reader{sound.substr(kMagic.size())};
  if (reader.Number() != HashOf(lineage)) {
    return absl::DataLossError(absl::StrCat(path, ": of another store or another scheme"));
  }
  SavedGroups groups;
  for (uint64_t left = reader.Number(); left > 0 && !reader.failed; --left) {
    groups.unmatched.push_back(reader.Number());
  }
  const uint64_t ordinals = reader.Number();
  if (ordinals > reader.bytes.size()) return damaged;
  for (Ordinal ordinal = 0; ordinal < ordinals; ++ordinal) {
    const uint64_t distance = reader.Varint();
    if (distance > ordinal + 1) return damaged;
    groups.leaders.push_back(distance == 0 ? NearCopyGroups::kUnsettled : ordinal + 1 - distance);
  }
  if (reader.failed || !reader.bytes.empty()) return damaged;
  return groups;
}

}  // namespace newsprint
