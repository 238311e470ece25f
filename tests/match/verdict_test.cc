// What kind of text is shared decides the relation: a case for each gate, with texts written for
// it.
#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "newsprint/match/match.h"

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 42;

PreparedText Prepare(std::string_view body) { return *PrepareText(body, kSeed); }

// Running text of so many words that no other tag gives, in sentences of twelve words.
std::string Story(std::string_view tag, int words) {
  std::string text;
  for (int i = 0; i < words; ++i)
    absl::StrAppend(&text, std::string(tag), "x", i, i % 12 == 11 ? ".\n" : " ");
  return text + "\n";
}

// A filled-in form.
std::string Weather(std::string_view town, int high, int low, int wind, int rain,
                    std::string_view name) {
  return absl::StrCat(
      "The weather office expects a mild day with some cloud. In the town of ", std::string(town),
      " the temperature climbs to ", high, " degrees in the afternoon and falls to ", low,
      " degrees at night. The wind blows at ", wind, " kilometres an hour, and up to ", rain,
      " litres of rain may fall on the square metre before the evening. The duty officer was ",
      std::string(name),
      ". Drivers are asked to take care on bridges and in the woods, and to leave more room than "
      "usual.\n");
}

TEST(Verdict, TakesTheFirstRelationThatHolds) {
  const std::string story = Story("story", 120);
  const std::string quote =
      "we will not leave this valley before the last family has found a roof and the road is open "
      "again";
  const PairContext same_publisher{.same_publisher = true};
  const PairContext a_older{.a_is_older = true};
  const PairContext b_older{.a_is_older = false};
  const struct {
    const char* name;
    std::string a, b;
    PairContext context;
    Relation relation;
  } cases[] = {
      {"a copy with its own furniture", story, Story("promo", 20) + story, {}, Relation::kReprint},
      {"the same publisher's other version", story, story + Story("added", 40), same_publisher,
       Relation::kRevision},
      {"a form filled in twice",
       Weather("Belmora", 21, 9, 14, 3, "Ana Trell"),
       Weather("Upper Tresk", 17, 4, 33, 11, "Iven Moss"),
       {},
       Relation::kTemplate},
      {"the same form, sent by one", Weather("Belmora", 21, 9, 14, 3, "Ana Trell"),
       Weather("Lower Quay", 12, 2, 41, 7, "Ana Trell"), same_publisher, Relation::kTemplate},
      {"the same statement, quoted by two",
       Story("a", 90) + "“" + quote + ",” said the mayor. " + Story("b", 60),
       Story("c", 90) + "The mayor said: «" + quote + "». " + Story("d", 60),
       {},
       Relation::kQuote},
      {"the same words, quoted by one only",
       Story("a", 90) + quote + ". " + Story("b", 60),
       Story("c", 90) + "“" + quote + " " + quote.substr(0, 40) + "”. " + Story("d", 60),
       {},
       Relation::kUnrelated},
      {"a story inside a longer, later page", story,
       Story("before", 90) + story + Story("after", 200), a_older, Relation::kEmbedded},
      {"a later text that was cut from a longer one", story + Story("rest", 300), story, a_older,
       Relation::kAbridged},
      {"the same, seen from the other side", story, story + Story("rest", 300), b_older,
       Relation::kAbridged},
      {"a passage reused",
       Story("a", 300) + Story("shared", 48),
       Story("b", 200) + Story("shared", 48),
       {},
       Relation::kExcerpt},
      {"headlines of other stories on both pages",
       Story("a", 120) +
           "Ferry to the northern islands suspended for a week after storm\n"
           "Council delays vote on harbour budget until after the summer\n"
           "Three villages cut off as river rises for second day\n" +
           Story("b", 30),
       Story("c", 120) +
           "Ferry to the northern islands suspended for a week after storm\n"
           "Council delays vote on harbour budget until after the summer\n"
           "Three villages cut off as river rises for second day\n" +
           Story("d", 30),
       {},
       Relation::kUnrelated},
      {"nothing", Story("a", 100), Story("b", 100), {}, Relation::kUnrelated},
  };
  for (const auto& c : cases) {
    const Match match = MatchTexts(Prepare(c.a), Prepare(c.b), c.context);
    EXPECT_EQ(RelationName(match.relation), RelationName(c.relation)) << c.name;
  }
}

// `text` with every `nth` word replaced by two others.
std::string Rewritten(std::string_view text, int nth) {
  std::string rewritten;
  int word = 0;
  for (const char c : text) {
    if (c == ' ' || c == '\n') {
      ++word;
      if (word % nth == 0) absl::StrAppend(&rewritten, " new", word, " other", word);
    }
    rewritten += c;
  }
  return rewritten;
}

TEST(Verdict, FourFifthsWordForWordAreAWhole) {
  const std::string story = Story("story", 240);
  const std::string shared = story.substr(0, story.find("storyx198 "));  // 198 of 240 words.
  const std::string part = story.substr(0, story.find("storyx186 "));
  const struct {
    const char* name;
    std::string a, b;
    Relation relation;
  } cases[] = {
      {"five sixths of both", story, shared + Story("new", 42), Relation::kReprint},
      {"three quarters", story, part + Story("new", 60), Relation::kExcerpt},
      {"a word changed in each twelve", story, Rewritten(story, 12), Relation::kReprint},
      {"a sixth is new, and the rest is rewritten so that few words in a row are left", story,
       Rewritten(shared, 5) + Story("new", 90), Relation::kExcerpt},
  };
  for (const auto& c : cases) {
    const PreparedText a = Prepare(c.a), b = Prepare(c.b);
    EXPECT_EQ(RelationName(MatchTexts(a, b).relation), RelationName(c.relation)) << c.name;
    EXPECT_EQ(MatchTexts(b, a).relation, MatchTexts(a, b).relation) << c.name;
  }
}

TEST(Verdict, VersionsOfOnePublisherTellTheSameFactsWithinDays) {
  const std::string results =
      "Shares of the ferry line paid 12 crowns against 9 a year before. Profit rose to 4,200 from "
      "3,810 and sales to 51,770 from 48,030 in the half year to June. ";
  const std::string other_results =
      "Shares of the ferry line paid 7 crowns against 11 a year before. Profit rose to 6,915 from "
      "2,744 and sales to 83,120 from 77,650 in the half year to June. ";
  const std::string early = results + Story("early", 24);
  const std::string later = results + Story("later", 24);
  const PairContext same{.same_publisher = true, .apart = absl::Hours(3)};
  PairContext next_week = same, unknown = same, two_publishers = same;
  next_week.apart = absl::Hours(24 * 7);
  unknown.apart.reset();
  two_publishers.same_publisher = false;
  const struct {
    const char* name;
    std::string b;
    PairContext context;
    Relation relation;
  } cases[] = {
      {"an update", later, same, Relation::kRevision},
      {"the same, a week later", later, next_week, Relation::kExcerpt},
      {"the same, no one knows when", later, unknown, Relation::kExcerpt},
      {"the same by two publishers", later, two_publishers, Relation::kExcerpt},
      {"the form with other figures", other_results + Story("later", 24), same,
       Relation::kUnrelated},
  };
  for (const auto& c : cases) {
    const Match match = MatchTexts(Prepare(early), Prepare(c.b), c.context);
    EXPECT_EQ(RelationName(match.relation), RelationName(c.relation)) << c.name;
  }
}

TEST(Verdict, OnePublishersOwnParagraphsAreNoVersion) {
  const std::string story = Story("story", 120);
  const std::string most = story.substr(0, story.find("storyx102 "));
  const std::string nearly_all = story.substr(0, story.find("storyx114 "));
  const std::string card = Story("card", 52) + "tomorrow\n",
                    next_card = Story("card", 52) + "Friday\n";
  const PairContext same{.same_publisher = true};
  const struct {
    const char* name;
    std::string a, b;
    Relation relation;
  } cases[] = {
      {"six sevenths", story, most + Story("new", 90), Relation::kExcerpt},
      {"nineteen twentieths", story, nearly_all + Story("new", 90), Relation::kRevision},
      {"nine tenths of a card", Story("card", 52) + Story("guest", 5),
       Story("card", 52) + Story("host", 5), Relation::kExcerpt},
      {"a card in which one word was corrected", card, next_card, Relation::kRevision},
  };
  for (const auto& c : cases) {
    const Match match = MatchTexts(Prepare(c.a), Prepare(c.b), same);
    EXPECT_EQ(RelationName(match.relation), RelationName(c.relation)) << c.name;
  }
}

TEST(Verdict, WhereNothingElseIsKnownTheTitleTells) {
  const std::string stub = Story("stub", 30);
  const std::string article = Story("new", 200) + stub.substr(0, stub.find("stubx12 "));
  EXPECT_EQ(MatchTexts(Prepare(stub), Prepare(article)).relation, Relation::kUnrelated);
  const PairContext titled{.same_title_alone = true};
  EXPECT_EQ(MatchTexts(Prepare(stub), Prepare(article), titled).relation, Relation::kRevision);
  EXPECT_EQ(MatchTexts(Prepare(Story("a", 200)), Prepare(Story("b", 200)), titled).relation,
            Relation::kUnrelated);
}

// Titles of columns and sections stand over pages that have nothing to do with each other.
TEST(Verdict, ATitleAloneAccusesNobody) {
  const std::string phrase = Story("stock", 15);
  const std::string about = Story("about", 60);
  const struct {
    const char* title;
    std::string a, b;
  } cases[] = {
      {"Weather: one form", Weather("Skerby", 21, 9, 30, 5, "Ada Moor"),
       Weather("Holm", 14, 3, 55, 12, "Jon Reef")},
      {"News in brief: a stock phrase", Story("a", 90) + phrase, Story("b", 90) + phrase},
      {"Opinion: nothing", Story("a", 120), Story("b", 120)},
  };
  for (const auto& c : cases) {
    const Match match = MatchTexts(Prepare(c.a), Prepare(c.b), {.same_title_alone = true});
    EXPECT_NE(RelationName(match.relation), "REVISION") << c.title;
    EXPECT_NE(RelationName(match.relation), "EXCERPT") << c.title;
  }
}

TEST(Verdict, CommonTextIsNoEvidence) {
  const std::string about = Story("about", 60);
  const std::string a = Story("a", 100) + about, b = Story("b", 100) + about;
  EXPECT_EQ(MatchTexts(Prepare(a), Prepare(b)).relation, Relation::kExcerpt);
  const std::vector<Span> common_a = {
      {static_cast<uint32_t>(a.find("aboutx0")), static_cast<uint32_t>(a.size())}};
  const PairContext context{.common_a = common_a};
  EXPECT_EQ(MatchTexts(Prepare(a), Prepare(b), context).relation, Relation::kUnrelated);
}

TEST(Verdict, ATeaserIsWhatAnotherArticleBeginsWith) {
  std::string opening =
      "The ferry to the northern islands will not sail for a week after the storm of Monday night "
      "tore the ramp from the pier and left two boats on the rocks near the light";
  const std::string page =
      Story("other", 120) + "Ferry suspended\n" + opening + " …\n" + Story("end", 30);
  EXPECT_EQ(MatchTexts(Prepare(opening + ", the harbour office said. " + Story("rest", 120)),
                       Prepare(page))
                .relation,
            Relation::kUnrelated);
  // The same line, taken from the middle of the other article, is an excerpt that was cut off.
  EXPECT_EQ(MatchTexts(Prepare(Story("first", 60) + opening + ", the harbour office said. " +
                               Story("rest", 120)),
                       Prepare(page))
                .relation,
            Relation::kExcerpt);
  // So it is behind the first sentence: an opening is no second paragraph.
  EXPECT_EQ(MatchTexts(Prepare(Story("first", 24) + opening + ", the harbour office said. " +
                               Story("rest", 120)),
                       Prepare(page))
                .relation,
            Relation::kExcerpt);
  // But a headline and a dateline may stand before it.
  EXPECT_EQ(MatchTexts(Prepare("Islands cut off until the weekend\nSkerby, Tuesday: " + opening +
                               ", the harbour office said. " + Story("rest", 120)),
                       Prepare(page))
                .relation,
            Relation::kUnrelated);
}

TEST(Verdict, SurvivesMisreadLetters) {
  std::string text =
      "The harbour council decided on Monday evening that the northern ferry shall sail again from "
      "the "
      "old wooden pier, because the stone breakwater of the new harbour was damaged by the winter "
      "storm "
      "and cannot carry heavy lorries before repairs are finished in the coming autumn months. "
      "Several "
      "fishermen protested against the decision, saying their boats would have to wait outside.";
  const std::string misread = absl::StrReplaceAll(text, {{"harbour council", "harb0ur counc1l"},
                                                         {"northern", "nor1hern"},
                                                         {"breakwater", "breakwaler"},
                                                         {"damaged", "damnged"},
                                                         {"repairs", "repnirs"},
                                                         {"fishermen", "fisherrnen"},
                                                         {"decision", "decisi0n"}});
  const Match match = MatchTexts(Prepare(text), Prepare(misread));
  EXPECT_EQ(RelationName(match.relation), "REPRINT");
  EXPECT_GT(match.containment_a, 0.9);
}

// What rewording leaves in rows is too short for an excerpt each, and enough for a look.
constexpr std::string_view kErosion =
    "The committee published its report on coastal erosion in the spring after a long delay. It "
    "found that the northern cliffs lose almost two metres of chalk every winter. Engineers "
    "recommended a stone barrier along the harbour road and a higher dam behind it. The cost of "
    "the barrier was estimated at nine million crowns, which the council called too much.\n";
constexpr std::string_view kErosionReworded =
    "Too much, said the council of the estimate: the cost of the barrier was put at nine million "
    "crowns. After a long delay the committee presented its report on coastal erosion in the "
    "spring. Every winter the northern cliffs lose almost two metres of chalk, it says. A stone "
    "barrier along the harbour road was recommended by engineers, and a higher dam.\n";

TEST(Verdict, ARewordedPassageIsAnExcerptWhereScrapsAreLeft) {
  const std::string a = Story("a", 204) + std::string(kErosion) + Story("b", 204);
  const std::string b = Story("c", 96) + std::string(kErosionReworded) + Story("d", 96);
  const Match match = MatchTexts(Prepare(a), Prepare(b));
  EXPECT_EQ(RelationName(match.relation), "EXCERPT");
  ASSERT_EQ(match.passages.size(), 1u);
  EXPECT_EQ(a.substr(match.passages[0].a.begin, 20), kErosion.substr(0, 20));
  EXPECT_EQ(b.substr(match.passages[0].b.begin, 20), kErosionReworded.substr(0, 20));
  EXPECT_LT(match.containment_b, 0.3);  // Of reworded text only what was left in a row was copied.
  // One publisher updates its own reports.
  EXPECT_EQ(MatchTexts(Prepare(a), Prepare(b), {.same_publisher = true}).relation,
            Relation::kUnrelated);
}

// Reports on one matter share names, offices and quotations, each in sentences of its own.
TEST(Verdict, NamesAndQuotationsAreNoScraps) {
  const std::string a =
      Story("a", 60) +
      "The tunnel was opened by Transport Minister Ada Moor of Skerby. She met Harbour Council "
      "Chairman Jon Reef of Holm there. “We have waited twenty years for this,” she said.\n";
  const std::string b =
      Story("b", 60) +
      "Crowds cheered as Transport Minister Ada Moor of Skerby cut a ribbon in the tunnel. Harbour "
      "Council Chairman Jon Reef of Holm held the scissors and thanked all who had worked below. "
      "Over the loudspeakers came the words “We have waited twenty years for this,” to applause.\n";
  EXPECT_EQ(RelationName(MatchTexts(Prepare(a), Prepare(b)).relation), "UNRELATED");
}

TEST(CompareTexts, FindsRewordedPassages) {
  const std::string source =
      "The committee published its report on coastal erosion in the spring. It found that the "
      "northern cliffs lose "
      "almost two metres every winter. Engineers recommended a stone barrier along the harbour "
      "road. The cost of the "
      "barrier was estimated at nine million crowns.";
  const std::string reworded =
      "In the spring a report on coastal erosion was published by the committee. Every winter the "
      "northern cliffs, it "
      "found, lose almost two metres. Along the harbour road engineers recommended a barrier of "
      "stone. Nine million "
      "crowns was the estimated cost of that barrier.";
  const std::string a = Story("a", 204) + source + "\n" + Story("b", 204);
  const std::string b = Story("c", 300) + reworded + "\n" + Story("d", 96);
  EXPECT_TRUE(MatchTexts(Prepare(a), Prepare(b)).passages.empty());
  const Match match = CompareTexts(Prepare(a), Prepare(b));
  ASSERT_EQ(match.passages.size(), 1u);
  EXPECT_EQ(a.substr(match.passages[0].a.begin, 30), source.substr(0, 30));
  EXPECT_EQ(b.substr(match.passages[0].b.begin, 30), reworded.substr(0, 30));
}

}  // namespace
}  // namespace newsprint
