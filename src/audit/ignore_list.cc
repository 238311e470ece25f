#include "newsprint/audit/ignore_list.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "audit/sha256.h"
#include "newsprint/article/status.h"
#include "source/yaml_reader.h"

namespace newsprint {
namespace {

using source::ForEachItem;
using source::UnknownKeys;
using source::YamlError;
using source::YamlMap;

constexpr size_t kFindingIdDigits = 32;

}  // namespace

void IgnoreList::Apply(absl::CivilDay today, std::vector<Finding>& to) const {
  for (Finding& finding : to) {
    const auto entry = findings.find(finding.id);
    if (entry == findings.end() || entry->second.expires < today ||
        finding.finding_class == FindingClass::kCompliant) {
      continue;
    }
    finding.ignored = true;
    finding.ignore_reason = entry->second.reason;
    finding.ignore_author = entry->second.author;
  }
}

std::vector<std::string> IgnoreList::ExpiredOn(absl::CivilDay today) const {
  std::vector<std::string> expired;
  for (const auto& [id, entry] : findings) {
    if (entry.expires < today) expired.push_back(id);
  }
  return expired;
}

absl::StatusOr<IgnoreList> ParseIgnoreList(std::string_view text, std::string_view file_name) {
  NEWSPRINT_ASSIGN_OR_RETURN(const YAML::Node root,
                             source::ParseYaml(text, file_name, kMaxIgnoreListBytes));
  IgnoreList list;
  list.hash = Sha256Hex(text);
  const auto read_entry = [&](const YAML::Node& node) -> absl::Status {
    std::string id;
    std::string expires;
    IgnoredFinding entry;
    NEWSPRINT_RETURN_IF_ERROR(YamlMap(node, file_name, "ignored finding", UnknownKeys::kAreErrors)
                                  .Required("id", id)
                                  .Required("reason", entry.reason)
                                  .Required("author", entry.author)
                                  .Required("expires", expires)
                                  .Finish());
    if (id.size() != kFindingIdDigits ||
        id.find_first_not_of("0123456789abcdef") != std::string::npos) {
      return YamlError(file_name, node["id"], "id",
                       absl::StrCat("'", id, "', must be the 32 hex digits of a finding"));
    }
    if (expires.size() != 10 || !absl::ParseCivilTime(expires, &entry.expires)) {
      return YamlError(file_name, node["expires"], "expires",
                       absl::StrCat("'", expires, "', must be a day such as 2026-01-31"));
    }
    if (!list.findings.emplace(id, std::move(entry)).second) {
      return YamlError(file_name, node["id"], "id", absl::StrCat("'", id, "' stands twice"));
    }
    return absl::OkStatus();
  };
  int version = 0;
  NEWSPRINT_RETURN_IF_ERROR(YamlMap(root, file_name, "ignore list", UnknownKeys::kAreErrors)
                                .Optional("version", version, 1, 1)
                                .With("ignore",
                                      [&](const YAML::Node& items) {
                                        return ForEachItem(items, file_name, "ignore", read_entry);
                                      })
                                .Finish());
  if (version == 0) return YamlError(file_name, root, "version", "is missing");
  return list;
}

}  // namespace newsprint
