// YAML maps read key by key, with errors that say where: "sources.yaml:12: rank: ...".
#ifndef NEWSPRINT_SOURCE_YAML_READER_H_
#define NEWSPRINT_SOURCE_YAML_READER_H_

#include <yaml-cpp/yaml.h>

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsprint::source {

// What the keys that a schema does not have are.
enum class UnknownKeys : uint8_t { kAreErrors, kAreIgnored };

// Errors: INVALID_ARGUMENT with file and line: no YAML, not UTF-8, or over `max_bytes`.
absl::StatusOr<YAML::Node> ParseYaml(std::string_view text, std::string_view file,
                                     size_t max_bytes);

absl::Status YamlError(std::string_view file, const YAML::Node& node, std::string_view key,
                       std::string_view reason);

// Reads one map. The first error sticks, and what is read after it is left as it was.
class YamlMap {
 public:
  YamlMap(const YAML::Node& node, std::string_view file, std::string_view what,
          UnknownKeys unknown);

  // Each leaves `to` alone if the key is missing. A string may not be empty where `required`.
  YamlMap& Required(std::string_view key, std::string& to);
  YamlMap& Optional(std::string_view key, std::string& to);
  YamlMap& Optional(std::string_view key, std::vector<std::string>& to);  // Or one string.
  YamlMap& Optional(std::string_view key, int& to, int min, int max);
  // Calls `read` with the value, if there is one.
  YamlMap& With(std::string_view key, const std::function<absl::Status(const YAML::Node&)>& read);

  // The first error; that of a key that was never asked for comes last.
  absl::Status Finish();

 private:
  struct Member {
    YAML::Node value;
    YAML::Node key;
    bool read = false;
  };

  Member* Find(std::string_view key);
  void Fail(const YAML::Node& node, std::string_view key, std::string_view reason);
  bool ReadString(const YAML::Node& node, std::string_view key, std::string& to);

  YAML::Node node_;
  std::string file_;
  UnknownKeys unknown_;
  std::vector<Member> members_;
  absl::Status status_;
};

// Errors: `node` is no sequence, or what `read` gives for one of its items.
absl::Status ForEachItem(const YAML::Node& node, std::string_view file, std::string_view key,
                         const std::function<absl::Status(const YAML::Node&)>& read);

// Errors: `node` is no map, a key is no word, or what `read` gives for one of its members.
absl::Status ForEachMember(
    const YAML::Node& node, std::string_view file, std::string_view key,
    const std::function<absl::Status(const YAML::Node& key, const YAML::Node& value)>& read);

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_YAML_READER_H_
