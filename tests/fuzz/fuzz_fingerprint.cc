// Any bytes: refused, or a fingerprint that encodes to the same bytes and fits in its limits.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "newsprint/sketch/fingerprint.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  using namespace newsprint;
  const auto require = [](bool holds) {
    if (!holds) std::abort();
  };
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<Fingerprint> fingerprint = DecodeFingerprint(bytes);
  if (!fingerprint.ok()) {
    require(!fingerprint.status().message().empty());
    return 0;
  }
  require(EncodeFingerprint(*fingerprint) == bytes);
  for (size_t i = 1; i < fingerprint->anchors.size(); ++i) {
    require(fingerprint->anchors[i].position > fingerprint->anchors[i - 1].position);
  }
  return 0;
}
