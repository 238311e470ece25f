// The slots of a required wording, such as {SOURCE}: what stands for a text that differs from copy
// to copy.
#ifndef NEWSPRINT_SRC_AUDIT_WORDING_SLOTS_H_
#define NEWSPRINT_SRC_AUDIT_WORDING_SLOTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace newsprint {

enum class Slot : uint8_t {
  kYear,    // {YEAR}: of the original's publication, in UTC.
  kUrl,     // {URL}: the original's address.
  kSite,    // {SITE}: a domain of the source, with or without www.
  kSource,  // {SOURCE}: a name, alias or desk name of the source.
  kOutlet,  // {OUTLET}: the name of the publisher that runs the copy.
  kAuthor,  // {AUTHOR}, {DATE}, {TITLE}: any text.
  kDate,
  kTitle,
};

std::string_view SlotName(Slot slot);  // "{YEAR}".

// A stretch of a wording: words as they are, or a slot.
struct WordingPart {
  std::string words;
  std::optional<Slot> slot = {};
};

// Errors: INVALID_ARGUMENT, which names the slot, for one that is unknown or not closed, and for a
// wording without a word of its own.
absl::StatusOr<std::vector<WordingPart>> SplitWording(std::string_view wording);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_WORDING_SLOTS_H_
