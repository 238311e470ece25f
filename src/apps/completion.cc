#include "apps/completion.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <iterator>
#include <vector>

#include "apps/command_table.h"

namespace newsprint {
namespace {

std::string CommandNames() {
  std::vector<std::string_view> names;
  for (const Command& command : Commands()) names.push_back(command.name);
  return fmt::format("{}", fmt::join(names, " "));
}

// Single quotes around; the table's texts may have them inside.
std::string Quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) {
    if (c == '\'') {
      out += "'\\''";
    } else {
      out += c;
    }
  }
  return out + "'";
}

std::string Bash() {
  std::string out =
      "_newsprint() {\n"
      "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  if [ \"$COMP_CWORD\" = 1 ]; then\n";
  const auto to = std::back_inserter(out);
  fmt::format_to(to, "    COMPREPLY=($(compgen -W '{}' -- \"$word\"))\n    return\n  fi\n",
                 CommandNames());
  out += "  case \"${COMP_WORDS[1]} $before\" in\n";
  for (const Command& command : Commands()) {
    for (const Flag& flag : command.flags) {
      if (flag.choices.empty()) continue;
      fmt::format_to(to, "    '{} {}') COMPREPLY=($(compgen -W '{}' -- \"$word\")); return ;;\n",
                     command.name, flag.name, fmt::join(flag.choices, " "));
    }
  }
  out += "  esac\n  case \"$word\" in\n    -*)\n      case \"${COMP_WORDS[1]}\" in\n";
  for (const Command& command : Commands()) {
    std::vector<std::string_view> names;
    for (const Flag& flag : command.flags) names.push_back(flag.name);
    fmt::format_to(to, "        {}) COMPREPLY=($(compgen -W '{}' -- \"$word\")) ;;\n", command.name,
                   fmt::join(names, " "));
  }
  out +=
      "      esac ;;\n"
      "    *) COMPREPLY=($(compgen -f -- \"$word\")) ;;\n"
      "  esac\n"
      "}\n"
      "complete -o filenames -F _newsprint newsprint\n";
  return out;
}

std::string Zsh() {
  std::string out = "#compdef newsprint\n_newsprint() {\n  local -a commands=(\n";
  const auto to = std::back_inserter(out);
  for (const Command& command : Commands()) {
    fmt::format_to(to, "    {}\n", Quoted(fmt::format("{}:{}", command.name, command.summary)));
  }
  out +=
      "  )\n"
      "  if (( CURRENT == 2 )); then\n"
      "    _describe command commands\n"
      "    return\n"
      "  fi\n"
      "  local command=${words[2]}\n"
      "  shift words\n"
      "  (( CURRENT-- ))\n"
      "  case $command in\n";
  for (const Command& command : Commands()) {
    fmt::format_to(to, "    {}) _arguments", command.name);
    for (const Flag& flag : command.flags) {
      std::string spec = fmt::format("{}{}", flag.repeated ? "*" : "", flag.name);
      if (flag.kind != ValueKind::kSwitch) {
        spec += fmt::format(":{}:", flag.value);
        if (!flag.choices.empty()) spec += fmt::format("({})", fmt::join(flag.choices, " "));
        if (flag.kind == ValueKind::kPath) spec += "_files";
      }
      fmt::format_to(to, " {}", Quoted(spec));
    }
    out += " '*:operand:_files' ;;\n";
  }
  return out + "  esac\n}\n_newsprint \"$@\"\n";
}

std::string Fish() {
  std::string out;
  const auto to = std::back_inserter(out);
  for (const Command& command : Commands()) {
    fmt::format_to(to, "complete -c newsprint -f -n __fish_use_subcommand -a {} -d {}\n",
                   command.name, Quoted(command.summary));
    for (const Flag& flag : command.flags) {
      fmt::format_to(to, "complete -c newsprint -n '__fish_seen_subcommand_from {}' -l {} -d {}",
                     command.name, flag.name.substr(2), Quoted(flag.help));
      if (!flag.choices.empty()) {
        fmt::format_to(to, " -x -a '{}'", fmt::join(flag.choices, " "));
      } else if (flag.kind == ValueKind::kPath) {
        out += " -r -F";
      } else if (flag.kind != ValueKind::kSwitch) {
        out += " -x";
      }
      out += '\n';
    }
  }
  return out;
}

}  // namespace

absl::StatusOr<std::string> CompletionScript(std::string_view shell) {
  if (shell == "bash") return Bash();
  if (shell == "zsh") return Zsh();
  if (shell == "fish") return Fish();
  return absl::InvalidArgumentError(
      fmt::format("'{}' is none of the shells bash, zsh, fish", shell));
}

}  // namespace newsprint
