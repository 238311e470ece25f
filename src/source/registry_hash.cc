#define XXH_INLINE_ALL
#include <xxhash.h>

#include <algorithm>

#include "absl/strings/str_format.h"
#include "source/registry_builder.h"

namespace newsprint {
namespace {

// Every value with its length before it, so that no two registries give the same bytes.
class Canonical {
 public:
  void Add(std::string_view value) {
    Add(value.size());
    bytes_ += value;
  }
  void Add(uint64_t value) {
    for (int i = 0; i < 8; ++i) bytes_ += static_cast<char>(value >> (8 * i) & 0xff);
  }
  // The order of a list of names has no meaning.
  void AddSorted(std::vector<std::string> values) {
    std::sort(values.begin(), values.end());
    Add(values.size());
    for (const std::string& value : values) Add(value);
  }

  const std::string& bytes() const { return bytes_; }

 private:
  std::string bytes_;
};

template <typename Entry>
std::vector<const Entry*> ById(const std::vector<Entry>& entries) {
  std::vector<const Entry*> sorted;
  for (const Entry& entry : entries) sorted.push_back(&entry);
  std::sort(sorted.begin(), sorted.end(),
            [](const Entry* a, const Entry* b) { return a->id < b->id; });
  return sorted;
}

}  // namespace

std::string HexHash(std::string_view bytes) {
  const XXH128_hash_t hash = XXH3_128bits(bytes.data(), bytes.size());
  return absl::StrFormat("%016x%016x", hash.high64, hash.low64);
}

std::string HashOfRegistry(const std::vector<Source>& sources,
                           const std::vector<Publisher>& publishers) {
  Canonical canonical;
  canonical.Add(sources.size());
  for (const Source* one : ById(sources)) {
    canonical.Add(one->id);
    canonical.Add(one->name);
    canonical.Add(one->abbreviation);
    canonical.Add(SourceKindName(one->kind));
    canonical.Add(static_cast<uint64_t>(one->rank));
    canonical.Add(one->copyright_holder);
    canonical.AddSorted(one->groups);
    canonical.AddSorted(one->domains);
    std::vector<std::string> names;
    for (const SourceName& name : one->names) names.push_back(name.language + "\n" + name.text);
    canonical.AddSorted(std::move(names));
    canonical.AddSorted(one->not_names);
    canonical.Add(one->desks.size());
    for (const Desk& desk : one->desks) {
      canonical.Add(desk.name);
      canonical.Add(desk.domain);
      canonical.AddSorted(desk.languages);
    }
  }
  canonical.Add(publishers.size());
  for (const Publisher* one : ById(publishers)) {
    canonical.Add(one->id);
    canonical.Add(one->name);
    canonical.AddSorted(one->domains);
    canonical.AddSorted(one->languages);
    canonical.Add(one->kind);
    canonical.AddSorted(one->groups);
    canonical.Add(one->source);
  }
  return HexHash(canonical.bytes());
}

}  // namespace newsprint
