#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "newsprint/source/registry.h"
#include "source/host.h"
#include "source/registry_builder.h"
#include "source/yaml_reader.h"

namespace newsprint {
namespace {

using source::ForEachItem;
using source::ForEachMember;
using source::IsDomain;
using source::UnknownKeys;
using source::YamlError;
using source::YamlMap;

constexpr int kMaxRank = 1000;

std::optional<SourceKind> KindNamed(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, SourceKind>, 5> kKinds = {
      {{"publisher", SourceKind::kPublisher},
       {"broadcaster", SourceKind::kBroadcaster},
       {"agency", SourceKind::kAgency},
       {"wire", SourceKind::kAgency},
       {"nonprofit", SourceKind::kNonprofit}}};
  for (const auto& [spelling, kind] : kKinds) {
    if (spelling == name) return kind;
  }
  return std::nullopt;
}

// Reads the entries of one file into a builder.
class RegistryReader {
 public:
  RegistryReader(RegistryBuilder& builder, std::string_view file, UnknownKeys unknown)
      : builder_(builder), file_(file), unknown_(unknown) {}

  absl::Status ReadSource(const YAML::Node& node) {
    Source one;
    std::string kind, type;
    YamlMap map(node, file_, "source", unknown_);
    map.Required("id", one.id)
        .Required("name", one.name)
        .Optional("abbreviation", one.abbreviation)
        .Optional("kind", kind)
        .Optional("rank", one.rank, 0, kMaxRank)
        .Optional("copyright_holder", one.copyright_holder)
        .Optional("groups", one.groups)
        .Optional("not", one.not_names)
        .With("domains", [&](const YAML::Node& value) { return ReadDomains(value, one.domains); })
        .With("names", [&](const YAML::Node& value) { return ReadNames(value, one.names); })
        .With("aliases",
              [&](const YAML::Node& value) {
                std::vector<std::string> aliases;
                NEWSPRINT_RETURN_IF_ERROR(ReadStrings(value, "aliases", aliases));
                for (std::string& alias : aliases) one.names.push_back({std::move(alias), ""});
                return absl::OkStatus();
              })
        .With("desks", [&](const YAML::Node& value) { return ReadDesks(value, one.desks); });
    if (unknown_ == UnknownKeys::kAreIgnored) map.Optional("type", type);
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    if (kind.empty()) kind = type;
    if (!kind.empty()) {
      const std::optional<SourceKind> known = KindNamed(kind);
      if (known.has_value()) {
        one.kind = *known;
      } else if (unknown_ == UnknownKeys::kAreErrors) {
        return YamlError(file_, node["kind"], "kind",
                         absl::StrCat("'", kind,
                                      "', must be publisher, broadcaster, agency or "
                                      "nonprofit"));
      }
    }
    return Located(builder_.AddSource(std::move(one)), node);
  }

  absl::Status ReadPublisher(const YAML::Node& node) {
    Publisher one;
    YamlMap map(node, file_, "publisher", unknown_);
    map.Required("id", one.id)
        .Required("name", one.name)
        .Optional("languages", one.languages)
        .Optional("kind", one.kind)
        .Optional("source", one.source)
        .Optional("groups", one.groups)
        .Optional("group", one.groups)
        .With("domain", [&](const YAML::Node& value) { return ReadDomains(value, one.domains); })
        .With("domains", [&](const YAML::Node& value) { return ReadDomains(value, one.domains); });
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    const std::string source_id = one.source;
    NEWSPRINT_RETURN_IF_ERROR(Located(builder_.AddPublisher(std::move(one)), node));
    if (!source_id.empty() && !builder_.HasSource(source_id)) {
      return YamlError(file_, node["source"], "source",
                       absl::StrCat("'", source_id, "' is no registered source"));
    }
    return absl::OkStatus();
  }

 private:
  // The builder's errors are "KEY: REASON": they get the place of the value, or else of the entry.
  absl::Status Located(const absl::Status& status, const YAML::Node& entry) const {
    if (status.ok()) return status;
    const std::string message(status.message());
    const size_t colon = message.find(": ");
    const std::string key = message.substr(0, colon);
    const YAML::Node value = entry[key];
    return YamlError(file_, value.IsDefined() ? value : entry, key, message.substr(colon + 2));
  }

  absl::Status ReadStrings(const YAML::Node& value, std::string_view key,
                           std::vector<std::string>& to) const {
    YAML::Node map;
    map[std::string(key)] = value;
    return YamlMap(map, file_, key, unknown_).Optional(key, to).Finish();
  }

  absl::Status ReadDomains(const YAML::Node& value, std::vector<std::string>& to) const {
    std::vector<std::string> read;
    NEWSPRINT_RETURN_IF_ERROR(ReadStrings(value, "domains", read));
    for (const std::string& domain : read) {
      const std::string host = source::HostOf(domain);
      if (host.empty() || domain.find_first_of("/:@ ") != std::string::npos) {
        return YamlError(file_, value, "domains",
                         absl::StrCat("'", domain, "' is no host, such as news.example.org"));
      }
      if (std::find(to.begin(), to.end(), host) == to.end()) to.push_back(host);
    }
    return absl::OkStatus();
  }

  absl::Status ReadNames(const YAML::Node& value, std::vector<SourceName>& to) const {
    return ForEachMember(value, file_, "names",
                         [&](const YAML::Node& language, const YAML::Node& names) {
                           std::vector<std::string> read;
                           NEWSPRINT_RETURN_IF_ERROR(ReadStrings(names, language.Scalar(), read));
                           for (std::string& name : read)
                             to.push_back({std::move(name), language.Scalar()});
                           return absl::OkStatus();
                         });
  }

  absl::Status ReadDesks(const YAML::Node& value, std::vector<Desk>& to) const {
    return ForEachItem(value, file_, "desks", [&](const YAML::Node& item) {
      Desk desk;
      std::vector<std::string> domains;
      NEWSPRINT_RETURN_IF_ERROR(
          YamlMap(item, file_, "desk", unknown_)
              .Required("name", desk.name)
              .Optional("languages", desk.languages)
              .With("domain", [&](const YAML::Node& node) { return ReadDomains(node, domains); })
              .Finish());
      if (!domains.empty()) desk.domain = domains.front();
      to.push_back(std::move(desk));
      return absl::OkStatus();
    });
  }

  RegistryBuilder& builder_;
  std::string_view file_;
  UnknownKeys unknown_;
};

}  // namespace

absl::StatusOr<SourceRegistry> SourceRegistry::Parse(std::string_view text,
                                                     std::string_view file_name) {
  NEWSPRINT_ASSIGN_OR_RETURN(const YAML::Node root,
                             source::ParseYaml(text, file_name, kMaxRegistryBytes));
  RegistryBuilder builder(RegistryBuilder::Collisions::kAreErrors);
  RegistryReader reader(builder, file_name, UnknownKeys::kAreErrors);
  int version = 0;
  YamlMap map(root, file_name, "sources.yaml", UnknownKeys::kAreErrors);
  map.Optional("version", version, 1, 1)
      .With("sources",
            [&](const YAML::Node& list) {
              return ForEachItem(list, file_name, "sources",
                                 [&](const YAML::Node& item) { return reader.ReadSource(item); });
            })
      .With("publishers", [&](const YAML::Node& list) {
        return ForEachItem(list, file_name, "publishers",
                           [&](const YAML::Node& item) { return reader.ReadPublisher(item); });
      });
  NEWSPRINT_RETURN_IF_ERROR(map.Finish());
  if (version == 0) return YamlError(file_name, root, "version", "is missing");
  return builder.Build();
}

absl::StatusOr<SourceRegistry> SourceRegistry::ParseJson(std::string_view sources_json,
                                                         std::string_view sources_file_name,
                                                         std::string_view publishers_json,
                                                         std::string_view publishers_file_name) {
  RegistryBuilder builder(RegistryBuilder::Collisions::kFirstWins);
  if (!sources_json.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(
        const YAML::Node root,
        source::ParseYaml(sources_json, sources_file_name, kMaxRegistryBytes));
    RegistryReader reader(builder, sources_file_name, UnknownKeys::kAreIgnored);
    NEWSPRINT_RETURN_IF_ERROR(
        ForEachItem(root, sources_file_name, "sources",
                    [&](const YAML::Node& item) { return reader.ReadSource(item); }));
  }
  if (!publishers_json.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(
        const YAML::Node root,
        source::ParseYaml(publishers_json, publishers_file_name, kMaxRegistryBytes));
    RegistryReader reader(builder, publishers_file_name, UnknownKeys::kAreIgnored);
    NEWSPRINT_RETURN_IF_ERROR(
        ForEachItem(root, publishers_file_name, "publishers",
                    [&](const YAML::Node& item) { return reader.ReadPublisher(item); }));
  }
  return builder.Build();
}

}  // namespace newsprint
