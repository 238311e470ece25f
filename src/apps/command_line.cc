#include "apps/command_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <charconv>
#include <utility>

#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr uint64_t kMaxCount = 10'000;

template <typename T>
std::optional<T> ParseNumber(std::string_view text) {
  T value{};
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<absl::Time> ParseRfc3339(const std::string& text) {
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) return std::nullopt;
  return time;
}

absl::Status CheckValue(const Flag& flag, const std::string& value) {
  std::string wanted;
  switch (flag.kind) {
    case ValueKind::kSwitch:
      break;
    case ValueKind::kText:
    case ValueKind::kPath:
      if (value.empty()) wanted = "not empty";
      break;
    case ValueKind::kCount:
      if (const auto count = ParseNumber<uint64_t>(value); !count || *count > kMaxCount) {
        wanted = fmt::format("a whole number from 0 to {}", kMaxCount);
      }
      break;
    case ValueKind::kShare:
      if (const auto share = ParseNumber<double>(value); !share || !(*share >= 0 && *share <= 1)) {
        wanted = "a number from 0 to 1";
      }
      break;
    case ValueKind::kTime:
      if (!ParseRfc3339(value)) wanted = "a time by RFC 3339, such as 2026-03-01T10:00:00Z";
      break;
    case ValueKind::kChoice:
      if (std::ranges::find(flag.choices, value) == flag.choices.end()) {
        wanted = fmt::format("one of {}", fmt::join(flag.choices, ", "));
      }
      break;
  }
  if (wanted.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError(
      fmt::format("{}: '{}' is wrong: it must be {}", flag.name, value, wanted));
}

absl::Status CheckOperands(const Command& command, const std::vector<std::string>& operands) {
  const Operands& wanted = command.operands;
  if (operands.size() < wanted.min) {
    return absl::InvalidArgumentError(fmt::format("{} is missing", wanted.usage));
  }
  if (operands.size() > wanted.max) {
    return absl::InvalidArgumentError(
        fmt::format("'{}' is one operand too many", operands[wanted.max]));
  }
  return absl::OkStatus();
}

const Flag& FlagOf(const Command& command, std::string_view name) {
  return *std::ranges::find(command.flags, name, &Flag::name);
}

}  // namespace

std::string Invocation::Text(std::string_view flag) const {
  const auto found = values_.find(std::string(flag));
  return found == values_.end() ? std::string(FlagOf(*command_, flag).fallback)
                                : found->second.front();
}

std::vector<std::string> Invocation::Texts(std::string_view flag) const {
  const auto found = values_.find(std::string(flag));
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

std::optional<uint64_t> Invocation::Count(std::string_view flag) const {
  return ParseNumber<uint64_t>(Text(flag));
}

std::optional<double> Invocation::Share(std::string_view flag) const {
  return ParseNumber<double>(Text(flag));
}

std::optional<absl::Time> Invocation::Time(std::string_view flag) const {
  return ParseRfc3339(Text(flag));
}

absl::StatusOr<Invocation> ParseInvocation(const Command& command,
                                           std::span<const std::string> words) {
  Invocation invocation(command);
  CLI::App app;
  app.set_help_flag();  // The table has its own.
  std::vector<std::pair<CLI::Option*, std::vector<std::string>>> given(command.flags.size());
  for (size_t i = 0; i < command.flags.size(); ++i) {
    const std::string name(command.flags[i].name);
    auto& [option, values] = given[i];
    if (command.flags[i].kind == ValueKind::kSwitch) {
      option = app.add_flag(name);
    } else {
      option = app.add_option(name, values)->allow_extra_args(false);
    }
  }
  app.add_option("operands", invocation.operands_);
  // CLI11 takes words from the back.
  std::vector<std::string> reversed(words.rbegin(), words.rend());
  try {
    app.parse(reversed);
  } catch (const CLI::ParseError& error) {
    return absl::InvalidArgumentError(error.what());
  }
  for (size_t i = 0; i < command.flags.size(); ++i) {
    const Flag& flag = command.flags[i];
    auto& [option, values] = given[i];
    if (option->count() == 0) continue;
    if (option->count() > 1 && !flag.repeated) {
      return absl::InvalidArgumentError(
          fmt::format("{}: given {} times", flag.name, option->count()));
    }
    for (const std::string& value : values) NEWSPRINT_RETURN_IF_ERROR(CheckValue(flag, value));
    invocation.values_.emplace(flag.name, std::move(values));
  }
  NEWSPRINT_RETURN_IF_ERROR(CheckOperands(command, invocation.operands_));
  return invocation;
}

}  // namespace newsprint
