// The table of commands, and what is read and printed by it.
#include "apps/command_line.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <set>
#include <string>
#include <vector>

#include "apps/completion.h"
#include "apps/help.h"
#include "apps/program.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Message(const absl::Status& status) { return std::string(status.message()); }

absl::StatusOr<Invocation> Parse(std::string_view command, std::vector<std::string> words) {
  return ParseInvocation(*FindCommand(command), words);
}

TEST(ParseInvocation, TakesFlagsAndOperandsInAnyOrder) {
  const auto call = Parse("check", {"a.txt", "--store", "st", "--relation=REPRINT", "--relation",
                                    "EXCERPT", "-", "--min-containment=0.25", "--max-matches", "7",
                                    "--from", "2026-03-01T10:00:00Z", "--", "--odd"});
  ASSERT_TRUE(call.ok()) << call.status();
  EXPECT_THAT(call->operands(), ElementsAre("a.txt", "-", "--odd"));
  EXPECT_EQ(call->Text("--store"), "st");
  EXPECT_THAT(call->Texts("--relation"), ElementsAre("REPRINT", "EXCERPT"));
  EXPECT_EQ(call->Share("--min-containment"), 0.25);
  EXPECT_EQ(call->Count("--max-matches"), 7u);
  EXPECT_EQ(call->Time("--from"), absl::FromUnixSeconds(1772359200));
  EXPECT_FALSE(call->Has("--to"));
  EXPECT_EQ(call->Time("--to"), std::nullopt);
  EXPECT_EQ(call->Text("--format"), "text");
}

TEST(ParseInvocation, NamesWhatIsWrong) {
  const struct {
    std::string command;
    std::vector<std::string> words;
    std::string message;
  } cases[] = {
      {"check", {}, "FILE|-... is missing"},
      {"check", {"a", "--sore", "x"}, "--sore"},
      {"check", {"a", "--store"}, "--store"},
      {"check", {"a", "--store", ""}, "--store: '' is wrong: it must be not empty"},
      {"check", {"a", "--store", "x", "--store", "y"}, "--store: given 2 times"},
      {"check", {"a", "--format", "xml"}, "--format: 'xml' is wrong: it must be one of text, json"},
      {"check",
       {"a", "--min-containment", "1.5"},
       "'1.5' is wrong: it must be a number from 0 to 1"},
      {"check", {"a", "--min-containment", "nan"}, "it must be a number from 0 to 1"},
      {"check", {"a", "--max-matches", "10001"}, "it must be a whole number from 0 to 10000"},
      {"check", {"a", "--max-matches", "7x"}, "it must be a whole number from 0 to 10000"},
      {"check", {"a", "--from", "yesterday"}, "it must be a time by RFC 3339"},
      {"check", {"a", "--relation", "UNRELATED"}, "it must be one of IDENTICAL"},
      {"reprints", {"a", "b"}, "'b' is one operand too many"},
      {"match", {"a"}, "'a' is one operand too many"},
  };
  for (const auto& c : cases) {
    const auto call = Parse(c.command, c.words);
    ASSERT_EQ(call.status().code(), absl::StatusCode::kInvalidArgument) << c.message;
    EXPECT_THAT(Message(call.status()), HasSubstr(c.message));
  }
}

TEST(CommandTable, IsComplete) {
  std::set<std::string_view> names;
  for (const Command& command : Commands()) {
    EXPECT_TRUE(names.insert(command.name).second) << command.name;
    EXPECT_NE(command.run, nullptr) << command.name;
    EXPECT_FALSE(command.summary.empty()) << command.name;
    EXPECT_FALSE(command.examples.empty()) << command.name;
    std::set<std::string_view> flags;
    for (const Flag& flag : command.flags) {
      EXPECT_TRUE(flags.insert(flag.name).second) << command.name << " " << flag.name;
      EXPECT_TRUE(flag.name.starts_with("--")) << command.name << " " << flag.name;
      EXPECT_TRUE(flag.help.ends_with(".")) << command.name << " " << flag.name;
      EXPECT_EQ(flag.value.empty(), flag.kind == ValueKind::kSwitch) << flag.name;
      EXPECT_EQ(flag.choices.empty(), flag.kind != ValueKind::kChoice) << flag.name;
    }
    EXPECT_TRUE(flags.contains("--help")) << command.name;
  }
}

TEST(CommandHelp, ShowsAllThatTheTableHas) {
  for (const Command& command : Commands()) {
    EXPECT_THAT(ProgramHelp(), HasSubstr(std::string(command.summary)));
    const std::string help = CommandHelp(command);
    for (const Flag& flag : command.flags) EXPECT_THAT(help, HasSubstr(std::string(flag.name)));
    for (const std::string_view example : command.examples) {
      EXPECT_THAT(help, HasSubstr(std::string(example)));
    }
  }
}

TEST(CompletionScript, KnowsAllThatTheTableHas) {
  for (const std::string shell : {"bash", "zsh", "fish"}) {
    const auto script = CompletionScript(shell);
    ASSERT_TRUE(script.ok());
    for (const Command& command : Commands()) {
      EXPECT_THAT(*script, HasSubstr(std::string(command.name))) << shell;
      for (const Flag& flag : command.flags) {
        EXPECT_THAT(*script, HasSubstr(std::string(flag.name.substr(2)))) << shell;
      }
    }
  }
  EXPECT_EQ(CompletionScript("tcsh").status().code(), absl::StatusCode::kInvalidArgument);
}

// What the program prints on standard output.
std::string Printed(const std::vector<std::string>& words, ExitCode expected) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  {
    Output out(ends[1]);
    EXPECT_EQ(RunProgram(words, out), expected);
  }
  close(ends[1]);
  std::string text(1u << 16, '\0');
  const ssize_t got = read(ends[0], text.data(), text.size());
  close(ends[0]);
  text.resize(got > 0 ? static_cast<size_t>(got) : 0);
  return text;
}

TEST(RunProgram, AnswersWithoutACommand) {
  EXPECT_EQ(Printed({}, ExitCode::kError), "");
  EXPECT_EQ(Printed({"chekc"}, ExitCode::kError), "");
  EXPECT_EQ(Printed({"help", "chekc"}, ExitCode::kError), "");
  EXPECT_EQ(Printed({"--help"}, ExitCode::kDone), ProgramHelp());
  EXPECT_EQ(Printed({"help"}, ExitCode::kDone), ProgramHelp());
  EXPECT_EQ(Printed({"help", "check"}, ExitCode::kDone), CommandHelp(*FindCommand("check")));
  EXPECT_EQ(Printed({"check", "--nonsense", "-h"}, ExitCode::kDone),
            CommandHelp(*FindCommand("check")));
  EXPECT_THAT(Printed({"--version"}, ExitCode::kDone),
              ::testing::MatchesRegex("newsprint [0-9.]+\n"));
  EXPECT_EQ(Printed({"check", "--nonsense"}, ExitCode::kError), "");
}

}  // namespace
}  // namespace newsprint
