#include "store/witness.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <string_view>

#include "newsprint/article/status.h"

namespace newsprint::store {
namespace {

// The offsets of what a slot holds; all numbers are little-endian, the rest is 0.
constexpr std::string_view kMagic = "NPWITN01";
constexpr size_t kGenerationAt = 8;
constexpr size_t kOrdinalAt = 16;
constexpr size_t kStoreIdAt = 24;
constexpr size_t kStoreIdBytes = 32;
constexpr size_t kChecksumAt = Witness::kSlotBytes - sizeof(uint64_t);

using Slot = std::array<unsigned char, Witness::kSlotBytes>;

void Put(Slot& slot, size_t at, uint64_t number) {
  for (size_t i = 0; i < sizeof(number); ++i) {
    slot[at + i] = static_cast<unsigned char>(number >> (8 * i));
  }
}

uint64_t Get(const Slot& slot, size_t at) {
  uint64_t number = 0;
  for (size_t i = sizeof(number); i-- > 0;) number = number << 8 | slot[at + i];
  return number;
}

uint64_t Checksum(const Slot& slot) { return XXH3_64bits(slot.data(), kChecksumAt); }

bool IsSound(const Slot& slot, std::string_view store_id) {
  return std::memcmp(slot.data(), kMagic.data(), kMagic.size()) == 0 &&
         std::memcmp(slot.data() + kStoreIdAt, store_id.data(), store_id.size()) == 0 &&
         Get(slot, kChecksumAt) == Checksum(slot);
}

}  // namespace

absl::StatusOr<Witness> Witness::Open(const std::string& path, const std::string& store_id) {
  Witness witness(path, store_id.substr(0, kStoreIdBytes),
                  FileDescriptor(open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0644)));
  if (!witness.file_.valid()) return SystemError("open", path);
  for (const size_t index : {0, 1}) {
    Slot slot{};
    const ssize_t size = pread(witness.file_.get(), slot.data(), slot.size(),
                               static_cast<off_t>(index * kSlotBytes));
    if (size < 0) return SystemError("read", path);
    if (size != static_cast<ssize_t>(slot.size()) || !IsSound(slot, witness.store_id_)) continue;
    if (const uint64_t generation = Get(slot, kGenerationAt); generation > witness.generation_) {
      witness.generation_ = generation;
      witness.acknowledged_ = Get(slot, kOrdinalAt);
    }
  }
  return witness;
}

absl::Status Witness::Acknowledge(Ordinal ordinal) {
  const uint64_t generation = generation_ + 1;
  Slot slot{};
  std::memcpy(slot.data(), kMagic.data(), kMagic.size());
  Put(slot, kGenerationAt, generation);
  Put(slot, kOrdinalAt, ordinal);
  std::memcpy(slot.data() + kStoreIdAt, store_id_.data(), store_id_.size());
  Put(slot, kChecksumAt, Checksum(slot));
  const ssize_t size = pwrite(file_.get(), slot.data(), slot.size(),
                              static_cast<off_t>(generation % 2 * kSlotBytes));
  if (size != static_cast<ssize_t>(slot.size()) || fdatasync(file_.get()) != 0) {
    return SystemError("write", path_);
  }
  generation_ = generation;
  acknowledged_ = ordinal;
  return absl::OkStatus();
}

}  // namespace newsprint::store
