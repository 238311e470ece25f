// ICU's normalisers. They fail only where ICU's own data is missing, and then the program cannot
// work at all: it aborts.
#ifndef NEWSPRINT_TEXT_NORMALIZER_H_
#define NEWSPRINT_TEXT_NORMALIZER_H_

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

namespace newsprint::text {

const icu::Normalizer2& Nfc();
const icu::Normalizer2& Nfd();
const icu::Normalizer2& NfkcCasefold();

icu::UnicodeString Normalize(const icu::Normalizer2& normalizer, const icu::UnicodeString& text);

}  // namespace newsprint::text

#endif  // NEWSPRINT_TEXT_NORMALIZER_H_
