// Parses any bytes as sources.yaml: an error or a registry, whose hash is that of its reparse.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "newsprint/source/registry.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const absl::StatusOr<newsprint::SourceRegistry> registry =
      newsprint::SourceRegistry::Parse(text, "sources.yaml");
  if (!registry.ok()) {
    if (registry.status().message().empty()) std::abort();
    return 0;
  }
  if (registry->hash() != newsprint::SourceRegistry::Parse(text, "sources.yaml")->hash())
    std::abort();
  return 0;
}
