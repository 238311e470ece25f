#include "source/yaml_reader.h"

#include <algorithm>
#include <exception>
#include <set>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "newsprint/article/utf8.h"
#include "source/view.h"

namespace newsprint::source {
namespace {

absl::Status ErrorAt(std::string_view file, int line, std::string_view message) {
  return absl::InvalidArgumentError(absl::StrCat(View(file), ":", line, ": ", View(message)));
}

int LineOf(const YAML::Node& node) { return node.IsDefined() ? node.Mark().line + 1 : 1; }

}  // namespace

absl::StatusOr<YAML::Node> ParseYaml(std::string_view text, std::string_view file,
                                     size_t max_bytes) {
  if (text.size() > max_bytes) {
    return absl::InvalidArgumentError(
        absl::StrCat(View(file), ": ", text.size(), " bytes, the limit is ", max_bytes));
  }
  NEWSPRINT_RETURN_IF_ERROR(ValidateUtf8(text, file));
  try {
    return YAML::Load(std::string(text));
  } catch (const YAML::Exception& error) {
    return ErrorAt(file, error.mark.line + 1, error.msg);
  } catch (const std::exception& error) {
    return ErrorAt(file, 1, error.what());
  }
}

absl::Status YamlError(std::string_view file, const YAML::Node& node, std::string_view key,
                       std::string_view reason) {
  return ErrorAt(file, LineOf(node), absl::StrCat(View(key), ": ", View(reason)));
}

YamlMap::YamlMap(const YAML::Node& node, std::string_view file, std::string_view what,
                 UnknownKeys unknown)
    : node_(node), file_(file), unknown_(unknown) {
  std::set<std::string> seen;
  status_ = ForEachMember(node, file, what, [&](const YAML::Node& key, const YAML::Node& value) {
    if (unknown == UnknownKeys::kAreErrors && !seen.insert(key.Scalar()).second) {
      return YamlError(file, key, key.Scalar(), "stands twice");
    }
    members_.push_back({value, key});
    return absl::OkStatus();
  });
}

YamlMap::Member* YamlMap::Find(std::string_view key) {
  const auto found = std::find_if(members_.begin(), members_.end(),
                                  [&](const Member& one) { return one.key.Scalar() == key; });
  return found == members_.end() ? nullptr : &*found;
}

void YamlMap::Fail(const YAML::Node& node, std::string_view key, std::string_view reason) {
  if (status_.ok()) status_ = YamlError(file_, node, key, reason);
}

bool YamlMap::ReadString(const YAML::Node& node, std::string_view key, std::string& to) {
  if (node.IsNull()) return true;  // `key:` without a value is as good as no key.
  if (!node.IsScalar()) {
    Fail(node, key, "must be a string");
    return false;
  }
  if (node.Scalar().find_first_of(std::string_view("\n\r\0", 3)) != std::string::npos) {
    Fail(node, key, "must stand on one line");
    return false;
  }
  to = node.Scalar();
  return true;
}

YamlMap& YamlMap::Required(std::string_view key, std::string& to) {
  if (!status_.ok()) return *this;
  Optional(key, to);
  const Member* member = Find(key);
  if (to.empty()) {
    Fail(member == nullptr ? node_ : member->value, key,
         member == nullptr ? "is missing" : "must not be empty");
  }
  return *this;
}

YamlMap& YamlMap::Optional(std::string_view key, std::string& to) {
  return With(key, [&](const YAML::Node& value) {
    ReadString(value, key, to);
    return absl::OkStatus();
  });
}

YamlMap& YamlMap::Optional(std::string_view key, std::vector<std::string>& to) {
  return With(key, [&](const YAML::Node& value) {
    const auto add = [&](const YAML::Node& item) {
      std::string text;
      if (ReadString(item, key, text)) {
        if (text.empty()) {
          Fail(item, key, "must not be empty");
        } else {
          to.push_back(std::move(text));
        }
      }
      return absl::OkStatus();
    };
    if (value.IsNull()) return absl::OkStatus();
    if (value.IsScalar()) return value.Scalar().empty() ? absl::OkStatus() : add(value);
    if (!value.IsSequence()) return YamlError(file_, value, key, "must be a list of strings");
    return ForEachItem(value, file_, key, add);
  });
}

YamlMap& YamlMap::Optional(std::string_view key, int& to, int min, int max) {
  return With(key, [&](const YAML::Node& value) {
    int number = 0;
    if (!value.IsScalar() || !absl::SimpleAtoi(value.Scalar(), &number) || number < min ||
        number > max) {
      return YamlError(file_, value, key,
                       absl::StrCat("'", value.IsScalar() ? value.Scalar() : "",
                                    "', must be a whole number from ", min, " to ", max));
    }
    to = number;
    return absl::OkStatus();
  });
}

YamlMap& YamlMap::With(std::string_view key,
                       const std::function<absl::Status(const YAML::Node&)>& read) {
  if (!status_.ok()) return *this;
  Member* member = Find(key);
  if (member == nullptr) return *this;
  member->read = true;
  const absl::Status status = read(member->value);
  if (status_.ok()) status_ = status;
  return *this;
}

absl::Status YamlMap::Finish() {
  if (status_.ok() && unknown_ == UnknownKeys::kAreErrors) {
    for (const Member& member : members_) {
      if (!member.read) Fail(member.key, member.key.Scalar(), "is no key of this map");
    }
  }
  return status_;
}

absl::Status ForEachItem(const YAML::Node& node, std::string_view file, std::string_view key,
                         const std::function<absl::Status(const YAML::Node&)>& read) {
  if (!node.IsSequence()) return YamlError(file, node, key, "must be a list");
  for (const YAML::Node& item : node) {
    NEWSPRINT_RETURN_IF_ERROR(read(item));
  }
  return absl::OkStatus();
}

absl::Status ForEachMember(
    const YAML::Node& node, std::string_view file, std::string_view key,
    const std::function<absl::Status(const YAML::Node& key, const YAML::Node& value)>& read) {
  if (!node.IsMap()) return YamlError(file, node, key, "must be a map");
  for (const auto& member : node) {
    if (!member.first.IsScalar() || member.first.Scalar().empty()) {
      return YamlError(file, member.first, key, "a key must be a word");
    }
    NEWSPRINT_RETURN_IF_ERROR(read(member.first, member.second));
  }
  return absl::OkStatus();
}

}  // namespace newsprint::source
