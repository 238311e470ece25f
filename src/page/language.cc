#include "page/language.h"

#include <cld2/public/compact_lang_det.h>

#include <algorithm>

namespace newsprint::page {

std::string DetectLanguage(std::string_view text) {
  constexpr size_t kMaxBytes = 20'000;
  size_t size = std::min(text.size(), kMaxBytes);
  while (size < text.size() && size > 0 && (text[size] & 0xc0) == 0x80) --size;
  bool reliable = false;
  const CLD2::Language language =
      CLD2::DetectLanguage(text.data(), static_cast<int>(size), /*is_plain_text=*/true, &reliable);
  if (!reliable || language == CLD2::UNKNOWN_LANGUAGE) return {};
  return CLD2::LanguageCode(language);
}

}  // namespace newsprint::page
