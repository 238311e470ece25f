#include "newsprint/source/credit_lines.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/source/registries.h"

namespace newsprint {
namespace {

constexpr std::string_view kBefore =
    "Council approves new bridge\n\nThe council voted on Tuesday to build a second bridge.\n\n";
constexpr std::string_view kAfter = "\n\nWork is to begin in the spring.\n";

struct Case {
  std::string language;
  CreditType type;
  std::string source;
  std::string line;
};

// Reads `line` as a paragraph of its own and expects one credit of `source` with its whole span.
void ExpectCredit(const Case& c, const CreditLineFinder& finder) {
  const std::string text = std::string(kBefore) + c.line + std::string(kAfter);
  const CreditReading reading = finder.Read(text);
  const CreditLine* best = BestCredit(reading, finder.registry());
  ASSERT_NE(best, nullptr) << c.language << ": " << c.line
                           << (reading.mentions.empty()
                                   ? " (nothing)"
                                   : std::string(MentionKindName(reading.mentions[0].kind)));
  EXPECT_EQ(text.substr(best->span.begin, best->span.size()), c.line);
  EXPECT_EQ(IdOf(best->party, finder.registry()), c.source) << c.line;
  EXPECT_EQ(CreditTypeName(best->type), CreditTypeName(c.type)) << c.line;
  EXPECT_EQ(text.substr(best->name_span.begin, best->name_span.size()), best->name);
}

TEST(CreditLines, OfManyLanguages) {
  using enum CreditType;
  const std::vector<Case> cases = {
      {"en", kFull, "rnf", "This piece first ran on the website of Radio North Freedom."},
      {"en", kFull, "rnf", "Republished with the kind permission of RNF/RB."},
      {"en", kFull, "gpa", "The above report is reproduced courtesy of Global Press Agency."},
      {"en", kFull, "lantern",
       "Our thanks to The Lantern, where this essay was originally posted."},
      {"en", kFull, "lantern", "Syndicated from The Lantern under licence"},
      {"en", kFull, "gpa", "(c) 2026 Global Press Agency. Reproduced by arrangement with GPA."},
      {"en", kPartial, "gpa", "Global Press Agency reporters in Oslo contributed to this story."},
      {"en", kPartial, "gpa", "(With inputs from GPA)"},
      {"en", kPartial, "rnf", "Additional reporting by Radio North Freedom"},
      {"en", kWire, "gpa", "--GPA"},
      {"en", kWire, "gpa", "(GPA)"},
      {"en", kWire, "gpa", "[Pine Valley Courier / GPA]"},
      {"en", kWire, "lantern", "Source: The Lantern"},
      {"en", kWire, "lantern", "Source: thelantern.example"},
      {"en", kWire, "gpa", "By Ada Moor, Global Press Agency"},
      {"en", kWire, "rnf", "By RNF/RB staff"},
      {"en", kDisclaimer, "gpa",
       "This report has not been edited by our staff and is auto-generated from the GPA feed."},
      {"en", kRights, "gpa",
       "Copyright 2026 Global Press Agency. All rights reserved. This text may not be rewritten."},
      {"de", kFull, "gpa",
       "Dieser Text wurde erstmals von der Globalen Presse-Agentur veröffentlicht."},
      {"de", kFull, "lantern", "Nachdruck mit Erlaubnis von The Lantern"},
      {"de", kFull, "gpa", "Zuerst erschienen bei GPA, hier mit Zustimmung der Agentur."},
      {"de", kPartial, "gpa", "Unter Verwendung von Informationen der Agentur GPA"},
      {"de", kWire, "gpa", "Quelle: GPA"},
      {"fr", kFull, "gpa", "Ce reportage est initialement paru sur GPA."},
      {"fr", kFull, "rnf", "Texte reproduit avec l'aimable permission de Radio North Freedom."},
      {"fr", kFull, "lantern", "Une enquête reprise de The Lantern sous licence libre."},
      {"fr", kPartial, "gpa", "(avec les informations de l'agence GPA)"},
      {"fr", kWire, "gpa", "Source : GPA"},
      {"es", kFull, "gpa", "Esta nota apareció por primera vez en GPA."},
      {"es", kFull, "lantern", "Reproducido con permiso de The Lantern."},
      {"es", kPartial, "gpa", "Con datos de la agencia GPA"},
      {"es", kWire, "gpa", "Fuente: GPA"},
      {"pt", kFull, "gpa",
       "Esta reportagem saiu originalmente na GPA e é reproduzida com autorização."},
      {"pt", kPartial, "gpa", "Com informações da GPA"},
      {"pt", kWire, "gpa", "Fonte: GPA"},
      {"it", kFull, "lantern", "Articolo tratto da The Lantern per gentile concessione."},
      {"it", kFull, "gpa", "Il testo è uscito per la prima volta su GPA."},
      {"it", kWire, "gpa", "Fonte: GPA"},
      {"nl", kFull, "lantern", "Dit verhaal verscheen eerder in The Lantern."},
      {"nl", kFull, "gpa", "Overgenomen met toestemming van GPA"},
      {"nl", kWire, "gpa", "Bron: GPA"},
      {"no", kFull, "gpa", "Artikkelen ble opprinnelig trykt hos GPA."},
      {"da", kFull, "gpa", "Artiklen er først bragt af GPA og gengives efter aftale."},
      {"sv", kFull, "gpa", "Texten publicerades först av GPA och återges med tillstånd."},
      {"sv", kWire, "gpa", "Källa: GPA"},
      {"fi", kFull, "gpa", "Juttu on julkaistu alun perin GPA:n verkkosivuilla."},
      {"pl", kFull, "gpa", "Tekst po raz pierwszy opublikowała GPA, przedruk za zezwoleniem."},
      {"pl", kWire, "gpa", "Źródło: GPA"},
      {"cs", kFull, "gpa", "Text původně vyšel na serveru GPA."},
      {"sk", kFull, "gpa", "Článok bol prvýkrát uverejnený na GPA a preberáme ho so súhlasom."},
      {"hu", kFull, "gpa", "A cikk eredetileg a GPA oldalán jelent meg, közlése engedéllyel."},
      {"ro", kFull, "gpa",
       "Textul a fost publicat inițial de GPA și este preluat cu acordul redacției."},
      {"tr", kFull, "gpa", "Bu haber ilk kez GPA'da yayınlandı."},
      {"tr", kFull, "gpa", "GPA'nın izniyle alınmıştır."},
      {"tr", kWire, "gpa", "Kaynak: GPA"},
      {"az", kFull, "gpa", "Bu yazı ilk dəfə GPA saytında dərc edilib."},
      {"ru", kFull, "rnf", "Перепечатано с разрешения Радио Северный Маяк"},
      {"ru", kFull, "rnf", "Этот репортаж первоначально вышел на сайте Радио Северного Маяка."},
      {"ru", kFull, "rnf", "Текст предоставлен редакцией Радио Северный Маяк."},
      {"ru", kWire, "rnf", "Источник: Радио Северный Маяк"},
      {"uk", kFull, "gpa", "Цей матеріал вперше з'явився на сайті GPA."},
      {"uk", kFull, "gpa", "Передруковано з дозволу GPA"},
      {"uk", kWire, "gpa", "Джерело: GPA"},
      {"be", kFull, "gpa", "Артыкул упершыню надрукаваны ў выданні GPA."},
      {"bg", kFull, "gpa",
       "Материалът е публикуван за първи път в GPA и се препечатва с разрешение."},
      {"mk", kFull, "gpa", "Текстот првично е објавен во GPA и го преземаме со дозвола."},
      {"sr", kFull, "rnf", "Članak je preuzet iz Slobodnog Svetionika."},
      {"sr", kFull, "rnf", "Преносимо уз сагласност редакције Слободног Светионика"},
      {"hr", kFull, "gpa", "Prvi put objavljeno na portalu GPA."},
      {"sr", kWire, "rnf", "Извор: Слободни Светионик"},
      {"sl", kFull, "gpa", "Prispevek je bil najprej objavljen na GPA."},
      {"sq", kFull, "gpa", "Ky shkrim u botua për herë të parë nga GPA."},
      {"el", kFull, "gpa", "Το άρθρο δημοσιεύτηκε αρχικά στο GPA."},
      {"kk", kFull, "gpa",
       "Бұл материал алғаш рет GPA сайтында жарық көрді, рұқсатпен жарияланды."},
      {"ka", kFull, "gpa", "სტატია პირველად გამოქვეყნდა GPA-ში."},
      {"hy", kFull, "gpa", "Այս նյութը սկզբնապես հրապարակվել է GPA-ում։"},
      {"ar", kFull, "rnf", "هذا التقرير منقول عن راديو الشمال الحر"},
      {"ar", kFull, "rnf", "أعيد نشر المادة بموافقة راديو الشمال الحر."},
      {"ar", kWire, "rnf", "المصدر: راديو الشمال الحر"},
      {"fa", kFull, "gpa", "این گزارش نخستین بار در GPA منتشر شده است."},
      {"fa", kWire, "gpa", "منبع: GPA"},
      {"ur", kFull, "gpa", "یہ رپورٹ پہلی بار GPA پر شائع ہوئی۔"},
      {"he", kFull, "gpa", "הכתבה פורסמה לראשונה באתר GPA"},
      {"am", kFull, "rnf", "ይህ ዘገባ ከራዲዮ ሰሜን ነጻነት በስምምነት የተወሰደ ነው።"},
      {"am", kWire, "rnf", "ምንጭ፡ ራዲዮ ሰሜን ነጻነት"},
      {"ti", kFull, "gpa", "እዚ ዜና ፈለማ ብGPA ዝተዘርገሐ እዩ።"},
      {"so", kFull, "gpa", "Warbixintan waxaa laga soo minguuriyay GPA."},
      {"so", kWire, "gpa", "Isha warka: GPA"},
      {"sw", kFull, "gpa", "Habari hii ilichapishwa awali na GPA."},
      {"sw", kWire, "gpa", "Chanzo: GPA"},
      {"ha", kFull, "gpa", "An ɗauko wannan rahoto ne daga GPA bisa yarda."},
      {"ha", kWire, "gpa", "Majiya: GPA"},
      {"ig", kFull, "gpa", "E bu ụzọ bipụta akụkọ a na GPA."},
      {"yo", kFull, "gpa", "GPA ni ó kọ́kọ́ gbé ìròyìn yìí jáde."},
      {"yo", kWire, "gpa", "Orísun: GPA"},
      {"om", kFull, "gpa", "Gabaasni kun duraan GPA irratti kan maxxanfame, hayyamaan dhiyaate."},
      {"om", kWire, "gpa", "Madda: GPA"},
      {"lg", kFull, "gpa", "Emboozi eno yasooka kufulumizibwa GPA."},
      {"ln", kFull, "gpa", "Lisolo oyo ebimaki liboso na GPA."},
      {"rn", kFull, "gpa", "Iyi nkuru yatangajwe bwa mbere na GPA."},
      {"sn", kFull, "gpa", "Nyaya ino yakatanga kubuda muGPA, yashandiswa nemvumo yeGPA."},
      {"zu", kFull, "gpa", "Le ndaba yashicilelwa okokuqala yi-GPA."},
      {"xh", kFull, "gpa", "Eli nqaku lapapashwa okokuqala ngu-GPA."},
      {"pcm", kFull, "gpa", "Dis tori first comot for GPA and dem give us permission."},
      {"id", kFull, "gpa", "Tulisan ini pertama kali tayang di GPA."},
      {"id", kWire, "gpa", "Sumber: GPA"},
      {"ms", kFull, "gpa", "Rencana ini asalnya diterbitkan oleh GPA."},
      {"vi", kFull, "gpa", "Bài viết được đăng lần đầu trên GPA."},
      {"vi", kWire, "gpa", "Nguồn: GPA"},
      {"tl", kFull, "gpa", "Unang inilathala ng GPA ang ulat na ito."},
      {"th", kFull, "gpa", "บทความนี้เผยแพร่ครั้งแรกที่ GPA"},
      {"hi", kFull, "gpa", "यह रिपोर्ट पहली बार GPA पर प्रकाशित हुई थी।"},
      {"hi", kWire, "gpa", "स्रोत: GPA"},
      {"bn", kFull, "gpa", "এই প্রতিবেদন প্রথম প্রকাশিত হয় GPA-তে।"},
      {"zh", kFull, "gpa", "本文转自环球通讯社"},
      {"zh", kFull, "gpa", "原載於環球通訊社，經授權刊登。 GPA"},
      {"zh", kWire, "gpa", "来源：环球通讯社"},
      {"ja", kFull, "gpa", "本記事はグローバル通信より許可を得て掲載しています。"},
      {"ja", kWire, "gpa", "出典：グローバル通信"},
      {"ko", kFull, "gpa", "이 글은 글로벌통신에 먼저 실렸습니다."},
      {"ko", kWire, "gpa", "출처: 글로벌통신"},
  };
  for (const Case& c : cases) ExpectCredit(c, InventedFinder());
}

TEST(CreditLines, SurviveDamage) {
  using enum CreditType;
  const std::vector<Case> cases = {
      {"en", kFull, "gpa", "This article Global Press Agency and is reprinted with permission."},
      {"en", kFull, "gpa", "This story by Ada Moor Global Press Agency on April 2, 2026."},
      {"en", kFull, "gpa", "originally appeared on Global Press Agency"},
      {"en", kFull, "gpa", "REPRINTED WITH PERMISSION FROM GLOBAL PRESS AGENCY"},
      {"en", kFull, "gpa", "  Reprinted\u00a0with per\u00admission from Global\u200b Press Agency"},
      {"de", kFull, "gpa", "Dieser erschien zuerst in Global Press Agency"},
  };
  for (Case c : cases) {
    while (c.line.starts_with(' ')) c.line.erase(0, 1);
    ExpectCredit(c, InventedFinder());
  }
}

TEST(CreditLines, SpanTheSentenceInALongParagraph) {
  const std::string filler =
      "The mayor said that the plans had been drawn up over two years, that the money was there, "
      "and "
      "that every member of the council had been asked more than once what should be changed, "
      "before "
      "the vote was called on Tuesday night in the old hall of the town by the river. ";
  const std::string credit = "This article was first published by Global Press Agency.";
  const std::string text = "Headline\n" + filler + filler + credit + " " + filler;
  const CreditReading reading = InventedFinder().Read(text);
  ASSERT_EQ(reading.credits.size(), 1u);
  EXPECT_EQ(text.substr(reading.credits[0].span.begin, reading.credits[0].span.size()), credit);
}

TEST(CreditLines, DatelinesAndTailsAreSigils) {
  const std::string text =
      "Headline\n\nOSLO, May 4 (GPA) - The council voted on Tuesday to build a second bridge over "
      "the river, after two years of talks that were reproduced with permission of nobody, and in "
      "the face of a petition by the ferrymen, who asked the county to pay for their boats.\n\n"
      "\"We are glad,\" the mayor of the town said on Wednesday morning. (GPA)\n";
  const CreditReading reading = InventedFinder().Read(text);
  ASSERT_EQ(reading.credits.size(), 2u);
  const auto part = [&](const CreditLine& credit) {
    return text.substr(credit.span.begin, credit.span.size());
  };
  EXPECT_EQ(part(reading.credits[0]), "OSLO, May 4 (GPA)");
  EXPECT_EQ(part(reading.credits[1]), "(GPA)");
  EXPECT_EQ(reading.credits[0].type, CreditType::kWire);
  // Evidence of whose text it is, but no line to state as the credit.
  EXPECT_EQ(BestCredit(reading, InventedFinder().registry()), nullptr);
}

TEST(CreditLines, NameEveryPartyOnce) {
  const std::string text =
      "Headline\n\n(With inputs from GPA, The Lantern and Global Press Agency)\n";
  const CreditReading reading = InventedFinder().Read(text);
  ASSERT_EQ(reading.credits.size(), 2u);
  EXPECT_EQ(IdOf(reading.credits[0].party, InventedFinder().registry()), "gpa");
  EXPECT_EQ(IdOf(reading.credits[1].party, InventedFinder().registry()), "lantern");
}

TEST(CreditLines, OwnFootersCreditNobodyElse) {
  const std::string text =
      "Headline\n\nText of the story.\n\n© 2026 Radio North Freedom. All rights reserved.\n";
  const CreditLineFinder& finder = InventedFinder();
  const struct {
    TextOrigin origin;
    bool own;
  } cases[] = {
      {{"Radio North Freedom Russian Service", ""}, true},
      {{"", "https://www.rnf.example/a"}, true},
      {{"Pine Valley Courier", ""}, false},
      {{"", ""}, false},
  };
  for (const auto& c : cases) {
    const CreditReading reading = finder.Read(text, c.origin);
    ASSERT_EQ(reading.credits.size(), 1u);
    EXPECT_EQ(reading.credits[0].type, CreditType::kRights);
    EXPECT_EQ(reading.credits[0].own, c.own) << c.origin.publisher;
    EXPECT_EQ(BestCredit(reading, finder.registry()) == nullptr, c.own);
  }
  const CreditReading other =
      finder.Read("Headline\n\n© 2026 Pine Valley Courier. All rights reserved.\n");
  EXPECT_EQ(BestCredit(other, finder.registry()), nullptr) << "no source";
}

TEST(CreditLines, NameSourcesThatNobodyRegistered) {
  const struct {
    std::string line, name;
  } cases[] = {
      {"This essay was originally published by Harbour Quarterly.", "Harbour Quarterly"},
      {"Originally published on Harbour Quarterly under a licence.", "Harbour Quarterly"},
      {"Reprinted with permission from Harbour Quarterly.", "Harbour Quarterly"},
      {"Dieser Beitrag erschien zuerst in Hafen Revue.", "Hafen Revue"},
      {"Cet article a été publié initialement par La Revue du Port.", "La Revue du Port"},
      {"Este artículo fue publicado originalmente en Revista del Puerto.", "Revista del Puerto"},
      {"Статья впервые опубликована на Портовый вестник.", "Портовый вестник"},
  };
  for (const auto& c : cases) {
    const std::string text = std::string(kBefore) + c.line + std::string(kAfter);
    const CreditReading reading = InventedFinder().Read(text);
    ASSERT_EQ(reading.credits.size(), 1u) << c.line;
    EXPECT_EQ(reading.credits[0].name, c.name);
    EXPECT_FALSE(reading.credits[0].party.known());
    EXPECT_EQ(text.substr(reading.credits[0].span.begin, reading.credits[0].span.size()), c.line);
    EXPECT_EQ(BestCredit(reading, InventedFinder().registry()), nullptr);
  }
}

TEST(CreditLines, LinksAreNoNames) {
  const CreditLineFinder& finder = InventedFinder();
  const CreditReading link =
      finder.Read("Headline\n\nRead the full story at https://gpa.example/news/1\n");
  EXPECT_TRUE(link.credits.empty());
  ASSERT_EQ(link.mentions.size(), 1u);
  EXPECT_EQ(link.mentions[0].kind, MentionKind::kLink);
  const CreditReading credit =
      finder.Read("Headline\n\nOriginally published at https://gpa.example/news/1\n");
  ASSERT_EQ(credit.credits.size(), 1u);
  EXPECT_EQ(credit.credits[0].name, "https://gpa.example/news/1");
}

}  // namespace
}  // namespace newsprint
