#include "page/entities.h"

#include <libxml/HTMLparser.h>

#include <charconv>
#include <cstdint>

#include "absl/strings/ascii.h"

namespace newsprint::page {
namespace {

constexpr size_t kMaxEntityBytes = 32;
constexpr size_t kMaxTagBytes = 512;

void AppendUtf8(std::string& out, uint32_t c) {
  if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000)) c = 0xfffd;
  if (c < 0x80) {
    out.push_back(static_cast<char>(c));
  } else if (c < 0x800) {
    out.push_back(static_cast<char>(0xc0 | c >> 6));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  } else if (c < 0x10000) {
    out.push_back(static_cast<char>(0xe0 | c >> 12));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3f)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  } else {
    out.push_back(static_cast<char>(0xf0 | c >> 18));
    out.push_back(static_cast<char>(0x80 | (c >> 12 & 0x3f)));
    out.push_back(static_cast<char>(0x80 | (c >> 6 & 0x3f)));
    out.push_back(static_cast<char>(0x80 | (c & 0x3f)));
  }
}

// The bytes that the reference at the start of `text` takes, or 0 if none stands there.
size_t DecodeReference(std::string_view text, std::string& out) {
  const size_t end = text.substr(0, kMaxEntityBytes).find(';');
  if (end == std::string_view::npos || end < 2) return 0;
  std::string name(text.substr(1, end - 1));
  if (name[0] == '#') {
    const bool hex = name.size() > 2 && (name[1] | 0x20) == 'x';
    uint32_t value = 0;
    const char* const first = name.data() + (hex ? 2 : 1);
    const char* const last = name.data() + name.size();
    const auto read = std::from_chars(first, last, value, hex ? 16 : 10);
    if (first == last || read.ptr != last) return 0;
    AppendUtf8(out, read.ec == std::errc() ? value : 0);
    return end + 1;
  }
  const htmlEntityDesc* const entity =
      htmlEntityLookup(reinterpret_cast<const xmlChar*>(name.c_str()));
  if (entity == nullptr) return 0;
  AppendUtf8(out, entity->value);
  return end + 1;
}

// The bytes of the tag at the start of `text`, or 0 if none stands there.
size_t TagSize(std::string_view text) {
  if (text.size() < 3) return 0;
  const auto next = static_cast<unsigned char>(text[1]);
  if (!absl::ascii_isalpha(next) && next != '/') return 0;
  const size_t end = text.substr(0, kMaxTagBytes).find('>');
  return end == std::string_view::npos ? 0 : end + 1;
}

}  // namespace

std::string CleanText(std::string_view text) {
  std::string decoded;
  decoded.reserve(text.size());
  for (size_t i = 0; i < text.size();) {
    size_t size = 0;
    if (text[i] == '&') size = DecodeReference(text.substr(i), decoded);
    if (text[i] == '<' && (size = TagSize(text.substr(i))) > 0) decoded.push_back(' ');
    if (size == 0) decoded.push_back(text[i++]);
    i += size;
  }
  std::string out;
  out.reserve(decoded.size());
  bool space = false;
  for (size_t i = 0; i < decoded.size(); ++i) {
    const auto byte = static_cast<unsigned char>(decoded[i]);
    if (byte <= 0x20 || byte == 0x7f) {
      space = space || absl::ascii_isspace(byte);
    } else if (byte == 0xc2 && static_cast<unsigned char>(decoded[i + 1]) == 0xa0) {
      space = true;
      ++i;
    } else if (byte == 0xc2 && static_cast<unsigned char>(decoded[i + 1]) < 0xa0) {
      ++i;
    } else {
      if (space && !out.empty()) out.push_back(' ');
      space = false;
      out.push_back(static_cast<char>(byte));
    }
  }
  return out;
}

}  // namespace newsprint::page
