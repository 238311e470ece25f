#include "newsprint/report/comparison.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "report/assets.h"
#include "report/html_page.h"
#include "report/json_writer.h"
#include "report/pair_json.h"

namespace newsprint {
namespace {

std::string Note(const CreditLine& line) {
  const std::string_view type = CreditTypeName(line.type);
  std::string note = absl::StrCat("Credit line, ", absl::string_view(type.data(), type.size()));
  if (!line.name.empty()) absl::StrAppend(&note, ": ", line.name);
  return note;
}

std::string TitleOf(const ComparisonPage& page) {
  if (page.a.title.empty() || page.b.title.empty()) return page.headline;
  return absl::StrCat(page.a.title, " · ", page.b.title);
}

}  // namespace

std::vector<ShownCredit> ShownCredits(const CreditReading& reading) {
  std::vector<ShownCredit> credits;
  for (const CreditLine& line : reading.credits) {
    if (!credits.empty() && line.span.begin < credits.back().span.end) {
      credits.back().span.end = std::max(credits.back().span.end, line.span.end);
      if (!line.name.empty()) absl::StrAppend(&credits.back().note, ", ", line.name);
    } else {
      credits.push_back({line.span, Note(line)});
    }
  }
  return credits;
}

std::string RenderComparison(const ComparisonPage& page, std::string_view generator) {
  JsonWriter json;
  json.BeginObject();
  json.Key("generator").String(generator);
  json.Key("headline").String(page.headline);
  json.Key("relation").String(page.relation);
  json.Key("containment_a").Share(page.containment_a);
  json.Key("containment_b").Share(page.containment_b);
  json.Key("resemblance").Share(page.resemblance);
  json.Key("insufficient_evidence").Bool(page.insufficient_evidence);
  json.Key("texts").BeginArray();
  for (const ShownText* text : {&page.a, &page.b}) {
    json.BeginObject();
    report::WriteText(json, *text);
    json.EndObject();
  }
  json.EndArray();
  json.Key("pair").BeginObject();
  json.Key("a").Integer(0).Key("b").Integer(1);
  report::WriteMarks(json, page.pair, page.a, page.b);
  json.EndObject();
  json.EndObject();
  const std::string title = TitleOf(page);
  return report::RenderHtml({.title = title,
                             .generator = generator,
                             .data = json.text(),
                             .assets = report::ComparisonAssets()});
}

}  // namespace newsprint
