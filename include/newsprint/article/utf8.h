// UTF-8 well-formedness (RFC 3629): the condition that every text meets before anything looks at
// it.
#ifndef NEWSPRINT_ARTICLE_UTF8_H_
#define NEWSPRINT_ARTICLE_UTF8_H_

#include <string_view>

#include "absl/status/status.h"

namespace newsprint {

// `what` names the value in the message, such as "body".
//
// Errors: INVALID_ARGUMENT, which names the offset of the first byte that is not part of a
// well-formed sequence (overlong forms, surrogates and values over U+10FFFF are not).
// Time: O(text.size()).
absl::Status ValidateUtf8(std::string_view text, std::string_view what);

}  // namespace newsprint

#endif  // NEWSPRINT_ARTICLE_UTF8_H_
