#include "page/furniture_lines.h"

#include <algorithm>
#include <string>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/string_view.h"
#include "page/headline.h"

namespace newsprint::page {
namespace {

constexpr size_t kMaxLineBytes = 120;
constexpr size_t kMaxPromoBytes = 260;
constexpr size_t kMaxCreditBytes = 600;
constexpr size_t kMaxLabelBytes = 160;

// Keys as HeadlineKey makes them; letters outside ASCII keep their case there, so those that begin
// a line are given in both.
const absl::flat_hash_set<absl::string_view>& Lines() {
  static const auto* const kLines = new absl::flat_hash_set<absl::string_view>{
      // English
      "advertisement",
      "advertisements",
      "advertisementcontinuereadingthemainstory",
      "ad",
      "sponsored",
      "sponsoredcontent",
      "related",
      "relatedarticles",
      "relatedarticle",
      "relatedstories",
      "relatedstory",
      "relatedcoverage",
      "relatedcontent",
      "relatedposts",
      "relatedtopics",
      "relatednews",
      "relatedlinks",
      "readmore",
      "readalso",
      "readnext",
      "readthefullstory",
      "readfullarticle",
      "continuereading",
      "alsoread",
      "seealso",
      "seemore",
      "more",
      "moreonthis",
      "moreonthisstory",
      "moreonthistopic",
      "morestories",
      "morenews",
      "morefromthissection",
      "youmayalsolike",
      "youmightalsolike",
      "recommended",
      "recommendedforyou",
      "trending",
      "trendingnow",
      "mostread",
      "mostpopular",
      "topstories",
      "latestnews",
      "dontmiss",
      "editorspicks",
      "share",
      "sharethis",
      "sharethisarticle",
      "sharethisstory",
      "shareon",
      "sharethispost",
      "likethisloading",
      "tweet",
      "email",
      "print",
      "printthispage",
      "comments",
      "comment",
      "leaveacomment",
      "leaveareply",
      "postacomment",
      "viewcomments",
      "subscribe",
      "subscribenow",
      "signup",
      "signin",
      "followus",
      "newsletter",
      "tags",
      "topics",
      "filedunder",
      "photogallery",
      "gallery",
      "skipadvertisement",
      "scrolltocontinuereading",
      "storycontinuesbelow",
      "articlecontinuesbelow",
      "storycontinuesbelowadvertisement",
      "getourapp",
      "backtotop",
      "previousarticle",
      "nextarticle",
      "imagecaption",
      "newsarticles",
      "abouttheauthor",
      "videounavailable",
      "loading",
      "watch",
      "watchnow",
      "listen",
      "copylink",
      "linkcopied",
      "savearticle",
      "whatdoyouthink",
      "contactus",
      // German
      "anzeige",
      "werbung",
      "mehrzumthema",
      "zumthema",
      "lesensieauch",
      "auchinteressant",
      "dasknteauchinteressieren",
      "daskönntesieauchinteressieren",
      "daskönntedichinteressieren",
      "weiterlesen",
      "mehrlesen",
      "jetztweiterlesen",
      "schongelesen",
      "artikelteilen",
      "teilen",
      "kommentare",
      "kommentieren",
      "neuestebeiträge",
      "ähnlichebeiträge",
      "weitereartikel",
      "weiterethemen",
      "weiterebeiträge",
      "weiterführenderlink",
      "weiterführendelinks",
      "verwandtethemen",
      "verwandteartikel",
      "meistgelesen",
      "zurstartseite",
      "drucken",
      "schlagworte",
      "schlagwörter",
      "externerinhalt",
      "empfohlenerredaktionellerinhalt",
      "merken",
      "nachoben",
      "newsletterabonnieren",
      "zumnewsletteranmelden",
      "diesenartikelteilen",
      "beitragteilen",
      // French, Spanish, Portuguese, Italian
      "publicité",
      "lireaussi",
      "àlireaussi",
      "lirelasuite",
      "surlemêmesujet",
      "partager",
      "partagercetarticle",
      "commentaires",
      "articlesliés",
      "enrapport",
      "publicidad",
      "leatambién",
      "leetambién",
      "leamás",
      "leermás",
      "vertambién",
      "tepuedeinteresar",
      "tambiéntepuedeinteresar",
      "máscontenidodeestasección",
      "noticiasrelacionadas",
      "relacionadas",
      "relacionados",
      "notasrelacionadas",
      "compartir",
      "comentarios",
      "comparteestanoticia",
      "etiquetas",
      "publicidade",
      "leiatambém",
      "leiamais",
      "vejatambém",
      "continuadepoisdapublicidade",
      "compartilhe",
      "comentários",
      "pubblicità",
      "leggianche",
      "continuaaleggere",
      "condividi",
      "commenti",
      "articolicorrelati",
      "riproduzioneriservata",
      "potrebbeinteressartianche",
      // Dutch, Nordic, Polish, Czech
      "advertentie",
      "leesook",
      "leesmeer",
      "delen",
      "lesogså",
      "læsogså",
      "läsocksåmer",
      "läsmer",
      "läsocksålesogså",
      "annonse",
      "annonce",
      "annons",
      "reklama",
      "czytajwięcej",
      "czytajtakże",
      "czytajteż",
      "czytajdalej",
      "zobaczteż",
      "udostępnij",
      "komentarze",
      "čtětetaké",
      "reklam",
      // Russian, Ukrainian, Greek, Turkish
      "реклама",
      "Реклама",
      "читайтетакже",
      "Читайтетакже",
      "читайтетакож",
      "Читайтетакож",
      "Поделиться",
      "Комментарии",
      "Фото",
      "Видео",
      "Теги",
      "ΔΙΑΦΗΜΙΣΗ",
      "Διαβάστεεπίσης",
      "ilgilihaberler",
      // Arabic, Hindi, East Asian
      "إعلان",
      "اقرأأيضا",
      "اقرأأيضًا",
      "اقرأأيضاً",
      "مواضيعذاتصلة",
      "यहभीपढ़ें",
      "विज्ञापन",
      "相关阅读",
      "相关新闻",
      "延伸閱讀",
      "広告",
      "関連記事",
      "あわせて読みたい",
      "관련기사",
      "광고",
  };
  return *kLines;
}

bool StartsWithAny(std::string_view text, std::initializer_list<std::string_view> starts) {
  return std::any_of(starts.begin(), starts.end(), [&](std::string_view start) {
    return absl::StartsWithIgnoreCase(absl::string_view(text.data(), text.size()),
                                      absl::string_view(start.data(), start.size()));
  });
}

bool ContainsAny(std::string_view lower, std::initializer_list<std::string_view> parts) {
  return std::any_of(parts.begin(), parts.end(), [&](std::string_view part) {
    return lower.find(part) != std::string_view::npos;
  });
}

// "Source: Example Wire", "Джерело: Приклад", "(c) Example Wire"; not "© 2026 ...", which is of the
// page.
bool IsSourceLabel(std::string_view text) {
  if (text.size() > kMaxLabelBytes) return false;
  if (StartsWithAny(text, {"(c) ", "©"})) {
    return text.find_first_of("0123456789") == std::string_view::npos;
  }
  return StartsWithAny(
      text,
      {"source:",   "source :", "source\u00a0:", "quelle:",  "fuente:", "fonte:",    "bron:",
       "kilde:",    "källa:",   "kaynak:",       "źródło:",  "Źródło:", "zdroj:",    "sursa:",
       "sursă:",    "forrás:",  "izvor:",        "burimi:",  "mənbə:",  "manba:",    "Источник:",
       "источник:", "Джерело:", "джерело:",      "Крыніца:", "Извор:",  "Източник:", "Дереккөз:",
       "Булак:",    "Чыганак:", "წყარო:",        "Աղբյուր",  "المصدر:", "منبع:",     "स्रोत:",
       "来源",      "來源",     "출처",          "出典"});
}

}  // namespace

bool IsFurnitureLine(std::string_view text) {
  if (text.size() > kMaxLineBytes) return false;
  const std::string key = HeadlineKey(text);
  return Lines().contains(absl::string_view(key));
}

bool LeadsToAnotherPage(std::string_view text) {
  if (text.size() > kMaxPromoBytes) return false;
  while (!text.empty() && (text[0] == '>' || text[0] == '*' || text[0] == '-' || text[0] == ' ')) {
    text.remove_prefix(1);
  }
  return StartsWithAny(text, {"read more",
                              "read also",
                              "read next",
                              "read:",
                              "also read",
                              "see also",
                              "see more",
                              "more:",
                              "related:",
                              "related article",
                              "related stor",
                              "don't miss",
                              "don’t miss",
                              "watch:",
                              "watch |",
                              "recommended:",
                              "further reading",
                              "for more on",
                              "lesen sie auch",
                              "lesen sie mehr",
                              "lesen sie hier",
                              "lies auch",
                              "auch interessant",
                              "mehr zum thema",
                              "mehr dazu",
                              "weiterlesen",
                              "das könnte sie auch",
                              "lire aussi",
                              "à lire aussi",
                              "a lire aussi",
                              "lire plus",
                              "lea también",
                              "lea además",
                              "lee también",
                              "lea más",
                              "ver también",
                              "te puede interesar",
                              "le puede interesar",
                              "leia também",
                              "leia mais",
                              "veja também",
                              "leggi anche",
                              "leggi qui",
                              "lees ook",
                              "lees meer",
                              "les også",
                              "læs også",
                              "läs också",
                              "läs mer",
                              "czytaj też",
                              "czytaj także",
                              "czytaj więcej",
                              "zobacz też",
                              "čtěte také",
                              "читайте также",
                              "Читайте также",
                              "Читать также",
                              "Читайте також",
                              "читайте також",
                              "Διαβάστε",
                              "اقرأ أيض",
                              "यह भी पढ़ें",
                              "ये भी पढ़ें",
                              "相关阅读",
                              "延伸閱讀",
                              "関連記事"});
}

bool AsksToSubscribe(std::string_view text) {
  if (text.size() > kMaxPromoBytes) return false;
  const std::string lower = absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
  const bool channel = ContainsAny(
      lower, {"newsletter", "whatsapp", "telegram", "facebook", "instagram", "twitter", "youtube",
              "rss", "our app", "die app", "-app", "google news", "podcast", "inbox"});
  if (!channel) return false;
  return ContainsAny(lower,
                     {"follow us", "follow our", "subscribe",       "sign up",         "signup",
                      "join us",   "join our",   "get the latest",  "stay up to date", "like us",
                      "abonnier",  "anmelden",   "melden sie sich", "folgen sie",      "folge uns",
                      "folgt uns", "abonnez",    "inscrivez",       "suivez",          "síguenos",
                      "siguenos",  "suscríb",    "suscrib",         "únete",           "inscreva",
                      "siga-nos",  "siga o",     "seguici",         "iscriviti",       "подпис",
                      "Подпис",    "follow "});
}

bool MayBeCredit(std::string_view text) {
  if (text.size() > kMaxCreditBytes) return false;
  if (IsSourceLabel(text)) return true;
  const std::string lower = absl::AsciiStrToLower(absl::string_view(text.data(), text.size()));
  return ContainsAny(lower, {"originally published",
                             "originally appeared",
                             "first published",
                             "first appeared",
                             "republished",
                             "reprinted",
                             "republication",
                             "with permission",
                             "by permission of",
                             "syndicated",
                             "was produced by",
                             "this story was provided",
                             "this article was provided",
                             "via getty news",
                             "contributed to this report",
                             "zuerst erschienen",
                             "erschien zuerst",
                             "ursprünglich veröffentlicht",
                             "mit freundlicher genehmigung",
                             "initialement publié",
                             "publié à l'origine",
                             "avec l'autorisation",
                             "reproduit avec",
                             "publicado originalmente",
                             "publicado por primera vez",
                             "con permiso de",
                             "con autorización",
                             "originalmente publicado",
                             "com permissão",
                             "pubblicato originariamente",
                             "per gentile concessione",
                             "oorspronkelijk gepubliceerd",
                             "впервые опубликован",
                             "перепечат",
                             "с разрешения",
                             "оригинал материала",
                             "оригинал статьи",
                             "вперше опублікован",
                             "з дозволу",
                             "оригинално објављен",
                             "преузето",
                             "preuzeto",
                             "objavljeno uz dozvolu",
                             "转载",
                             "轉載",
                             "本文原载",
                             "転載",
                             "무단"});
}

}  // namespace newsprint::page
