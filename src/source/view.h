// Abseil's string_view, of this version, is not the standard's.
#ifndef NEWSPRINT_SOURCE_VIEW_H_
#define NEWSPRINT_SOURCE_VIEW_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace newsprint::source {

inline absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_VIEW_H_
