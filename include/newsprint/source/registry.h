// Who is who: the registered sources, whose texts are licensed, and the other publishers, with
// their names in every language and their domains. `sources.yaml` is described in docs/sources.md.
//
//   absl::StatusOr<SourceRegistry> registry = SourceRegistry::Parse(text, "sources.yaml");
//   const Party party = registry->FindByUrl("https://www.svoboda.org/a/1.html");
//   registry->SourceOf(party)->id == "rferl"
#ifndef NEWSPRINT_SOURCE_REGISTRY_H_
#define NEWSPRINT_SOURCE_REGISTRY_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace newsprint {

namespace source {
class NameTable;
}

// Longer files are refused.
inline constexpr size_t kMaxRegistryBytes = 16u << 20;

enum class SourceKind : uint8_t { kPublisher, kBroadcaster, kAgency, kNonprofit };

// "agency": the spelling of sources.yaml.
std::string_view SourceKindName(SourceKind kind);

// A name and the language (BCP 47) that it is used in; empty where it is used in any.
struct SourceName {
  std::string text;
  std::string language;

  friend bool operator==(const SourceName&, const SourceName&) = default;
};

// The part of a source that writes in some languages, under a name and at a domain of its own.
struct Desk {
  std::string name;
  std::string domain;
  std::vector<std::string> languages;

  friend bool operator==(const Desk&, const Desk&) = default;
};

struct Source {
  std::string id;
  std::string name;
  std::string abbreviation;
  SourceKind kind = SourceKind::kPublisher;
  int rank = 0;  // The higher goes before where the evidence for two is equal. In [0, 1000].
  std::string copyright_holder;
  std::vector<std::string> groups;     // Licences can be given to a group.
  std::vector<std::string> domains;    // Hosts; what stands below one belongs to it.
  std::vector<SourceName> names;       // Further ones: aliases, and names by language.
  std::vector<std::string> not_names;  // Names that contain one of these and mean somebody else.
  std::vector<Desk> desks;

  friend bool operator==(const Source&, const Source&) = default;
};

// One that publishes; a desk of a source, or anybody else.
struct Publisher {
  std::string id;
  std::string name;  // As in an article's `publisher`.
  std::vector<std::string> domains;
  std::vector<std::string> languages;
  std::string kind;
  std::vector<std::string> groups;
  std::string source;  // The id of the source whose desk it is; empty if it is none's.

  friend bool operator==(const Publisher&, const Publisher&) = default;
};

// What a name or an address stands for: one of the registry's sources or publishers, or nobody.
struct Party {
  enum class Kind : uint8_t { kNobody, kSource, kPublisher };
  Kind kind = Kind::kNobody;
  uint32_t index = 0;  // Into sources() or publishers().

  bool known() const { return kind != Kind::kNobody; }

  friend bool operator==(const Party&, const Party&) = default;
};

// Immutable, so safe to share between threads; a copy shares everything with the original.
class SourceRegistry {
 public:
  // Nobody is registered.
  SourceRegistry();

  // `text` is sources.yaml, and `file_name` what messages call it. Unknown keys are errors.
  //
  // Errors: INVALID_ARGUMENT, "FILE:LINE: KEY: REASON", where the text is no YAML, a key is
  // unknown, missing or given twice, a value is not of its kind or out of its range, an id, or a
  // domain, is given to two, a publisher's source is not registered, or the text is over
  // kMaxRegistryBytes.
  static absl::StatusOr<SourceRegistry> Parse(std::string_view text, std::string_view file_name);

  // The two files of a labelled set: arrays of objects; unknown members are ignored. Either may be
  // empty, and then names nobody. One name or domain may have several owners here: the first has
  // it.
  //
  // Errors: as Parse.
  static absl::StatusOr<SourceRegistry> ParseJson(std::string_view sources_json,
                                                  std::string_view sources_file_name,
                                                  std::string_view publishers_json,
                                                  std::string_view publishers_file_name);

  // The sources.yaml that newsprint ships, compiled in.
  static const SourceRegistry& Default();

  const std::vector<Source>& sources() const;
  const std::vector<Publisher>& publishers() const;

  // nullptr if there is none of that id.
  const Source* FindSource(std::string_view id) const;
  const Publisher* FindPublisherById(std::string_view id) const;

  // Whose the host of `url` is: that of the longest registered domain that it is, or stands below.
  // Takes a bare host, too. Publishers go before the sources whose desks they are.
  Party FindByUrl(std::string_view url) const;

  // The publisher of that name, case, quotes and spaces aside, or else the source.
  Party FindByPublisherName(std::string_view name) const;

  // Who publishes an article whose sender gives this name and address: by the name, which may be a
  // domain ("rferl.org"), or else by the address. Either may be empty.
  Party FindPublisher(std::string_view name, std::string_view url) const;

  // Who `name` as a whole stands for, in any script; of a publisher and a source, the source.
  Party FindByName(std::string_view name) const;

  // The source that a party is, or is a desk of; nullptr if none.
  const Source* SourceOf(Party party) const;

  // XXH3 (128 bits, in hex) of everything that is registered, whatever the file's layout: for
  // audits.
  const std::string& hash() const;

  // For the floor itself.
  const source::NameTable& names() const;

 private:
  struct Impl;
  friend class RegistryBuilder;
  explicit SourceRegistry(std::shared_ptr<const Impl> impl);

  std::shared_ptr<const Impl> impl_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SOURCE_REGISTRY_H_
