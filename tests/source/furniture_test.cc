#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "newsprint/source/credit_lines.h"
#include "tests/source/registries.h"

namespace newsprint {
namespace {

TEST(FindFurniture, TellsTheKindsOfManyLanguages) {
  using enum FurnitureKind;
  const std::vector<std::pair<FurnitureKind, std::string>> cases = {
      {kPromo, "Sign up for our evening newsletter"},
      {kPromo, "Abonnieren Sie unseren Newsletter"},
      {kPromo, "Abonnez-vous à notre lettre d'information"},
      {kPromo, "Suscríbete a nuestro boletín"},
      {kPromo, "Подпишитесь на наш канал в Telegram"},
      {kPromo, "Telegram kanalımızı takip edin"},
      {kPromo, "تابعونا على تلغرام"},
      {kPromo, "扫描二维码关注我们"},
      {kRelated, "Read more:"},
      {kRelated, "Lesen Sie auch"},
      {kRelated, "À lire également"},
      {kRelated, "Leggi anche:"},
      {kRelated, "Читайте также"},
      {kRelated, "اقرأ أيضا"},
      {kRelated, "関連記事"},
      {kRights, "© 2026 Pine Valley Courier"},
      {kRights, "Tous droits réservés"},
      {kRights, "Все права защищены."},
      {kRights, "جميع الحقوق محفوظة"},
      {kPhoto, "Photo: Ada Moor"},
      {kPhoto, "Foto: Ada Moor"},
      {kPhoto, "사진: 홍길동"},
      {kNavigation, "Page 2 of 4"},
      {kNavigation, "Share this article"},
      {kNavigation, "Anzeige"},
  };
  for (const auto& [kind, line] : cases) {
    const std::string text = "The council voted.\n" + line + "\nWork begins in spring.";
    const std::vector<Furniture> found = InventedFinder().FindFurniture(text);
    ASSERT_EQ(found.size(), 1u) << line;
    EXPECT_EQ(FurnitureKindName(found[0].kind), FurnitureKindName(kind)) << line;
    EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.size()), line);
  }
}

TEST(FindFurniture, ReadsOnlyLinesThatMayBe) {
  const std::string text = "Share this article\n\n  Page 2 of 4  \n";
  std::vector<std::string> asked;
  const std::vector<Furniture> found = InventedFinder().FindFurniture(text, [&](Span line) {
    asked.push_back(text.substr(line.begin, line.size()));
    return asked.size() > 1;
  });
  EXPECT_EQ(asked, (std::vector<std::string>{"Share this article", "Page 2 of 4"}));
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.size()), "Page 2 of 4");
}

TEST(FindFurniture, LeavesTheStoryAlone) {
  for (const std::string line :
       {"The council voted on Tuesday to build a second bridge over the river.",
        "Der Rat stimmte am Dienstag für den Bau einer zweiten Brücke.",
        "Le conseil a voté mardi la construction d'un deuxième pont.",
        "Совет проголосовал во вторник за строительство второго моста.",
        "市议会周二投票决定修建第二座桥。"}) {
    EXPECT_TRUE(InventedFinder().FindFurniture(line).empty()) << line;
  }
}

}  // namespace
}  // namespace newsprint
