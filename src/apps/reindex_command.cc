// `reindex`: a store moves to another scheme.
#include <fmt/format.h>

#include <string>

#include "absl/time/clock.h"
#include "apps/commands.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"
#include "newsprint/corpus/reindex.h"

namespace newsprint {
namespace {

constexpr absl::Duration kReportEvery = absl::Seconds(5);

}  // namespace

absl::StatusOr<ExitCode> RunReindex(const Invocation& call, CommandContext& context) {
  if (!call.Has("--store")) return absl::InvalidArgumentError("--store DIR is missing");
  const std::string path = call.Text("--store");
  absl::Time reported = absl::Now();
  const auto report_progress = [&](Ordinal done, Ordinal last) {
    if (absl::Now() - reported < kReportEvery) return;
    reported = absl::Now();
    Message(fmt::format("{}: {} of {} ordinals", path, WithThousands(done), WithThousands(last)));
  };
  NEWSPRINT_ASSIGN_OR_RETURN(
      const ReindexReport report,
      Reindex(path, {.new_seed = call.Has("--new-seed"), .on_progress = report_progress}));
  if (!report.changed) {
    context.out.Write(fmt::format("{}: is of the scheme of this version already\n", path));
  } else {
    context.out.Write(fmt::format("{}: {} read, {} had been done before; the scheme is now '{}'\n",
                                  path, Counted(report.articles, "revision", "revisions"),
                                  Counted(report.resumed_after, "ordinal", "ordinals"),
                                  report.new_scheme));
  }
  return ExitCode::kDone;
}

}  // namespace newsprint
