#include "audit/wording.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "tests/audit/cases.h"

namespace newsprint {
namespace {

using ::testing::HasSubstr;

SlotValues Slots() {
  SlotValues slots;
  slots.years = {"2026"};
  slots.urls = {"https://www.nra.example/2026/river.html", "www.nra.example/2026/river.html"};
  slots.outlets = {"Mill Valley Post"};
  AddSource(*AuditRegistry().FindSource("nra"), slots);
  return slots;
}

std::string Found(const std::string& wording, const std::string& body) {
  const auto tokens = Tokenize(body);
  const auto span =
      Wording(wording, Slots()).FindIn(body, *tokens, {0, static_cast<uint32_t>(body.size())});
  return span ? body.substr(span->begin, span->size()) : "-";
}

TEST(Wording, StandsWhereAReaderWouldSaySo) {
  const struct {
    const char* name;
    const char* wording;
    const char* body;
    const char* found;
  } cases[] = {
      {"as it is", "Reprinted with permission.", "A story.\nReprinted with permission.",
       "Reprinted with permission"},
      {"case, blanks and typography aside", "First published by \"{SOURCE}\".",
       "FIRST   published\nby “Northern Rivers Agency”.",
       "FIRST   published\nby “Northern Rivers Agency"},
      {"by any name of the source", "By {SOURCE}.", "By NRA Sports.", "By NRA Sports"},
      {"by no other's", "By {SOURCE}.", "By Coastwire.", "-"},
      {"a word is missing", "Reprinted with kind permission.", "Reprinted with permission.", "-"},
      {"the sentence goes on", "Published by {SOURCE}.",
       "Published by NRA, a newsroom in the north.", "-"},
      {"the line ends where the sentence should", "Published by {SOURCE}.",
       "Published by NRA\nMore stories", "Published by NRA"},
      {"inside a longer sentence", "published by {SOURCE}.", "This was published by NRA.",
       "published by NRA"},
      {"not inside a word", "by {SOURCE}", "by NRAlike", "-"},
      {"the year of the original", "© {YEAR} {SOURCE}", "© 2026 NRA", "2026 NRA"},
      {"another year", "© {YEAR} {SOURCE}", "© 2025 NRA", "-"},
      {"its address", "Read it at {URL}", "Read it at https://www.nra.example/2026/river.html",
       "Read it at https://www.nra.example/2026/river.html"},
      {"its address without a scheme", "Read it at {URL}",
       "Read it at www.nra.example/2026/river.html", "Read it at www.nra.example/2026/river.html"},
      {"another address", "Read it at {URL}", "Read it at https://www.nra.example/2026/ford.html",
       "-"},
      {"a domain, with or without www", "From {SITE}.", "From www.nra.example.",
       "From www.nra.example"},
      {"the outlet", "{OUTLET} thanks {SOURCE}", "Mill Valley Post thanks NRA",
       "Mill Valley Post thanks NRA"},
      {"any author and date", "By {AUTHOR} for {SOURCE} on {DATE}.",
       "By Ana Maria de Souza for NRA on March 2, 2026.",
       "By Ana Maria de Souza for NRA on March 2, 2026"},
      {"no author", "By {AUTHOR} for {SOURCE}", "By for NRA", "-"},
      {"without spaces between words", "本文由{SOURCE}发表", "本文由NRA发表。", "本文由NRA发表"},
      {"a particle on the name", "{SOURCE}에 게재", "Northern Rivers Agency에 게재",
       "Northern Rivers Agency에 게재"},
  };
  for (const auto& one : cases) EXPECT_EQ(Found(one.wording, one.body), one.found) << one.name;
}

TEST(Wording, LooksOnlyWhereItIsTold) {
  const std::string body = "By NRA. A story. By NRA.";
  const auto tokens = Tokenize(body);
  const Wording wording("By {SOURCE}.", Slots());
  EXPECT_EQ(wording.FindIn(body, *tokens, {8, 24})->begin, 17u);
  EXPECT_EQ(wording.FindIn(body, *tokens, {8, 16}), std::nullopt);
}

TEST(Wording, ShowsTheStepsFromTheRequiredWords) {
  const std::string body = "With kind permission of NRA, by Ana Souza";
  const auto tokens = Tokenize(body);
  const Wording wording("With the permission of {SOURCE}. By {AUTHOR}", Slots());
  EXPECT_EQ(wording.proposal(), "With the permission of Northern Rivers Agency. By {AUTHOR}");
  SlotValues slots = Slots();
  slots.sources = {"NRA"};
  const auto difference = Wording("With the permission of {SOURCE}. By {AUTHOR}", slots)
                              .DifferenceTo(*tokens, {0, static_cast<uint32_t>(body.size())});
  EXPECT_EQ(difference.words, 2u);  // "the" is missing, "kind" is extra.
  std::string shown;
  for (const WordingStep& step : difference.steps) {
    const char* sign = step.kind == WordingStep::Kind::kEqual     ? "="
                       : step.kind == WordingStep::Kind::kMissing ? "-"
                                                                  : "+";
    shown += sign + step.required + "|" + body.substr(step.copy.begin, step.copy.size()) + ";";
  }
  EXPECT_THAT(shown, HasSubstr("-the|;"));
  EXPECT_THAT(shown, HasSubstr("+|kind;"));
  EXPECT_TRUE(shown.starts_with("=With|With;")) << shown;
}

TEST(Wording, SlotsAreKnown) {
  EXPECT_TRUE(SplitWording("by {SOURCE} on {DATE}").ok());
  for (const char* wrong : {"by {SOURSE}", "by {SOURCE", "by SOURCE}", "{SOURCE}", "", "..."}) {
    EXPECT_FALSE(SplitWording(wrong).ok()) << wrong;
  }
}

}  // namespace
}  // namespace newsprint
