#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "newsprint/source/credit_lines.h"
#include "tests/source/registries.h"

namespace newsprint {
namespace {

struct Case {
  MentionKind kind;
  std::string line;
};

void ExpectMention(const Case& c, const CreditLineFinder& finder) {
  std::string text = "Council approves new bridge\n\nThe council voted on Tuesday.\n\n";
  text += c.line;
  text += "\n\nWork is to begin in the spring.\n";
  const CreditReading reading = finder.Read(text);
  EXPECT_TRUE(reading.credits.empty())
      << c.line << " as " << CreditTypeName(reading.credits[0].type);
  ASSERT_FALSE(reading.mentions.empty()) << c.line;
  EXPECT_EQ(MentionKindName(reading.mentions[0].kind), MentionKindName(c.kind)) << c.line;
}

TEST(NotCredits, OfManyLanguages) {
  using enum MentionKind;
  const std::vector<Case> cases = {
      {kReference, "The mayor told Global Press Agency that the plan was sound."},
      {kReference, "GPA reported on Monday that the bridge would cost more."},
      {kReference, "According to GPA, the bridge will cost more."},
      {kReference, "The story was first reported by The Lantern."},
      {kReference, "Following a report by The Lantern, the council met again."},
      {kReference, "A survey for Global Press Agency found that most agree."},
      {kReference, "He spoke to Radio North Freedom on the phone."},
      {kReference, "Citing GPA, the paper said that work had begun."},
      {kReference, "Wie GPA berichtet, beginnt der Bau im Frühjahr."},
      {kReference, "Laut GPA beginnt der Bau im Frühjahr."},
      {kReference, "Selon GPA, les travaux commencent au printemps."},
      {kReference, "Según informó GPA, las obras comienzan en primavera."},
      {kReference, "Secondo GPA i lavori cominciano in primavera."},
      {kReference, "Segundo a GPA, as obras começam na primavera."},
      {kReference, "Volgens GPA begint het werk in het voorjaar."},
      {kReference, "Jak podała GPA, prace zaczną się wiosną."},
      {kReference, "Podle agentury GPA začnou práce na jaře."},
      {kReference, "GPA'ya konuşan başkan, inşaatın başlayacağını söyledi."},
      {kReference, "Как сообщает GPA, работы начнутся весной."},
      {kReference, "Об этом рассказал мэр в интервью Радио Северный Маяк."},
      {kReference, "За даними GPA, роботи почнуться навесні."},
      {kReference, "Kako javlja GPA, radovi počinju u proleće."},
      {kReference, "وقال العمدة لـ راديو الشمال الحر إن العمل سيبدأ قريبا."},
      {kReference, "به گزارش GPA، کار در بهار آغاز می‌شود."},
      {kReference, "Kwa mujibu wa GPA, kazi itaanza karibuni."},
      {kReference, "A cewar GPA, za a fara aikin nan ba da daɗewa ba."},
      {kReference, "Menurut GPA, pekerjaan dimulai pada musim semi."},
      {kReference, "据环球通讯社报道，工程将于春季开始。"},
      {kReference, "グローバル通信によると、工事は春に始まる。"},
      {kReference, "글로벌통신에 따르면 공사는 봄에 시작된다."},
      {kReference, "GPA के अनुसार काम वसंत में शुरू होगा।"},
      {kPhoto, "Photo: GPA"},
      {kPhoto, "(Global Press Agency/Released)"},
      {kPhoto, "Image courtesy of The Lantern"},
      {kPhoto, "Photo by Ada Moor/GPA"},
      {kPhoto, "GPA file photo"},
      {kPhoto, "Foto: GPA"},
      {kPhoto, "Bild: GPA"},
      {kPhoto, "Crédit photo : GPA"},
      {kPhoto, "Фото: GPA"},
      {kPhoto, "صورة: GPA"},
      {kPhoto, "ፎቶ፦ GPA"},
      {kPhoto, "图片来源：环球通讯社"},
      {kPhoto, "写真：グローバル通信"},
      {kPhoto, "사진: 글로벌통신"},
      {kAmbiguous,
       "This story, which GPA reported first, was originally published by The Lantern."},
      {kAmbiguous, "Global Press Agency Media Days"},
  };
  for (const Case& c : cases) ExpectMention(c, InventedFinder());
}

TEST(NotCredits, OfNamesThatContainTheName) {
  const std::string text =
      "Headline\n\nReprinted with permission from the Global Press Agency Museum.\n\n"
      "Source: Austral Global Press Agency\n\nfour gpa per week, the lantern of the cape\n\n"
      "The lantern was reprinted with permission.\n";
  const CreditReading reading = InventedFinder().Read(text);
  EXPECT_EQ(BestCredit(reading, InventedFinder().registry()), nullptr);
  for (const CreditLine& credit : reading.credits) EXPECT_FALSE(credit.party.known());
  EXPECT_TRUE(reading.mentions.empty());
}

TEST(NotCredits, OfAbbreviationsWithoutASigilsPlace) {
  const std::string text =
      "Headline\n\nThe minister said that the Grand Planning Authority (GPA) had agreed to the "
      "plan "
      "for a second bridge, which the council had asked for in a letter last year.\n\nEnd.\n";
  EXPECT_TRUE(InventedFinder().Read(text).credits.empty());
}

TEST(NotCredits, OfPromotionAndHeadings) {
  for (const std::string line :
       {"Sign up for the GPA newsletter", "Follow Radio North Freedom on Telegram",
        "More from The Lantern", "Join our GPA channel on WhatsApp",
        "Read also: GPA opens an office", "Подпишитесь на Радио Северный Маяк"}) {
    const CreditReading reading = InventedFinder().Read("Headline\n\nText.\n\n" + line + "\n");
    EXPECT_TRUE(reading.credits.empty()) << line;
  }
}

TEST(NotCredits, OfLinesThatGoOnWithASentence) {
  const std::string text =
      "Headline\n\nThe figures were taken from a table that was handed out at a meeting\n"
      "reprinted with permission from Global Press Agency and then withdrawn again\n"
      "by the council on the following day.\n";
  EXPECT_EQ(BestCredit(InventedFinder().Read(text), InventedFinder().registry()), nullptr);
}

}  // namespace
}  // namespace newsprint
