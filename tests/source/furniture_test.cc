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

// A paragraph is no furniture as a whole: only its notices are.
TEST(FindFurniture, TellsNoticesInsideParagraphs) {
  const std::string story =
      "The council voted on Tuesday to build a second bridge over the river, and work begins in "
      "spring if the weather holds.";
  const std::vector<std::string> notices = {
      "By registering you agree to our terms and to receive occasional e-mails from the Courier.",
      "Get the best of the valley delivered to your inbox every morning.",
      "Follow Pinevalley.example on Twitter, Instagram and YouTube, and stay in the know.",
      "The views and opinions expressed herein are those of the author and do not necessarily "
      "reflect those of the Courier.",
      "This statement contains forward-looking statements that involve risks.",
      "Diese Website verwendet eigene Cookies, um Inhalte zu verbessern.",
      "En poursuivant votre navigation, vous acceptez nos conditions.",
      "Lea más detalles sobre estas y otras noticias en la edición impresa de mañana.",
      "I punti di vista e le opinioni qui espressi sono quelli dell'autore.",
      "Szczegółowy opis można znaleźć w polityce prywatności.",
      "Нажимая на кнопку, вы соглашаетесь с правилами сайта.",
      "Bu sitede çerezleri nasıl kullandığımızı okuyun.",
      "يمكنكم قراءة سياسة الخصوصية كاملة.",
      "感谢您订阅我们的每日电子邮件提醒。",
  };
  for (const std::string& notice : notices) {
    const std::string text = story + " " + notice + " " + story;
    const std::vector<Furniture> found =
        InventedFinder().FindFurniture(text, [&](Span line) { return line.size() < story.size(); });
    ASSERT_EQ(found.size(), 1u) << notice;
    EXPECT_EQ(FurnitureKindName(found[0].kind), "notice");
    EXPECT_EQ(text.substr(found[0].span.begin, found[0].span.size()), notice);
  }
}

// The same words where a story tells of somebody else's cookies, opinions and advice.
TEST(FindFurniture, LeavesStoriesOfSuchThingsAlone) {
  for (const std::string sentence : {
           "The regulator fined the company because it had changed its privacy policy in secret.",
           "Her views on the bridge do not reflect well on the council, he said.",
           "Thousands subscribed to the theory that the bridge had moved.",
           "He advised investors not to take the offer, which the court called misleading.",
           "Children baked cookies for the fair and followed the parade on Main Street.",
           "Die Firma verlor den Prozess um ihre Richtlinie zum Datenschutz.",
           "Le ministre a cliqué sur le bouton devant les caméras.",
           "El tribunal pidió que la empresa cambie sus normas de publicidad.",
       }) {
    EXPECT_TRUE(InventedFinder().FindFurniture(sentence, [](Span) { return false; }).empty())
        << sentence;
  }
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
