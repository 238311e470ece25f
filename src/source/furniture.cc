#include <cstdlib>
#include <optional>

#include "newsprint/source/credit_lines.h"
#include "source/credit_finder.h"
#include "source/line_split.h"

namespace newsprint {
namespace {

using source::Cue;

// Longer lines are paragraphs of the story.
constexpr uint32_t kMaxFurnitureBytes = 600;

std::optional<FurnitureKind> KindOf(source::Cues cues) {
  if (cues.Has(Cue::kRights)) return FurnitureKind::kRights;
  if (cues.Has(Cue::kPromo)) return FurnitureKind::kPromo;
  if (cues.Has(Cue::kRelated)) return FurnitureKind::kRelated;
  if (cues.Has(Cue::kNavigation)) return FurnitureKind::kNavigation;
  if (cues.Has(Cue::kPhoto)) return FurnitureKind::kPhoto;
  return std::nullopt;
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
  }
  std::abort();  // No other value exists.
}

std::vector<Furniture> CreditLineFinder::FindFurniture(std::string_view text,
                                                       absl::FunctionRef<bool(Span)> may_be) const {
  std::vector<Furniture> found;
  for (const Span line : source::NonBlankLines(text)) {
    if (line.size() > kMaxFurnitureBytes || !may_be(line)) continue;
    const source::CueLine read =
        ReadCueLine(text, line, parts_->registry, parts_->patterns, source::Own{});
    const source::Cues cues = parts_->cues.Match(source::CueSide::kPage, read.text, read.scripts);
    if (const std::optional<FurnitureKind> kind = KindOf(cues)) found.push_back({line, *kind});
  }
  return found;
}

std::vector<Furniture> CreditLineFinder::FindFurniture(std::string_view text) const {
  return FindFurniture(text, [](Span) { return true; });
}

}  // namespace newsprint
