// Reads any text for credit lines: spans must be sound, and reading must not depend on what was
// read before.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "newsprint/article/utf8.h"
#include "newsprint/source/credit_lines.h"
#include "tests/source/registries.h"

namespace {

void Check(bool holds) {
  if (!holds) std::abort();
}

void CheckSpan(std::string_view text, newsprint::Span span) {
  const auto boundary = [&](uint32_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xc0) != 0x80;
  };
  Check(span.begin < span.end && span.end <= text.size());
  Check(boundary(span.begin) && boundary(span.end));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!newsprint::ValidateUtf8(text, "text").ok()) return 0;
  const newsprint::CreditLineFinder& finder = newsprint::InventedFinder();
  const newsprint::CreditReading reading = finder.Read(text);
  for (const newsprint::CreditLine& credit : reading.credits) {
    CheckSpan(text, credit.span);
    Check(credit.name == text.substr(credit.name_span.begin, credit.name_span.size()));
  }
  for (const newsprint::Mention& mention : reading.mentions) CheckSpan(text, mention.span);
  for (const newsprint::Furniture& one : finder.FindFurniture(text)) CheckSpan(text, one.span);
  Check(finder.Read(text).credits == reading.credits);
  return 0;
}
