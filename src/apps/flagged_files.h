// Files that flags name, read whole.
#ifndef NEWSPRINT_APPS_FLAGGED_FILES_H_
#define NEWSPRINT_APPS_FLAGGED_FILES_H_

#include <cstddef>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "apps/command_line.h"
#include "newsprint/audit/policy.h"
#include "newsprint/source/registry.h"

namespace newsprint {

// The file that a flag names; empty where the flag was not given.
//
// Errors: those of reading; INVALID_ARGUMENT for more than `max_bytes`.
absl::StatusOr<std::string> ReadFlagged(const Invocation& call, const char* flag, size_t max_bytes);

// What --licences says. Errors: those of reading, and as ParsePolicy.
absl::StatusOr<Policy> ReadPolicy(const Invocation& call);

// What --sources and --publishers say, if either is given. A file of JSON arrays is one of a
// labelled set; one that ends in .yaml is a sources.yaml, which has both.
//
// Errors: as SourceRegistry::Parse and ParseJson.
absl::StatusOr<std::optional<SourceRegistry>> ReadRegistry(const Invocation& call);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_FLAGGED_FILES_H_
