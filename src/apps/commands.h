// What the commands do. Each gets the parsed command line, writes data to the context's output and
// messages to standard error, and says how the process ends; an error is what the caller prints.
#ifndef NEWSPRINT_APPS_COMMANDS_H_
#define NEWSPRINT_APPS_COMMANDS_H_

#include "absl/status/statusor.h"
#include "apps/command_line.h"
#include "apps/command_table.h"
#include "apps/output.h"

namespace newsprint {

struct CommandContext {
  Output& out;
};

absl::StatusOr<ExitCode> RunAudit(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunCheck(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunCheckLicences(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunCompare(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunComparePairs(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunCompletion(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunDelete(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunExport(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunExtract(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunIngest(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunMatch(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunReindex(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunReprints(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunServe(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunStatus(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunStories(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunStoriesOfStore(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunVerify(const Invocation& call, CommandContext& context);
absl::StatusOr<ExitCode> RunWatch(const Invocation& call, CommandContext& context);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_COMMANDS_H_
