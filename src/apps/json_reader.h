// What the readers of JSON share: simdjson's errors in words, and its values as ours. Only .cc
// files that parse JSON include this.
#ifndef NEWSPRINT_APPS_JSON_READER_H_
#define NEWSPRINT_APPS_JSON_READER_H_

#include <simdjson.h>

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace newsprint {

// The value of the whole text, which lives as long as the parser and its next Parse.
//
// Errors: INVALID_ARGUMENT: not JSON, not UTF-8 (names the byte), half of a surrogate pair, nested
// too deep.
absl::StatusOr<simdjson::dom::element> ParseJson(simdjson::dom::parser& parser,
                                                 const std::string& text);

// A string; an empty one for null.
//
// Errors: INVALID_ARGUMENT, which names `member`, for a value of another type.
absl::StatusOr<std::string> StringOf(simdjson::dom::element value, std::string_view member);

// An array of strings. Errors: as StringOf.
absl::StatusOr<std::vector<std::string>> StringsOf(simdjson::dom::element value,
                                                   std::string_view member);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_JSON_READER_H_
