// Words of the shell to a command with its flags and operands, checked against the table.
#ifndef NEWSPRINT_APPS_COMMAND_LINE_H_
#define NEWSPRINT_APPS_COMMAND_LINE_H_

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "apps/command_table.h"

namespace newsprint {

// A command with what it was given. Values were checked: they are of the flag's kind. The names
// asked for must stand in the command's table.
class Invocation {
 public:
  explicit Invocation(const Command& command) : command_(&command) {}

  const Command& command() const { return *command_; }
  const std::vector<std::string>& operands() const { return operands_; }

  bool Has(std::string_view flag) const { return values_.contains(std::string(flag)); }
  // The value given, or the flag's fallback.
  std::string Text(std::string_view flag) const;
  std::vector<std::string> Texts(std::string_view flag) const;
  // Nothing where the flag was not given and has no fallback.
  std::optional<uint64_t> Count(std::string_view flag) const;
  std::optional<double> Share(std::string_view flag) const;
  std::optional<absl::Time> Time(std::string_view flag) const;

 private:
  friend absl::StatusOr<Invocation> ParseInvocation(const Command& command,
                                                    std::span<const std::string> words);

  const Command* command_;
  std::map<std::string, std::vector<std::string>> values_;
  std::vector<std::string> operands_;
};

// The words after the command's name. Flags may stand before, between and behind operands, as
// "--flag value" or "--flag=value"; after "--" all are operands.
//
// Errors: INVALID_ARGUMENT, which names the flag or operand, the value, and what would be right.
absl::StatusOr<Invocation> ParseInvocation(const Command& command,
                                           std::span<const std::string> words);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_COMMAND_LINE_H_
