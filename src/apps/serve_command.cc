// `serve`: what newsprintd runs.
#include <fmt/format.h>

#include <string>
#include <vector>

#include "apps/commands.h"
#include "apps/serve.h"
#include "newsprint/article/status.h"

namespace newsprint {

absl::StatusOr<ExitCode> RunServe(const Invocation& call, CommandContext& context) {
  std::vector<std::string> settings;
  for (const Flag& flag : call.command().flags) {
    if (!call.Has(flag.name)) continue;
    const std::string_view name = flag.name == "--store" ? "--store-path" : flag.name;
    settings.push_back(fmt::format("{}={}", name, call.Text(flag.name)));
  }
  NEWSPRINT_RETURN_IF_ERROR(ServeUntilSignal(settings, context.out));
  return ExitCode::kDone;
}

}  // namespace newsprint
