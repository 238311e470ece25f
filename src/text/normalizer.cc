#include "text/normalizer.h"

#include <cstdlib>

namespace newsprint::text {

namespace {

const icu::Normalizer2& Get(const icu::Normalizer2* (*get_instance)(UErrorCode&)) {
  UErrorCode error = U_ZERO_ERROR;
  const icu::Normalizer2* normalizer = get_instance(error);
  if (U_FAILURE(error)) std::abort();
  return *normalizer;
}

}  // namespace

const icu::Normalizer2& Nfc() { return Get(icu::Normalizer2::getNFCInstance); }
const icu::Normalizer2& Nfd() { return Get(icu::Normalizer2::getNFDInstance); }
const icu::Normalizer2& NfkcCasefold() { return Get(icu::Normalizer2::getNFKCCasefoldInstance); }

icu::UnicodeString Normalize(const icu::Normalizer2& normalizer, const icu::UnicodeString& text) {
  UErrorCode error = U_ZERO_ERROR;
  icu::UnicodeString normalized = normalizer.normalize(text, error);
  if (U_FAILURE(error)) std::abort();
  return normalized;
}

}  // namespace newsprint::text
