#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "newsprint/source/credit_lines.h"
#include "newsprint/source/registry.h"
#include "tests/source/registries.h"

namespace newsprint {
namespace {

TEST(ShippedSources, KnowTheirServicesAndAliases) {
  const SourceRegistry& registry = SourceRegistry::Default();
  const struct {
    std::string name, id;
  } cases[] = {
      {"Радио Свобода", "rferl"},
      {"Радіо Свобода", "rferl"},
      {"Radio Slobodna Evropa", "rferl"},
      {"Азаттық", "rferl"},
      {"Azatlıq", "rferl"},
      {"Радыё Свабода", "rferl"},
      {"Europa Liberă", "rferl"},
      {"رادیو فردا", "rferl"},
      {"RFE/RL, Inc.", "rferl"},
      {"Voice of America", "voa"},
      {"Muryar Amurka", "voa"},
      {"Associated Press", "ap"},
      {"Australian Associated Press", "aap"},
      {"The Canadian Press", "cp"},
      {"路透社", "reuters"},
      {"新华社", "xinhua"},
      {"연합뉴스", "yonhap"},
      {"共同通信", "kyodo"},
      {"Anadolu Ajansı", "anadolu"},
      {"ТАСС", "tass"},
      {"Интерфакс", "interfax"},
      {"Reuters Institute", ""},
      {"Michael Bloomberg", ""},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(IdOf(registry.FindByName(c.name), registry), c.id) << c.name;
  }
  EXPECT_EQ(IdOf(registry.FindByUrl("https://www.svoboda.org/a/1.html"), registry), "rferl");
  EXPECT_EQ(IdOf(registry.FindByUrl("https://p.dw.com/x"), registry), "dw");
}

TEST(ShippedSources, CreditLinesOfTheTrade) {
  const CreditLineFinder& finder = CreditLineFinder::Default();
  const struct {
    std::string line, id;
  } cases[] = {
      {"This article was first published by Radio Free Europe/Radio Liberty, which allows "
       "reprints.",
       "rferl"},
      {"Текст взят с сайта Радио Свобода", "rferl"},
      {"Tekst je preuzet sa portala Radija Slobodna Evropa.", "rferl"},
      {"You can read this report courtesy of The Conversation.", "conversation"},
      {"mit Material von dpa", "dpa"},
      {"Con información de EFE", "efe"},
      {"(ANSA)", "ansa"},
      {"来源：新华社", "xinhua"},
      {"기사 제공: 연합뉴스", "yonhap"},
      {"The Canadian Press contributed to this report.", "cp"},
      {"Reproduced with permission from Australian Associated Press", "aap"},
  };
  for (const auto& c : cases) {
    const CreditReading reading = finder.Read("Headline\n\nThe story.\n\n" + c.line + "\n");
    const CreditLine* best = BestCredit(reading, finder.registry());
    ASSERT_NE(best, nullptr) << c.line;
    EXPECT_EQ(IdOf(best->party, finder.registry()), c.id) << c.line;
  }
  for (const std::string line : {"The Reuters Institute published this report with permission.",
                                 "Reprinted with permission from Michael Bloomberg.",
                                 "grist for the mill, reprinted with permission"}) {
    EXPECT_EQ(
        BestCredit(finder.Read("Headline\n\nThe story.\n\n" + line + "\n"), finder.registry()),
        nullptr)
        << line;
  }
}

}  // namespace
}  // namespace newsprint
