#include "newsprint/audit/policy.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>

#include "tests/audit/cases.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string ReadFile(const std::string& path) {
  std::ifstream file(path);
  std::stringstream content;
  content << file.rdbuf();
  return content.str();
}

TEST(Policy, ReadsEveryKey) {
  const auto policy = ParsePolicy(R"(
version: 1
defaults: {unlicensed_tolerated_words: 40, unlicensed_tolerated_share: 0.2}
sources:
  nra: {unlicensed_tolerated_words: 10}
licences:
  - id: L1
    licensee: [mill, dune]
    group: valley
    licensee_name: two papers
    note: by letter of 2025
    source: nra
    valid_from: 2026-01-01
    valid_until: "2026-12-31"
    languages: [en]
    excluded_credits: cwire
    embargo_hours: 12
    credit: {wording: ["By {SOURCE}.", "From {SITE}"], place: after_text}
    link: {target: hosts, hosts: [www.NRA.example], place: before_text}
    extent: {mode: excerpt, max_words: 200, max_share: 0.5, first_paragraphs: 3}
    edits: {max_edited_share: 0.02, cuts_count_as_edits: true, headline_may_change: false}
    count: {max_copies: 2, per: week}
  - {id: L2, anyone: true, source: cwire, extent: {mode: abridged}, link: {required: false}}
)",
                                  "dir/licences.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  EXPECT_EQ(policy->file_name, "licences.yaml");
  EXPECT_EQ(policy->hash.size(), 64u);
  EXPECT_EQ(policy->UnlicensedOf("nra"), (UnlicensedExcerpt{10, 0.2}));
  EXPECT_EQ(policy->UnlicensedOf("cwire"), (UnlicensedExcerpt{40, 0.2}));
  Licence expected;
  expected.id = "L1";
  expected.line = 7;
  expected.licensees = {"mill", "dune"};
  expected.groups = {"valley"};
  expected.sources = {"nra"};
  expected.valid_from = absl::CivilDay(2026, 1, 1);
  expected.valid_until = absl::CivilDay(2026, 12, 31);
  expected.languages = {"en"};
  expected.excluded_credits = {"cwire"};
  expected.embargo = absl::Hours(12);
  expected.credit = {true, {"By {SOURCE}.", "From {SITE}"}, Placement::kAfterText};
  expected.link = {true, LinkTarget::kHosts, {"nra.example"}, Placement::kBeforeText};
  expected.extent = {ExtentMode::kExcerpt, 200, 0.5, 3};
  expected.edits = {0.02, true, false};
  expected.count = CountTerms{2, CountPeriod::kWeek};
  EXPECT_EQ(policy->licences[0], expected);
  const Licence& second = policy->licences[1];
  EXPECT_TRUE(second.anyone);
  EXPECT_FALSE(second.credit.required);
  EXPECT_FALSE(second.link.required);
  EXPECT_EQ(second.extent.max_share, 0.8);
  EXPECT_TRUE(CheckParties(*policy, AuditRegistry()).ok());
}

TEST(Policy, HasNoTermsThatItDoesNotName) {
  const auto policy =
      ParsePolicy("version: 1\nlicences: [{id: a, anyone: true, source: nra}]", "p.yaml");
  ASSERT_TRUE(policy.ok()) << policy.status();
  const Licence& licence = policy->licences[0];
  EXPECT_FALSE(licence.credit.required);
  EXPECT_FALSE(licence.link.required);
  EXPECT_EQ(licence.extent.mode, ExtentMode::kFull);
  EXPECT_EQ(licence.edits, EditTerms{});
  EXPECT_EQ(licence.embargo, absl::ZeroDuration());
  EXPECT_EQ(policy->unlicensed, (UnlicensedExcerpt{0, 1}));
}

TEST(Policy, SaysWhatIsWrongAndWhere) {
  const std::string head = "version: 1\nlicences:\n";
  const auto licence = [&head](const std::string& terms) {
    return head + "  - id: a\n    anyone: true\n    source: nra\n" + terms;
  };
  const struct {
    std::string text;
    const char* message;
  } cases[] = {
      {"licences: []", "p.yaml:1: version: is missing"},
      {"version: 2", "p.yaml:1: version: '2', must be a whole number from 1 to 1"},
      {"version: 1\nlicenses: []", "p.yaml:2: licenses: is no key of this map"},
      {head + "  - {anyone: true, source: nra}", "p.yaml:3: id: is missing"},
      {head + "  - {id: a, anyone: true}", "p.yaml:3: source: is missing"},
      {head + "  - {id: a, source: nra}", "licensee: give 'licensee' or 'group', or else"},
      {head + "  - {id: a, source: nra, anyone: true, group: g}", "licensee: give 'licensee'"},
      {licence("  - {id: a, anyone: true, source: nra}\n"), "p.yaml:6: id: 'a' is given to two"},
      {licence("    valid_until: 2026-02-31\n"),
       "p.yaml:6: valid_until: '2026-02-31', must be a day such as 2026-01-31"},
      {licence("    valid_from: 2026-02-01\n    valid_until: 2026-01-01\n"),
       "p.yaml:7: valid_until: is before valid_from"},
      {licence("    embargo_hours: -1\n"), "p.yaml:6: embargo_hours: '-1', must be"},
      {licence("    credit:\n      wording: By {SORCE}\n"),
       "p.yaml:7: wording: '{SORCE}' is no slot; there are {YEAR}"},
      {licence("    credit: {required: yes}\n"), "required: 'yes', must be true or false"},
      {licence("    credit: {place: top}\n"),
       "place: 'top', must be one of anywhere, before_text, after_text"},
      {licence("    link: {target: home}\n"), "'home', must be one of original, site, hosts"},
      {licence("    link: {target: hosts}\n"), "hosts: goes with 'target: hosts'"},
      {licence("    link: {hosts: [a.example]}\n"), "hosts: goes with 'target: hosts'"},
      {licence("    link: {target: hosts, hosts: [\"http://a.example/\"]}\n"), "is no host"},
      {licence("    extent: {max_words: 5}\n"), "mode: is missing"},
      {licence("    extent: {mode: excerpt}\n"), "extent: an excerpt needs max_words"},
      {licence("    extent: {mode: full, max_words: 5}\n"), "extent: limits go with"},
      {licence("    extent: {mode: excerpt, max_share: 1.5}\n"),
       "max_share: '1.5', must be a number from 0.001 to 1"},
      {licence("    extent: {mode: excerpt, max_words: many}\n"), "max_words: 'many', must be"},
      {licence("    edits: {cuts_count_as_edits: true}\n"), "needs max_edited_share"},
      {licence("    edits: {max_edited_shares: 0.1}\n"), "max_edited_shares: is no key"},
      {licence("    count: {per: month}\n"), "max_copies: is missing"},
      {licence("    count: {max_copies: 2, per: fortnight}\n"), "must be one of day, week, month"},
      {"version: 1\nlicences: {", "p.yaml:2: "},
  };
  for (const auto& one : cases) {
    const auto policy = ParsePolicy(one.text, "p.yaml");
    ASSERT_FALSE(policy.ok()) << one.text;
    EXPECT_THAT(std::string(policy.status().message()), HasSubstr(one.message)) << one.text;
    EXPECT_THAT(std::string(policy.status().message()), StartsWith("p.yaml:"));
  }
}

TEST(Policy, NamesOnlyWhoIsRegistered) {
  const struct {
    const char* licence;
    const char* message;
  } cases[] = {
      {"{id: a, anyone: true, source: nobody}", "p.yaml:1: source: 'nobody' is no registered"},
      {"{id: a, licensee: nobody, source: nra}", "licensee: 'nobody' is no registered publisher"},
      {"{id: a, group: nobody, source: nra}", "group: 'nobody' has no publisher"},
      {"{id: a, anyone: true, source: nra, excluded_credits: nobody}",
       "excluded_credits: 'nobody' is no registered source"},
  };
  for (const auto& one : cases) {
    const auto policy =
        ParsePolicy("{version: 1, licences: [" + std::string(one.licence) + "]}", "p.yaml");
    ASSERT_TRUE(policy.ok()) << policy.status();
    EXPECT_THAT(std::string(CheckParties(*policy, AuditRegistry()).message()),
                HasSubstr(one.message));
  }
  const auto terms = ParsePolicy("version: 1\nsources:\n  nra: {}\n  nobody: {}\n", "p.yaml");
  ASSERT_TRUE(terms.ok()) << terms.status();
  EXPECT_EQ(std::string(CheckParties(*terms, AuditRegistry()).message()),
            "p.yaml:4: sources: 'nobody' is no registered source");
}

TEST(Policy, ShippedExamplesAreRight) {
  int files = 0;
  for (const auto& entry :
       std::filesystem::directory_iterator(NEWSPRINT_SOURCE_DIR "/deploy/licences")) {
    const auto policy = ParsePolicy(ReadFile(entry.path()), entry.path().string());
    EXPECT_TRUE(policy.ok()) << policy.status();
    ++files;
  }
  EXPECT_EQ(files, 3);
}

// Every key that the schema has is on the page that describes it.
TEST(Policy, EveryKeyIsDescribed) {
  const std::string page = ReadFile(NEWSPRINT_SOURCE_DIR "/docs/licences.md");
  for (const char* key : {"version",
                          "defaults",
                          "sources",
                          "unlicensed_tolerated_words",
                          "unlicensed_tolerated_share",
                          "licences",
                          "id",
                          "licensee",
                          "group",
                          "anyone",
                          "licensee_name",
                          "note",
                          "source",
                          "valid_from",
                          "valid_until",
                          "languages",
                          "excluded_credits",
                          "embargo_hours",
                          "credit.required",
                          "credit.wording",
                          "credit.place",
                          "link.required",
                          "link.target",
                          "link.hosts",
                          "link.place",
                          "extent.mode",
                          "extent.max_words",
                          "extent.max_share",
                          "extent.first_paragraphs",
                          "edits.max_edited_share",
                          "edits.cuts_count_as_edits",
                          "edits.headline_may_change",
                          "count.max_copies",
                          "count.per"}) {
    EXPECT_THAT(page, HasSubstr("| `" + std::string(key) + "` |")) << key;
  }
}

}  // namespace
}  // namespace newsprint
