#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "newsprint/source/credit_lines.h"
#include "source/defaults.h"
#include "tests/source/registries.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

std::string Wrapped(const std::string& language) {
  return "version: 1\nlanguages:\n  xx:\n" + language;
}

TEST(CreditPatterns, NameFileLineKeyAndReason) {
  const struct {
    std::string yaml, message;
  } cases[] = {
      {"languages: {}\n", "p.yaml:1: version: is missing"},
      {Wrapped("    fulll: [x]\n"), "p.yaml:4: fulll: is no key of this map"},
      {Wrapped("    full:\n      - 'good'\n      - '(bad'\n"), "p.yaml:6: full: '(bad': missing )"},
      {Wrapped("    full: x\n"), "p.yaml:4: full: must be a list"},
      {Wrapped("    full: ['']\n"), "p.yaml:4: full: must be a pattern"},
      {Wrapped("    full: ['x*']\n"), "p.yaml:4: full: 'x*' matches a line without words"},
      {Wrapped("    notice: ['follow {source}']\n"),
       "p.yaml:4: notice: 'follow {source}': a notice has no stand-ins"},
      {Wrapped("    full: ['by {sauce}']\n"), "p.yaml:4: full: '{sauce}' is no block above"},
      {Wrapped("    blocks: {a: '{b}', b: x}\n"), "p.yaml:4: a: '{b}' is no block above"},
      {Wrapped("    unregistered: ['from {name} here']\n"),
       "p.yaml:4: unregistered: 'from {name} here' must end in {name}"},
      {Wrapped("    unregistered: ['(from) {name}']\n"),
       "p.yaml:4: unregistered: '(from) {name}': has groups"},
      {Wrapped("    full: [x]\n    full: [y]\n"), "p.yaml:5: full: stands twice"},
      {"version: 1\nlanguages: [x]\n", "p.yaml:2: languages: must be a map"},
      {Wrapped("    blocks: {a: 'xxxxxxxxxx', b: '{a}{a}{a}{a}{a}{a}{a}{a}{a}{a}',"
               " c: '{b}{b}{b}{b}{b}{b}{b}{b}{b}{b}', d: '{c}{c}{c}{c}{c}{c}{c}{c}{c}{c}',"
               " e: '{d}{d}{d}{d}{d}{d}{d}{d}{d}{d}'}\n"),
       "over 65536 bytes with its blocks"},
  };
  for (const auto& c : cases) {
    const absl::Status status =
        CreditLineFinder::Create(InventedRegistry(), c.yaml, "p.yaml").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.yaml;
    EXPECT_THAT(std::string(status.message()), HasSubstr(c.message)) << c.yaml;
  }
}

TEST(CreditPatterns, AreWhatTheFileSays) {
  const std::string yaml = R"(version: 1
languages:
  xx:
    blocks: {made: '(?:made|done)'}
    nouns: [buro]
    joiners: [en]
    full: ['{made} bei {source}$']
    mention: ['sagt {source}']
)";
  const absl::StatusOr<CreditLineFinder> finder =
      CreditLineFinder::Create(InventedRegistry(), yaml, "p.yaml");
  ASSERT_TRUE(finder.ok()) << finder.status();
  const struct {
    std::string line;
    size_t credits;
  } cases[] = {
      {"Done bei GPA", 1},       {"Done bei Buro GPA.", 1}, {"Done bei GPA en The Lantern", 2},
      {"Done bei GPA today", 0}, {"Undone bei GPA", 0},     {"Done bei GPA, sagt GPA", 0},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(finder->Read(c.line).credits.size(), c.credits) << c.line;
  }
  EXPECT_EQ(finder->patterns_hash().size(), 32u);
  EXPECT_NE(finder->patterns_hash(), CreditLineFinder::Default().patterns_hash());
}

TEST(CreditPatterns, TheShippedFileWorksWithAnyRegistry) {
  EXPECT_TRUE(
      CreditLineFinder::Create(SourceRegistry(), source::DefaultCreditLinesYaml(), "d").ok());
  EXPECT_TRUE(CreditLineFinder::WithDefaultPatterns(SourceRegistry())
                  .Read("Published by X.\nSource: Y")
                  .credits.empty());
}

}  // namespace
}  // namespace newsprint
