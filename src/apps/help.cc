#include "apps/help.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <string_view>

namespace newsprint {
namespace {

constexpr size_t kWidth = 96;

// The text in lines of at most kWidth characters, each but the first indented.
std::string Filled(std::string_view text, size_t indent) {
  std::string out;
  size_t column = indent;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    if (column > indent && column + 1 + word.size() > kWidth) {
      out += '\n';
      out.append(indent, ' ');
      column = indent;
    } else if (column > indent) {
      out += ' ';
      ++column;
    }
    out += word;
    column += word.size();
  }
  return out;
}

std::string FlagHelp(const Flag& flag) {
  std::string help(flag.help);
  if (!flag.choices.empty()) help += fmt::format(" One of {}.", fmt::join(flag.choices, ", "));
  if (!flag.fallback.empty()) help += fmt::format(" Default: {}.", flag.fallback);
  return help;
}

std::string FlagUsage(const Flag& flag) {
  return flag.value.empty() ? std::string(flag.name) : fmt::format("{} {}", flag.name, flag.value);
}

}  // namespace

std::string ProgramHelp() {
  std::string out =
      "newsprint finds where a news story has been before.\n\n"
      "Usage: newsprint COMMAND [FLAGS] [OPERANDS]\n"
      "       newsprint COMMAND --help\n\nCommands:\n";
  size_t width = 0;
  for (const Command& command : Commands()) width = std::max(width, command.name.size());
  for (const Command& command : Commands()) {
    fmt::format_to(std::back_inserter(out), "  {:{}}  {}\n", command.name, width, command.summary);
  }
  out +=
      "\nMost commands work on a store: --store DIR opens one in this process, --server HOST:PORT\n"
      "asks a running server; both do the same. Data goes to standard output, messages to "
      "standard\n"
      "error. --version prints the version.\n\n"
      "Exit status: 0 done, 1 found (check: there is a match), 2 error.\n";
  return out;
}

std::string CommandHelp(const Command& command) {
  std::string out =
      fmt::format("{}.\n\nUsage: newsprint {} [FLAGS]{}{}\n", command.summary, command.name,
                  command.operands.usage.empty() ? "" : " ", command.operands.usage);
  const auto to = std::back_inserter(out);
  if (!command.description.empty()) fmt::format_to(to, "\n{}\n", Filled(command.description, 0));
  size_t width = command.operands.usage.size();
  for (const Flag& flag : command.flags) width = std::max(width, FlagUsage(flag).size());
  const size_t indent = width + 4;
  if (!command.operands.usage.empty()) {
    fmt::format_to(to, "\nOperands:\n  {:{}}  {}\n", command.operands.usage, width,
                   Filled(command.operands.help, indent));
  }
  out += "\nFlags:\n";
  for (const Flag& flag : command.flags) {
    fmt::format_to(to, "  {:{}}  {}\n", FlagUsage(flag), width, Filled(FlagHelp(flag), indent));
  }
  out += "\nExamples:\n";
  for (const std::string_view example : command.examples) fmt::format_to(to, "  {}\n", example);
  return out;
}

}  // namespace newsprint
