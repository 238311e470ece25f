#include "apps/registry_json.h"

#include <fmt/format.h>

#include <memory>
#include <set>
#include <string_view>
#include <utility>

#include "apps/input_stream.h"
#include "apps/json_reader.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr size_t kMaxFileBytes = 64u << 20;

using simdjson::dom::element;
using simdjson::dom::object;

absl::StatusOr<object> ObjectOf(element value) {
  object result;
  if (value.get(result) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError("must be a JSON object");
  }
  return result;
}

// Takes the known members of an object one by one.
class Members {
 public:
  explicit Members(object from) : from_(from) {}

  Members& Take(std::string_view name, std::string& to) { return TakeWith(name, to, StringOf); }
  Members& Take(std::string_view name, std::vector<std::string>& to) {
    return TakeWith(name, to, StringsOf);
  }
  template <typename T, typename Convert>
  Members& TakeWith(std::string_view name, T& to, const Convert& convert) {
    element value;
    if (!status_.ok() || from_.at_key(name).get(value) != simdjson::SUCCESS) return *this;
    auto converted = convert(value, name);
    if (converted.ok()) {
      to = *std::move(converted);
    } else {
      status_ = converted.status();
    }
    return *this;
  }

  const absl::Status& status() const { return status_; }

 private:
  object from_;
  absl::Status status_;
};

absl::StatusOr<std::vector<SourceDesk>> DesksOf(element value, std::string_view member) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError(fmt::format("{}: must be an array of objects", member));
  }
  std::vector<SourceDesk> desks;
  for (const element one : array) {
    SourceDesk& desk = desks.emplace_back();
    NEWSPRINT_ASSIGN_OR_RETURN(const object from, ObjectOf(one));
    NEWSPRINT_RETURN_IF_ERROR(Members(from)
                                  .Take("name", desk.name)
                                  .Take("domain", desk.domain)
                                  .Take("languages", desk.languages)
                                  .status());
  }
  return desks;
}

absl::Status Fill(object from, SourceEntry& to) {
  return Members(from)
      .Take("id", to.id)
      .Take("name", to.name)
      .Take("abbreviation", to.abbreviation)
      .Take("type", to.type)
      .Take("copyright_holder", to.copyright_holder)
      .Take("aliases", to.aliases)
      .Take("domains", to.domains)
      .TakeWith("desks", to.desks, DesksOf)
      .status();
}

absl::Status Fill(object from, PublisherEntry& to) {
  return Members(from)
      .Take("id", to.id)
      .Take("name", to.name)
      .Take("domain", to.domain)
      .Take("languages", to.languages)
      .Take("kind", to.kind)
      .Take("group", to.group)
      .Take("source", to.source)
      .status();
}

template <typename Entry>
absl::Status ReadEntry(element value, std::set<std::string>& ids, Entry& entry) {
  NEWSPRINT_ASSIGN_OR_RETURN(const object from, ObjectOf(value));
  NEWSPRINT_RETURN_IF_ERROR(Fill(from, entry));
  if (entry.id.empty()) return absl::InvalidArgumentError("id: must not be empty");
  if (entry.name.empty()) return absl::InvalidArgumentError("name: must not be empty");
  if (!ids.insert(entry.id).second) {
    return absl::InvalidArgumentError(fmt::format("id: '{}' stands twice", entry.id));
  }
  return absl::OkStatus();
}

template <typename Entry>
absl::StatusOr<std::vector<Entry>> ReadEntries(const std::string& path) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::unique_ptr<InputStream> stream, InputStream::Open(path));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::string text, ReadWhole(*stream, kMaxFileBytes));
  simdjson::dom::parser parser;
  const absl::StatusOr<element> root = ParseJson(parser, text);
  if (!root.ok()) {
    return absl::InvalidArgumentError(
        fmt::format("{}: {}", path, std::string(root.status().message())));
  }
  simdjson::dom::array array;
  if (root->get(array) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError(fmt::format("{}: must be a JSON array of objects", path));
  }
  std::vector<Entry> entries;
  std::set<std::string> ids;
  for (const element value : array) {
    const absl::Status status = ReadEntry(value, ids, entries.emplace_back());
    if (!status.ok()) {
      return absl::InvalidArgumentError(
          fmt::format("{}: entry {}: {}", path, entries.size(), std::string(status.message())));
    }
  }
  return entries;
}

}  // namespace

absl::StatusOr<std::vector<SourceEntry>> ReadSources(const std::string& path) {
  return ReadEntries<SourceEntry>(path);
}

absl::StatusOr<std::vector<PublisherEntry>> ReadPublishers(const std::string& path) {
  return ReadEntries<PublisherEntry>(path);
}

}  // namespace newsprint
