#include "newsprint/sketch/fingerprint.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <type_traits>

#include "absl/base/macros.h"
#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

// The bytes: version (1), 1 if there is a signature or else 0 (1), exact hash (8), the signature's
// rows (4 each), the number of anchors (varint), and for each anchor how many positions lie between
// it and the one before (varint) and its hash (8). Varints are LEB128 of 32 bits, shortest form.
namespace newsprint {
namespace {

static_assert(std::endian::native == std::endian::little, "values are copied as they lie");

constexpr uint8_t kVersion = 1;
constexpr size_t kMinAnchorBytes = 1 + sizeof(uint64_t);
constexpr int kVarintBits = 7;
constexpr uint8_t kVarintMore = 0x80;
constexpr size_t kMaxVarintBytes = 5;

template <typename T>
void AppendFixed(const T& value, std::string& bytes) {
  static_assert(std::is_trivially_copyable_v<T>);
  bytes.append(reinterpret_cast<const char*>(&value), sizeof(value));
}

void AppendVarint(uint32_t value, std::string& bytes) {
  while (value >= kVarintMore) {
    bytes.push_back(static_cast<char>(value | kVarintMore));
    value >>= kVarintBits;
  }
  bytes.push_back(static_cast<char>(value));
}

// Reads from the front of `bytes`; false, and nothing is read, where they end or are not what the
// matching Append gives.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : bytes_(bytes) {}

  size_t left() const { return bytes_.size(); }

  template <typename T>
  bool ReadFixed(T& value) {
    static_assert(std::is_trivially_copyable_v<T>);
    if (bytes_.size() < sizeof(value)) return false;
    std::memcpy(&value, bytes_.data(), sizeof(value));
    bytes_.remove_prefix(sizeof(value));
    return true;
  }

  bool ReadVarint(uint32_t& value) {
    uint64_t sum = 0;
    for (size_t i = 0; i < std::min(bytes_.size(), kMaxVarintBytes); ++i) {
      const auto byte = static_cast<uint8_t>(bytes_[i]);
      sum |= uint64_t{byte} % kVarintMore << (kVarintBits * i);
      if (byte >= kVarintMore) continue;
      const bool shortest = byte != 0 || i == 0;
      if (!shortest || sum > std::numeric_limits<uint32_t>::max()) return false;
      value = static_cast<uint32_t>(sum);
      bytes_.remove_prefix(i + 1);
      return true;
    }
    return false;
  }

 private:
  std::string_view bytes_;
};

}  // namespace

uint64_t HashExactly(std::span<const uint64_t> token_hashes) {
  if (token_hashes.empty()) return 0;
  const uint64_t hash = XXH3_64bits(token_hashes.data(), token_hashes.size_bytes());
  return hash == 0 ? 1 : hash;
}

Fingerprint ComputeFingerprint(std::span<const uint64_t> token_hashes,
                               std::span<const uint64_t> shingles, const MinHasher& hasher) {
  Fingerprint fingerprint;
  fingerprint.exact_hash = HashExactly(token_hashes);
  if (!shingles.empty()) fingerprint.signature = *hasher.Sign(shingles);
  fingerprint.anchors = SelectAnchors(shingles);
  return fingerprint;
}

std::string EncodeFingerprint(const Fingerprint& fingerprint) {
  std::string bytes;
  bytes.reserve(16 + sizeof(Signature) + (kMinAnchorBytes + 1) * fingerprint.anchors.size());
  AppendFixed(kVersion, bytes);
  AppendFixed(uint8_t{fingerprint.signature.has_value()}, bytes);
  AppendFixed(fingerprint.exact_hash, bytes);
  if (fingerprint.signature) AppendFixed(*fingerprint.signature, bytes);
  AppendVarint(static_cast<uint32_t>(fingerprint.anchors.size()), bytes);
  uint32_t next = 0;  // The least position that the next anchor can have.
  for (const Anchor& anchor : fingerprint.anchors) {
    ABSL_HARDENING_ASSERT(anchor.position >= next);
    AppendVarint(anchor.position - next, bytes);
    AppendFixed(anchor.hash, bytes);
    next = anchor.position + 1;
  }
  return bytes;
}

absl::StatusOr<Fingerprint> DecodeFingerprint(std::string_view bytes) {
  ByteReader reader(bytes);
  const auto damaged = [&](absl::string_view what) {
    return absl::DataLossError(absl::StrCat("fingerprint of ", bytes.size(), " bytes: ", what,
                                            " at byte ", bytes.size() - reader.left()));
  };
  uint8_t version = 0;
  if (!reader.ReadFixed(version)) return damaged("no version");
  if (version > kVersion) {
    return absl::FailedPreconditionError(absl::StrCat(
        "fingerprint of version ", version, ": this program reads versions to ", kVersion));
  }
  if (version != kVersion) return damaged("bad version");

  Fingerprint fingerprint;
  uint8_t has_signature = 0;
  if (!reader.ReadFixed(has_signature) || has_signature > 1) return damaged("bad signature mark");
  if (!reader.ReadFixed(fingerprint.exact_hash)) return damaged("cut exact hash");
  if (has_signature == 1 && !reader.ReadFixed(fingerprint.signature.emplace())) {
    return damaged("cut signature");
  }
  uint32_t anchors = 0;
  // Checked against what is left before memory is taken for it.
  if (!reader.ReadVarint(anchors) || anchors > reader.left() / kMinAnchorBytes) {
    return damaged("bad number of anchors");
  }
  fingerprint.anchors.resize(anchors);
  uint64_t next = 0;
  for (Anchor& anchor : fingerprint.anchors) {
    uint32_t gap = 0;
    if (!reader.ReadVarint(gap) || next + gap > std::numeric_limits<uint32_t>::max() ||
        !reader.ReadFixed(anchor.hash)) {
      return damaged("bad anchor");
    }
    anchor.position = static_cast<uint32_t>(next + gap);
    next += uint64_t{gap} + 1;
  }
  if (reader.left() != 0) return damaged("more than a fingerprint");
  return fingerprint;
}

}  // namespace newsprint
