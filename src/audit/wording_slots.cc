#include "audit/wording_slots.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

namespace newsprint {
namespace {

constexpr std::array<std::pair<Slot, std::string_view>, 8> kSlots = {{{Slot::kYear, "{YEAR}"},
                                                                      {Slot::kUrl, "{URL}"},
                                                                      {Slot::kSite, "{SITE}"},
                                                                      {Slot::kSource, "{SOURCE}"},
                                                                      {Slot::kOutlet, "{OUTLET}"},
                                                                      {Slot::kAuthor, "{AUTHOR}"},
                                                                      {Slot::kDate, "{DATE}"},
                                                                      {Slot::kTitle, "{TITLE}"}}};

}  // namespace

std::string_view SlotName(Slot slot) {
  const auto* const found =
      std::ranges::find(kSlots, slot, &std::pair<Slot, std::string_view>::first);
  return found->second;
}

absl::StatusOr<std::vector<WordingPart>> SplitWording(std::string_view wording) {
  std::vector<WordingPart> parts;
  bool has_words = false;
  const auto add_words = [&](std::string_view words) {
    if (words.empty()) return;
    has_words |= std::ranges::any_of(words, [](char c) {
      const auto byte = static_cast<unsigned char>(c);
      return absl::ascii_isalnum(byte) || byte >= 0x80;
    });
    parts.push_back({.words = std::string(words)});
  };
  size_t begin = 0;
  while (begin < wording.size()) {
    const size_t open = wording.find_first_of("{}", begin);
    if (open == std::string_view::npos) break;
    add_words(wording.substr(begin, open - begin));
    const size_t close = wording.find('}', open);
    const std::string name(wording.substr(
        open, close == std::string_view::npos ? std::string_view::npos : close - open + 1));
    const auto* const found = std::ranges::find(kSlots, std::string_view(name),
                                                &std::pair<Slot, std::string_view>::second);
    if (found == kSlots.end()) {
      return absl::InvalidArgumentError(
          absl::StrCat("'", name,
                       "' is no slot; there are {YEAR}, {URL}, {SITE}, {SOURCE}, {OUTLET}, "
                       "{AUTHOR}, {DATE} and {TITLE}"));
    }
    parts.push_back({.slot = found->first});
    begin = close + 1;
  }
  if (begin < wording.size()) add_words(wording.substr(begin));
  if (!has_words) return absl::InvalidArgumentError("has no word of its own");
  return parts;
}

}  // namespace newsprint
