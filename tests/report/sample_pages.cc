#include "tests/report/sample_pages.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "newsprint/match/match.h"

namespace newsprint {
namespace {

constexpr uint64_t kSeed = 1;

constexpr std::string_view kWire =
    "The lake commission said on Monday that two research centers on the northern shore will "
    "reopen before the spring thaw, after a winter in which nobody could reach them by road.\n\n"
    "Commissioner Ilse Tarvainen told reporters in Belmora that the first crews had left at dawn "
    "and that the ice would hold for another week.";

constexpr std::string_view kPage =
    "This article was originally published by Radio Open Horizon and is reprinted with "
    "permission.\n\n"
    "The lake commission said on Monday that two research centres on the northern shore will "
    "reopen before the spring thaw, after a long winter in which nobody could reach them by "
    "road.\n\n"
    "Commissioner Ilse Tarvainen told reporters in Belmora that the first crews had left at dawn "
    "and that the ice would hold for another week.\n\nSubscribe to our newsletter.";

// clang-format off: it counts the width of these letters anew each time.
constexpr std::string_view kPersian =
    "کمیسیون دریاچه روز دوشنبه اعلام کرد که دو مرکز پژوهشی در ساحل شمالی پیش از آب شدن یخ‌ها در "
    "بهار دوباره باز می‌شود و نخستین گروه ماهیگیران از بندر راهی آب‌های شمالی شده‌اند.\n\n"
    "خبرنگاران در بندر گفتند که قایق‌های گشت هنوز در تنگه دیده می‌شوند و کسی نمی‌داند چه زمانی "
    "خواهند رفت.";
// clang-format on

// The page of two texts, marked as the command does it. The texts are ours, so nothing can fail.
ComparisonPage Compared(std::string a, std::string b) {
  ComparisonPage page;
  const Match match = CompareTexts(*PrepareText(a, kSeed), *PrepareText(b, kSeed));
  page.headline = "A and B were compared";
  page.relation = RelationName(match.relation);
  page.containment_a = match.containment_a;
  page.containment_b = match.containment_b;
  page.resemblance = match.resemblance;
  page.insufficient_evidence = match.insufficient_evidence;
  page.pair.passages = match.passages;
  page.pair.changes = *FindWordChanges(a, b, match.passages);
  page.a.side = "A";
  page.b.side = "B";
  page.a.body = std::move(a);
  page.b.body = std::move(b);
  return page;
}

}  // namespace

std::string HostileText() {
  return "</script><script>window.hacked=1</script><!--<script> <img src=x "
         "onerror=window.hacked=1> "
         "</style><style>body{display:none}</style> ]]> &lt; &amp; \" ' \\ \u2028 \u2029 "
         "\u202egnp.exe\u202c {{7*7}} ${window.hacked=1} <a "
         "href=\"javascript:window.hacked=1\">x</a>";
}

ComparisonPage SmallComparison() {
  ComparisonPage page = Compared(std::string(kWire), std::string(kPage));
  page.notes = {"Origin: A"};
  page.pair.credits_b = {{{0, 93}, "Credit line, full: Radio Open Horizon"}};
  page.pair.furniture_b = {{{416, 444}, "Not of the story: promo"}};
  page.a.title = "Lake centers to reopen";
  page.a.publisher = "Radio Open Horizon";
  page.a.url = "https://openhorizon.example/lake";
  page.a.language = "en";
  page.a.published_at = absl::FromUnixSeconds(1741968000);
  page.b.title = "Northern shore to get its centres back";
  page.b.publisher = "The Harbor Ledger";
  page.b.id = "harbor-1";
  return page;
}

ComparisonPage HostileComparison() {
  const std::string hostile = HostileText();
  ComparisonPage page =
      Compared(fmt::format("{}\n\n{}", hostile, kWire), fmt::format("{} {}", kPage, hostile));
  page.headline = hostile;
  page.relation = hostile;
  for (ShownText* text : {&page.a, &page.b}) {
    text->side = text->title = text->publisher = text->id = text->language = hostile;
    text->url = "javascript:window.hacked=1";
  }
  page.notes = {hostile};
  page.pair.credits_b = {{{0, 93}, hostile}};
  page.pair.furniture_b = {{{416, 444}, hostile}};
  return page;
}

ComparisonPage PersianComparison() {
  constexpr std::string_view kMonday = "دوشنبه";
  std::string copy(kPersian);
  copy.replace(copy.find(kMonday), kMonday.size(), "سه‌شنبه");
  ComparisonPage page = Compared(std::string(kPersian), std::move(copy));
  page.a.title = "بازگشایی مراکز پژوهشی دریاچه";
  page.a.publisher = "رادیو افق";
  page.a.language = page.b.language = "fa";
  page.b.title = "مراکز پژوهشی دوباره باز می‌شوند";
  return page;
}

ComparisonPage ShuffledComparison() {
  std::vector<std::string> paragraphs;
  for (int i = 0; i < 40; ++i) {
    std::string& paragraph = paragraphs.emplace_back();
    for (int word = 0; word < 40; ++word) paragraph += fmt::format("w{}x{} ", i, word * 7 + i);
  }
  const auto joined = [&] {
    std::string text;
    for (const std::string& paragraph : paragraphs) text += paragraph + "\n\n";
    return text;
  };
  std::string a = joined();
  std::ranges::rotate(paragraphs, paragraphs.begin() + 17);
  for (size_t i = 1; i < paragraphs.size(); i += 2) std::swap(paragraphs[i], paragraphs[i - 1]);
  return Compared(std::move(a), joined());
}

}  // namespace newsprint
