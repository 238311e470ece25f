// Every command of `newsprint` and every flag of each, in one table. Parsing, help and shell
// completion all derive from it.
#ifndef NEWSPRINT_APPS_COMMAND_TABLE_H_
#define NEWSPRINT_APPS_COMMAND_TABLE_H_

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace newsprint {

class Invocation;
struct CommandContext;

// What the process ends with.
enum class ExitCode { kDone = 0, kFound = 1, kError = 2 };

enum class ValueKind {
  kSwitch,  // No value.
  kText,    // Any, but not empty.
  kPath,    // Likewise; completed as a file name.
  kCount,   // A whole number in [0, 10'000].
  kShare,   // A number in [0, 1].
  kTime,    // RFC 3339.
  kChoice,  // One of `choices`.
};

struct Flag {
  std::string_view name;   // "--store".
  std::string_view value;  // "DIR"; empty for a switch.
  ValueKind kind = ValueKind::kText;
  std::string_view help;
  std::string_view fallback = {};              // What holds where the flag is not given.
  std::vector<std::string_view> choices = {};  // Of kChoice.
  bool repeated = false;
};

struct Operands {
  std::string_view usage;  // "FILE|-..."
  std::string_view help;
  size_t min = 0;
  size_t max = 0;
};

struct Command {
  std::string_view name;
  std::string_view summary;      // A line in the list of commands.
  std::string_view description;  // Sentences, filled to the width of the help.
  Operands operands;
  std::vector<Flag> flags;
  std::vector<std::string_view> examples;
  absl::StatusOr<ExitCode> (*run)(const Invocation&, CommandContext&) = nullptr;
};

// In the order of the help.
std::span<const Command> Commands();

// Null for none of that name.
const Command* FindCommand(std::string_view name);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_COMMAND_TABLE_H_
