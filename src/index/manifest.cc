#include "index/manifest.h"

#include <cstring>

#include "absl/status/status.h"
#include "absl/strings/str_format.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace newsprint {
namespace {

constexpr std::string_view kMagic = "NPIDX001";

void Append(uint64_t number, std::string& bytes) {
  bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

// Numbers from the front of bytes that are known to be sound; 0 once they are at an end.
class Reader {
 public:
  explicit Reader(std::string_view bytes) : bytes_(bytes) {}

  uint64_t Number() {
    uint64_t number = 0;
    if (Cut(sizeof(number)).copy(reinterpret_cast<char*>(&number), sizeof(number)) == 0) return 0;
    return number;
  }
  std::string_view Cut(uint64_t size) {
    if (size > bytes_.size()) {
      complete_ = false;
      return {};
    }
    const std::string_view cut = bytes_.substr(0, size);
    bytes_.remove_prefix(size);
    return cut;
  }
  bool complete() const { return complete_; }
  bool at_end() const { return complete_ && bytes_.empty(); }

 private:
  std::string_view bytes_;
  bool complete_ = true;
};

}  // namespace

std::string SegmentName(uint64_t number) { return absl::StrFormat("%06u.segment", number); }

std::string EncodeManifest(const Manifest& manifest) {
  std::string bytes(kMagic);
  Append(manifest.lineage.size(), bytes);
  bytes += manifest.lineage;
  Append(manifest.next_number, bytes);
  Append(manifest.segments.size(), bytes);
  for (const ManifestEntry& segment : manifest.segments) {
    for (const uint64_t number :
         {segment.number, segment.first, segment.last, segment.header_hash}) {
      Append(number, bytes);
    }
  }
  Append(manifest.removed.size(), bytes);
  for (const uint64_t ordinal : manifest.removed) Append(ordinal, bytes);
  Append(XXH3_64bits(bytes.data(), bytes.size()), bytes);
  return bytes;
}

absl::StatusOr<Manifest> DecodeManifest(std::string_view bytes) {
  const absl::Status damaged = absl::DataLossError("the manifest of the index is damaged");
  if (!bytes.starts_with(kMagic) || bytes.size() < kMagic.size() + sizeof(uint64_t)) return damaged;
  const std::string_view sound = bytes.substr(0, bytes.size() - sizeof(uint64_t));
  if (Reader(bytes.substr(sound.size())).Number() != XXH3_64bits(sound.data(), sound.size())) {
    return damaged;
  }
  Reader reader(sound.substr(kMagic.size()));
  Manifest manifest;
  manifest.lineage = reader.Cut(reader.Number());
  manifest.next_number = reader.Number();
  for (uint64_t left = reader.Number(); left > 0 && reader.complete(); --left) {
    ManifestEntry& segment = manifest.segments.emplace_back();
    segment.number = reader.Number();
    segment.first = reader.Number();
    segment.last = reader.Number();
    segment.header_hash = reader.Number();
  }
  for (uint64_t left = reader.Number(); left > 0 && reader.complete(); --left) {
    manifest.removed.push_back(reader.Number());
  }
  if (!reader.at_end()) return damaged;
  return manifest;
}

}  // namespace newsprint
