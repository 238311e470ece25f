// The two files that say who is who: `sources.json`, the registered sources, and `publishers.json`,
// all publishers. Each is an array of objects; members that are not named here are ignored.
#ifndef NEWSPRINT_APPS_REGISTRY_JSON_H_
#define NEWSPRINT_APPS_REGISTRY_JSON_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

namespace newsprint {

// The part of a source that writes in some languages under a name of its own.
struct SourceDesk {
  std::string name;
  std::string domain;
  std::vector<std::string> languages;
};

// One whose texts are licensed.
struct SourceEntry {
  std::string id;
  std::string name;
  std::string abbreviation;
  std::string type;
  std::string copyright_holder;
  std::vector<std::string> aliases;
  std::vector<std::string> domains;
  std::vector<SourceDesk> desks;
};

struct PublisherEntry {
  std::string id;
  std::string name;  // As in a document's `publisher`.
  std::string domain;
  std::vector<std::string> languages;
  std::string kind;
  std::string group;   // Licences can be given to a group. May be empty.
  std::string source;  // The id of the source whose desk it is. May be empty.
};

// Errors: INVALID_ARGUMENT, which names the file and the entry: not an array of objects, a member
// of the wrong type, an entry without id or name, an id that stands twice; a file over 64 MiB;
// those of reading it.
absl::StatusOr<std::vector<SourceEntry>> ReadSources(const std::string& path);

// Errors: as ReadSources.
absl::StatusOr<std::vector<PublisherEntry>> ReadPublishers(const std::string& path);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_REGISTRY_JSON_H_
