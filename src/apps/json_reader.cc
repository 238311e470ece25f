#include "apps/json_reader.h"

#include <fmt/format.h>

#include <optional>

#include "newsprint/article/status.h"
#include "newsprint/article/utf8.h"

namespace newsprint {
namespace {

// The code unit of the escape "\uXXXX" that begins at `at`, if one does.
std::optional<unsigned> EscapedUnit(std::string_view text, size_t at) {
  if (at + 6 > text.size() || text[at] != '\\' || text[at + 1] != 'u') return std::nullopt;
  unsigned unit = 0;
  for (const char c : text.substr(at + 2, 4)) {
    unsigned digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<unsigned>(c - '0');
    } else if ((c | 0x20) >= 'a' && (c | 0x20) <= 'f') {
      digit = static_cast<unsigned>((c | 0x20) - 'a') + 10;
    } else {
      return std::nullopt;
    }
    unit = unit * 16 + digit;
  }
  return unit;
}

// The offset of the first escape that is half of a surrogate pair.
std::optional<size_t> FindLoneSurrogate(std::string_view text) {
  for (size_t at = text.find('\\'); at != std::string_view::npos; at = text.find('\\', at)) {
    const std::optional<unsigned> unit = EscapedUnit(text, at);
    if (!unit) {
      at += 2;
    } else if (*unit >= 0xd800 && *unit < 0xdc00) {
      const std::optional<unsigned> low = EscapedUnit(text, at + 6);
      if (!low || *low < 0xdc00 || *low > 0xdfff) return at;
      at += 12;
    } else if (*unit >= 0xdc00 && *unit <= 0xdfff) {
      return at;
    } else {
      at += 6;
    }
  }
  return std::nullopt;
}

}  // namespace

absl::StatusOr<simdjson::dom::element> ParseJson(simdjson::dom::parser& parser,
                                                 const std::string& text) {
  // simdjson reads past the end, within the string's capacity or else in a copy.
  const bool copy = text.capacity() < text.size() + simdjson::SIMDJSON_PADDING;
  simdjson::dom::element root;
  const simdjson::error_code code = parser.parse(text.data(), text.size(), copy).get(root);
  NEWSPRINT_RETURN_IF_ERROR(ValidateUtf8(text, "JSON"));
  if (const std::optional<size_t> at = FindLoneSurrogate(text)) {
    return absl::InvalidArgumentError(
        fmt::format("JSON: {} at byte {} is half of a surrogate pair", text.substr(*at, 6), *at));
  }
  if (code != simdjson::SUCCESS) {
    return absl::InvalidArgumentError(fmt::format("not JSON: {}", simdjson::error_message(code)));
  }
  return root;
}

absl::StatusOr<std::string> StringOf(simdjson::dom::element value, std::string_view member) {
  if (value.is_null()) return std::string();
  std::string_view text;
  if (value.get(text) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError(fmt::format("{}: must be a string or null", member));
  }
  return std::string(text);
}

absl::StatusOr<std::vector<std::string>> StringsOf(simdjson::dom::element value,
                                                   std::string_view member) {
  simdjson::dom::array array;
  if (value.get(array) != simdjson::SUCCESS) {
    return absl::InvalidArgumentError(fmt::format("{}: must be an array of strings", member));
  }
  std::vector<std::string> texts;
  for (const simdjson::dom::element one : array) {
    NEWSPRINT_ASSIGN_OR_RETURN(texts.emplace_back(), StringOf(one, member));
  }
  return texts;
}

}  // namespace newsprint
