// Puts sources and publishers together into a registry.
#ifndef NEWSPRINT_SOURCE_REGISTRY_BUILDER_H_
#define NEWSPRINT_SOURCE_REGISTRY_BUILDER_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "newsprint/source/registry.h"
#include "source/name_table.h"

namespace newsprint {

struct SourceRegistry::Impl {
  std::vector<Source> sources;
  std::vector<Publisher> publishers;
  absl::flat_hash_map<std::string, uint32_t> source_ids;
  absl::flat_hash_map<std::string, uint32_t> publisher_ids;
  absl::flat_hash_map<std::string, Party> domains;
  source::NameTable publisher_names;  // Publishers alone; sources' stand in `names`.
  source::NameTable names;
  std::string hash;
};

class RegistryBuilder {
 public:
  // What two parties with one domain are.
  enum class Collisions : uint8_t { kAreErrors, kFirstWins };

  explicit RegistryBuilder(Collisions collisions);

  // Errors: INVALID_ARGUMENT, "KEY: REASON": an id or a domain that another one has.
  absl::Status AddSource(Source one);
  absl::Status AddPublisher(Publisher one);

  bool HasSource(std::string_view id) const { return impl_->source_ids.contains(std::string(id)); }

  // To be called once, last.
  SourceRegistry Build();

 private:
  absl::Status AddDomain(const std::string& domain, Party party);

  Collisions collisions_;
  std::shared_ptr<SourceRegistry::Impl> impl_;
};

// XXH3 of everything in the two lists, in order.
std::string HashOfRegistry(const std::vector<Source>& sources,
                           const std::vector<Publisher>& publishers);
// XXH3 (128 bits, in hex).
std::string HexHash(std::string_view bytes);

}  // namespace newsprint

#endif  // NEWSPRINT_SOURCE_REGISTRY_BUILDER_H_
