#include "audit/alterations.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "absl/strings/str_replace.h"
#include "audit/noise.h"
#include "tests/audit/cases.h"

namespace newsprint {
namespace {

constexpr double kAll = 83;  // Words of kStory.

TextComparison Compare(const std::string& original, const std::string& copy,
                       std::vector<Span> copy_furniture = {}) {
  const auto a = Tokenize(original);
  const auto b = Tokenize(copy);
  const Match match = MatchOf(MakeStored("a", original, "", ""), MakeStored("b", copy, "", ""));
  return CompareToOriginal({original, *a, {}}, {copy, *b, copy_furniture}, match.passages);
}

std::string Shown(const TextComparison& comparison, const std::string& original,
                  const std::string& copy) {
  std::string shown;
  for (const Alteration& one : comparison.alterations) {
    absl::StrAppend(&shown, std::string(AlterationKindName(one.kind)), " [",
                    original.substr(one.original.begin, one.original.size()), "] [",
                    copy.substr(one.copy.begin, one.copy.size()), "];");
  }
  return shown;
}

const char kStory[] =
    "The council of the valley voted late on Tuesday to close the old bridge for the winter. "
    "Engineers had found cracks in two of its pillars during a routine check in the autumn. "
    "Residents will have to take the longer road along the reservoir until the spring comes. "
    "The school bus leaves half an hour earlier from Monday on, and the baker has moved his stall "
    "to the other bank, where most of his customers live now that the mill has been sold.";

TEST(CompareToOriginal, NamesWhatWasChangedAddedAndCut) {
  const std::string story = kStory;
  const struct {
    const char* name;
    std::string from, to;
    const char* shown;
    double changed;
    double unchanged;
  } cases[] = {
      {"nothing", "", "", "", 0, kAll},
      {"case and typography", "The council", "“The COUNCIL”", "", 0, kAll},
      {"a word", "routine", "hasty", "changed [routine] [hasty];", 1, kAll - 1},
      {"words inside a sentence", "old bridge", "old and rusty bridge", "added [] [and rusty];", 2,
       kAll},
      {"a sentence less",
       "Engineers had found cracks in two of its pillars during a routine check in the autumn. ",
       "",
       "cut [Engineers had found cracks in two of its pillars during a routine check in the "
       "autumn] [];",
       0, kAll - 16},
      {"lines of the page in between", "winter. ", "winter.\n\nSupport our newsroom today!\n\n",
       "added [] [Support our newsroom today];", 0, kAll},
      {"one misread letter is an edit", "pillars", "pi11ars", "changed [pillars] [pi11ars];", 1,
       kAll - 1},
  };
  for (const auto& one : cases) {
    const std::string copy =
        one.from.empty() ? story : absl::StrReplaceAll(story, {{one.from, one.to}});
    const TextComparison found = Compare(story, copy);
    EXPECT_EQ(Shown(found, story, copy), one.shown) << one.name;
    EXPECT_EQ(found.changed_words, one.changed) << one.name;
    EXPECT_EQ(found.unchanged_words, one.unchanged) << one.name;
    EXPECT_EQ(found.story_words, kAll) << one.name;
  }
}

TEST(CompareToOriginal, FurnitureBetweenTheLinesIsNoAlteration) {
  const std::string story = kStory;
  const std::string promo = "Support our newsroom today!";
  const std::string copy =
      absl::StrReplaceAll(story, {{"winter. ", "winter.\n\n" + promo + "\n\n"}});
  const auto at = static_cast<uint32_t>(copy.find(promo));
  const TextComparison found =
      Compare(story, copy, {{at, at + static_cast<uint32_t>(promo.size())}});
  EXPECT_TRUE(found.alterations.empty());
}

// A clause in other words ends a passage; it is changed text all the same, not a cut.
TEST(CompareToOriginal, ARewrittenClauseIsAChange) {
  const std::string story = kStory;
  const std::string copy =
      absl::StrReplaceAll(story, {{"take the longer road along the reservoir until",
                                   "drive a detour of nine kilometres past the lake before"}});
  const TextComparison found = Compare(story, copy);
  EXPECT_EQ(found.changed_words + found.unchanged_words, kAll) << Shown(found, story, copy);
  EXPECT_GE(found.changed_words, 6);
  // Also one that ends a paragraph.
  const std::string paragraphs = absl::StrReplaceAll(story, {{" Residents", "\n\nResidents"}});
  const std::string ended = absl::StrReplaceAll(
      paragraphs, {{"a routine check in the autumn.", "an inspection that was long overdue."}});
  EXPECT_EQ(Compare(paragraphs, ended).changed_words + Compare(paragraphs, ended).unchanged_words,
            kAll);
  // What the outlet writes of its own between two of the story's sentences is not.
  const std::string own = absl::StrReplaceAll(
      story, {{"Residents will have to take the longer road along the reservoir until the spring "
               "comes. ",
               "\nThis paper had warned of it in May, and printed photographs of the cracks.\n"}});
  EXPECT_EQ(Compare(story, own).changed_words, 0) << Shown(Compare(story, own), story, own);
}

// What a page puts between two paragraphs is not what the word beside it was changed to.
TEST(CompareToOriginal, LinesBesideAChangedWordAreNotItsChange) {
  const std::string story = absl::StrReplaceAll(kStory, {{"winter. ", "winter.\n\n"}});
  const std::string related = "Read also: Ferries";
  const std::string copy = absl::StrReplaceAll(
      story, {{"winter.\n\nEngineers", "winter.\n\n" + related + "\n\nInspectors"}});
  const auto at = static_cast<uint32_t>(copy.find(related));
  const std::vector<Span> furniture = {{at, at + static_cast<uint32_t>(related.size())}};
  EXPECT_EQ(Shown(Compare(story, copy, furniture), story, copy),
            "changed [Engineers] [Inspectors];");
  // Lines that nobody knows for furniture are shown, and not counted.
  const TextComparison unknown = Compare(story, copy);
  EXPECT_EQ(Shown(unknown, story, copy),
            "added [] [" + related + "];changed [Engineers] [Inspectors];");
  EXPECT_EQ(unknown.changed_words, 1);
}

TEST(CompareToOriginal, AMisreadTextIsNotAnEditedOne) {
  const std::string story = kStory;
  const std::string misread = absl::StrReplaceAll(story, {{"council", "councll"},
                                                          {"bridge", "brldge"},
                                                          {"pillars", "pi1lars"},
                                                          {"routine", "rout1ne"},
                                                          {"longer", "lon9er"},
                                                          {" for ", " fot "}});
  EXPECT_EQ(Compare(story, misread).changed_words, 0);
  EXPECT_EQ(Compare(story, misread).unchanged_words, kAll);
}

TEST(Noise, TellsAMisreadWordFromAnotherSpelling) {
  const struct {
    const char* a;
    const char* b;
    bool misread;
  } cases[] = {
      {"streetlights", "streellights", true},
      {"customer", "ciistomer", true},
      {"colour", "color", false},
      {"organise", "organize", false},
      {"centre", "center", false},
      {"travelled", "traveled", false},
      {"1987", "1988", false},
      {"council", "parliament", false},
  };
  for (const auto& one : cases) EXPECT_EQ(MayBeMisread(one.a, one.b), one.misread) << one.a;
  EXPECT_FALSE(MayBeMisread("has", "had"));
  EXPECT_TRUE(MayBeMisreadInNoise("has", "bas"));
  EXPECT_FALSE(MayBeMisreadInNoise("has", "the"));
}

}  // namespace
}  // namespace newsprint
