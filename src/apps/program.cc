#include "apps/program.h"

#include <fmt/format.h>

#include <algorithm>

#include "apps/command_line.h"
#include "apps/commands.h"
#include "apps/help.h"
#include "apps/terminal.h"

namespace newsprint {
namespace {

// Whether help is asked for; what follows "--" is no flag.
bool AsksForHelp(std::span<const std::string> words) {
  const auto end = std::ranges::find(words, "--");
  return std::any_of(words.begin(), end,
                     [](const std::string& word) { return word == "--help" || word == "-h"; });
}

ExitCode Fail(std::string_view who, std::string_view what) {
  Message(fmt::format("{}: {}", who, what));
  return ExitCode::kError;
}

ExitCode RunCommand(const Command& command, std::span<const std::string> words, Output& out) {
  const std::string who = fmt::format("newsprint {}", command.name);
  if (AsksForHelp(words)) {
    out.Write(CommandHelp(command));
    return ExitCode::kDone;
  }
  const absl::StatusOr<Invocation> call = ParseInvocation(command, words);
  if (!call.ok()) {
    return Fail(who, fmt::format("{} (see {} --help)", std::string(call.status().message()), who));
  }
  CommandContext context{out};
  const absl::StatusOr<ExitCode> exit = command.run(*call, context);
  return exit.ok() ? *exit : Fail(who, std::string(exit.status().message()));
}

ExitCode Dispatch(std::span<const std::string> words, Output& out) {
  if (words.empty()) {
    Message(ProgramHelp());
    return ExitCode::kError;
  }
  const std::string& first = words[0];
  if (first == "--version") {
    out.Write(fmt::format("newsprint {}\n", NEWSPRINT_VERSION));
    return ExitCode::kDone;
  }
  if (first == "--help" || first == "-h" || (first == "help" && words.size() == 1)) {
    out.Write(ProgramHelp());
    return ExitCode::kDone;
  }
  const bool help = first == "help";
  const std::string& name = help ? words[1] : first;
  const Command* command = FindCommand(name);
  if (command == nullptr) {
    return Fail("newsprint", fmt::format("there is no command '{}' (see newsprint --help)", name));
  }
  if (help) {
    out.Write(CommandHelp(*command));
    return ExitCode::kDone;
  }
  return RunCommand(*command, words.subspan(1), out);
}

}  // namespace

ExitCode RunProgram(std::span<const std::string> words, Output& out) {
  const ExitCode exit = Dispatch(words, out);
  if (const absl::Status flushed = out.Flush(); !flushed.ok()) {
    return Fail("newsprint", std::string(flushed.message()));
  }
  return exit;
}

}  // namespace newsprint
