#include "source/name_table.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <re2/re2.h>

#include <string>
#include <vector>

#include "source/line_reader.h"

namespace newsprint::source {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Each name is a party of its own, in order.
NameTable TableOf(const std::vector<SourceName>& names) {
  NameTable table;
  for (uint32_t i = 0; i < names.size(); ++i) table.Add(names[i], {Party::Kind::kSource, i});
  table.Seal();
  return table;
}

std::vector<std::string> Found(const NameTable& table, const std::string& line) {
  std::vector<Piece> pieces;
  AppendPieces(line, {0, static_cast<uint32_t>(line.size())}, pieces);
  std::vector<std::string> found;
  for (const NameHit& hit : table.Find(pieces)) {
    const uint32_t begin = pieces[hit.begin].span.begin, end = pieces[hit.end - 1].span.end;
    found.push_back(std::to_string(hit.party.index) + ":" + line.substr(begin, end - begin));
  }
  return found;
}

TEST(NameTableTest, TakesTheLongestName) {
  const NameTable table = TableOf({{"Associated Press", ""},
                                   {"Australian Associated Press", ""},
                                   {"AP", ""},
                                   {"The Lantern", ""},
                                   {"RNF/RB", ""}});
  const struct {
    std::string line;
    std::vector<std::string> found;
  } cases[] = {
      {"the Associated Press", {"0:Associated Press"}},
      {"Australian Associated Press", {"1:Australian Associated Press"}},
      {"AP, AP's and (AP)", {"2:AP", "2:AP", "2:AP"}},
      {"ap Ap APE CAP", {}},                         // Capitals of abbreviations count.
      {"associated press", {}},                      // Those of names, too,
      {"ASSOCIATED PRESS", {"0:ASSOCIATED PRESS"}},  // but a heading may have more.
      {"the lantern in the hall", {}},
      {"by The Lantern", {"3:The Lantern"}},
      {"RNF / RB", {"4:RNF / RB"}},
      {"RNF: RB", {}},
      {"Associated\u00a0 Press", {"0:Associated\u00a0 Press"}},
      {"Asso\u200bciated Press", {"0:Asso\u200bciated Press"}},
  };
  for (const auto& c : cases) EXPECT_EQ(Found(table, c.line), c.found) << c.line;
}

TEST(NameTableTest, AllowsWhatLanguagesPutAroundNames) {
  const NameTable table = TableOf({{"Радио Свобода", "ru"},
                                   {"Slobodni Svetionik", "sr"},
                                   {"رويترز", "ar"},
                                   {"ራዲዮ ነጻነት", "am"},
                                   {"연합뉴스", "ko"},
                                   {"新华社", "zh"},
                                   {"Anatolian Wire", ""}});
  const struct {
    std::string line;
    std::vector<std::string> found;
  } cases[] = {
      {"с разрешения Радио Свободы", {"0:Радио Свободы"}},
      {"на Радио Свободе.", {"0:Радио Свободе"}},
      {"Радио Свободолюбия", {}},  // An ending has at most four letters.
      {"preneto iz Slobodnog Svetionika", {"1:Slobodnog Svetionika"}},
      {"قال لرويترز إن", {"2:لرويترز"}},
      {"በራዲዮ ነጻነት", {"3:በራዲዮ ነጻነት"}},
      {"연합뉴스에 따르면", {"4:연합뉴스에"}},
      {"据新华社报道", {"5:新华社"}},
      {"Anatolian Wire'ın izniyle", {"6:Anatolian Wire"}},
      {"Anatolian Wires", {}},  // English does not inflect names.
  };
  for (const auto& c : cases) EXPECT_EQ(Found(table, c.line), c.found) << c.line;
}

TEST(NameTableTest, TheFirstPartyHasAName) {
  const NameTable table = TableOf({{"Beacon", ""}, {"Beacon", ""}, {"", ""}, {"...", ""}});
  EXPECT_THAT(Found(table, "The Beacon"), ElementsAre("0:Beacon"));
  EXPECT_EQ(table.FindWhole("beacon").index, 0u);
  EXPECT_FALSE(table.FindWhole("").known());
  EXPECT_THAT(Found(table, "..."), IsEmpty());
}

TEST(NameTableTest, EveryNameTriggers) {
  const std::vector<SourceName> names = {
      {"Associated Press", ""}, {"AP", ""},      {"dpa", ""},          {"Radio Méridien", "fr"},
      {"Радио Свобода", "ru"},  {"新华社", ""},  {"رادیو فردا", "fa"}, {"C++ & Sons (Ltd.)", ""},
      {"Bi-Bi-Si", "uz"},       {"أ ف ب", "ar"}, {"А. П.", "ru"},
  };
  for (const SourceName& name : names) {
    NameTable table;
    table.Add(name, {Party::Kind::kSource, 0});
    std::string any;
    for (const std::string& trigger : table.Triggers()) any += (any.empty() ? "" : "|") + trigger;
    const re2::RE2 prefilter(any);
    ASSERT_TRUE(prefilter.ok()) << any;
    EXPECT_TRUE(re2::RE2::PartialMatch("x " + name.text + " x", prefilter)) << name.text << any;
  }
}

// Their words alone stand on every line.
TEST(NameTableTest, NamesOfShortWordsTriggerAsAWhole) {
  NameTable table;
  table.Add({"Bi-Bi-Si", "uz"}, {Party::Kind::kSource, 0});
  std::string any;
  for (const std::string& trigger : table.Triggers()) any += (any.empty() ? "" : "|") + trigger;
  const re2::RE2 prefilter(any);
  for (const char* text : {"Bi-Bi-Si", "bi bi si", "BI – BI – SI", "bi  bi si"}) {
    EXPECT_TRUE(re2::RE2::PartialMatch(text, prefilter)) << text;
  }
  for (const char* text : {"a bi weekly", "Biden's ability", "si bi"}) {
    EXPECT_FALSE(re2::RE2::PartialMatch(text, prefilter)) << text;
  }
}

}  // namespace
}  // namespace newsprint::source
