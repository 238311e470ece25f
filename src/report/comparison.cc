#include "newsprint/report/comparison.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "report/assets.h"
#include "report/html_page.h"
#include "report/json_writer.h"
#include "report/pair_json.h"

namespace newsprint {
namespace {

std::string Note(const ArticleCredit& credit) {
  const std::string_view type = CreditTypeName(credit.type);
  std::string note = absl::StrCat("Credit line, ", absl::string_view(type.data(), type.size()));
  if (!credit.name.empty()) absl::StrAppend(&note, ": ", credit.name);
  return note;
}

bool IsFurniture(PartKind kind) {
  switch (kind) {
    case PartKind::kParagraph:
    case PartKind::kWords:
    case PartKind::kHeadline:
    case PartKind::kCredit:
      return false;
    case PartKind::kPromo:
    case PartKind::kRelated:
    case PartKind::kRights:
    case PartKind::kPhoto:
    case PartKind::kNavigation:
    case PartKind::kBoilerplate:
      return true;
  }
  return false;
}

std::string TitleOf(const ComparisonPage& page) {
  if (page.a.title.empty() || page.b.title.empty()) return page.headline;
  return absl::StrCat(page.a.title, " · ", page.b.title);
}

}  // namespace

std::vector<ShownLine> ShownCredits(std::span<const ArticleCredit> credits) {
  std::vector<ShownLine> lines;
  for (const ArticleCredit& credit : credits) {
    if (!lines.empty() && credit.span.begin < lines.back().span.end) {
      lines.back().span.end = std::max(lines.back().span.end, credit.span.end);
      if (!credit.name.empty()) absl::StrAppend(&lines.back().note, ", ", credit.name);
    } else {
      lines.push_back({credit.span, Note(credit)});
    }
  }
  return lines;
}

std::vector<ShownLine> ShownFurniture(std::span<const TextPart> parts) {
  std::vector<ShownLine> lines;
  for (const TextPart& part : parts) {
    if (!IsFurniture(part.kind)) continue;
    const std::string_view kind = PartKindName(part.kind);
    lines.push_back({part.span, absl::StrCat("Not of the story: ",
                                             absl::string_view(kind.data(), kind.size()))});
  }
  return lines;
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
  json.Key("notes").BeginArray();
  for (const std::string& note : page.notes) json.String(note);
  json.EndArray();
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
