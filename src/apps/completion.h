// Completion scripts for shells, from the table of commands.
#ifndef NEWSPRINT_APPS_COMPLETION_H_
#define NEWSPRINT_APPS_COMPLETION_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace newsprint {

// For "bash", "zsh" or "fish". Errors: INVALID_ARGUMENT for any other shell.
absl::StatusOr<std::string> CompletionScript(std::string_view shell);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_COMPLETION_H_
