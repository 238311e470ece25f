#include <cstdlib>
#include <optional>

#include "newsprint/source/credit_lines.h"
#include "source/credit_finder.h"
#include "source/line_split.h"

namespace newsprint {
namespace {

using source::Cue;

// Longer lines are paragraphs of the story, and longer sentences are none: they lack their marks.
constexpr uint32_t kMaxFurnitureBytes = 600;

std::optional<FurnitureKind> KindOf(source::Cues cues) {
  if (cues.Has(Cue::kRights)) return FurnitureKind::kRights;
  if (cues.Has(Cue::kPromo)) return FurnitureKind::kPromo;
  if (cues.Has(Cue::kRelated)) return FurnitureKind::kRelated;
  if (cues.Has(Cue::kNavigation)) return FurnitureKind::kNavigation;
  if (cues.Has(Cue::kPhoto)) return FurnitureKind::kPhoto;
  if (cues.Has(Cue::kNotice)) return FurnitureKind::kNotice;
  return std::nullopt;
}

source::Cues PageCues(const source::FinderParts& finder, std::string_view text, Span part) {
  const source::CueLine read =
      ReadCueLine(text, part, finder.registry, finder.patterns, source::Own{});
  return finder.cues.Match(source::CueSide::kPage, read.text, read.scripts);
}

// The sentences of a paragraph that are notices. Most paragraphs have none, which costs one pass.
void AppendNotices(const source::FinderParts& finder, std::string_view text, Span paragraph,
                   std::vector<Furniture>& found) {
  const auto may_have_one = [&](Span part) {
    return re2::RE2::PartialMatch(re2::StringPiece(text.data() + part.begin, part.size()),
                                  *finder.notice_prefilter);
  };
  if (!may_have_one(paragraph)) return;
  for (const Span sentence : source::Sentences(text, paragraph)) {
    if (sentence.size() > kMaxFurnitureBytes || !may_have_one(sentence)) continue;
    if (PageCues(finder, text, sentence).Has(Cue::kNotice)) {
      found.push_back({sentence, FurnitureKind::kNotice});
    }
  }
}

}  // namespace

std::string_view FurnitureKindName(FurnitureKind kind) {
  switch (kind) {
    case FurnitureKind::kPromo:
      return "promo";
    case FurnitureKind::kRelated:
      return "related";
    case FurnitureKind::kRights:
      return "rights";
    case FurnitureKind::kPhoto:
      return "photo";
    case FurnitureKind::kNavigation:
      return "navigation";
    case FurnitureKind::kNotice:
      return "notice";
  }
  std::abort();  // No other value exists.
}

std::vector<Furniture> CreditLineFinder::FindFurniture(std::string_view text,
                                                       absl::FunctionRef<bool(Span)> may_be) const {
  std::vector<Furniture> found;
  for (const Span line : source::NonBlankLines(text)) {
    if (line.size() > kMaxFurnitureBytes || !may_be(line)) {
      AppendNotices(*parts_, text, line, found);
      continue;
    }
    const source::Cues cues = PageCues(*parts_, text, line);
    if (const std::optional<FurnitureKind> kind = KindOf(cues)) found.push_back({line, *kind});
  }
  return found;
}

std::vector<Furniture> CreditLineFinder::FindFurniture(std::string_view text) const {
  return FindFurniture(text, [](Span) { return true; });
}

}  // namespace newsprint
