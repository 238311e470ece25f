#include "page/charset.h"

#include <unicode/ucnv.h>
#include <unicode/ucsdet.h>

#include <algorithm>
#include <memory>

#include "absl/strings/ascii.h"
#include "newsprint/article/utf8.h"

namespace newsprint::page {
namespace {

constexpr size_t kMetaBytes = 4096;        // Where a <meta> charset is looked for.
constexpr size_t kDetectBytes = 32 << 10;  // What statistics are taken of.
constexpr size_t kMaxLabelBytes = 40;
constexpr int32_t kMinConfidence = 20;  // Of 100.

using Converter = std::unique_ptr<UConverter, decltype(&ucnv_close)>;

// What browsers read where a page says the name on the left. Source: the WHATWG encoding standard.
std::string EncodingOf(std::string_view label) {
  std::string name(label.substr(0, kMaxLabelBytes));
  absl::AsciiStrToLower(&name);
  static constexpr struct {
    std::string_view label, encoding;
  } kLabels[] = {
      {"ascii", "windows-1252"},
      {"us-ascii", "windows-1252"},
      {"iso-8859-1", "windows-1252"},
      {"iso8859-1", "windows-1252"},
      {"iso_8859-1", "windows-1252"},
      {"latin1", "windows-1252"},
      {"latin-1", "windows-1252"},
      {"cp1252", "windows-1252"},
      {"ansi", "windows-1252"},
      {"iso-8859-9", "windows-1254"},
      {"latin5", "windows-1254"},
      {"iso-8859-11", "windows-874"},
      {"tis-620", "windows-874"},
      {"gb2312", "gb18030"},
      {"gbk", "gb18030"},
      {"gb_2312-80", "gb18030"},
      {"x-gbk", "gb18030"},
      {"shift_jis", "windows-31j"},
      {"shift-jis", "windows-31j"},
      {"sjis", "windows-31j"},
      {"x-sjis", "windows-31j"},
      {"euc-kr", "windows-949"},
      {"euckr", "windows-949"},
      {"ks_c_5601-1987", "windows-949"},
      {"ks_c_5601", "windows-949"},
      {"ksc5601", "windows-949"},
      {"big5", "big5-hkscs"},
      {"utf8", "utf-8"},
      {"unicode", "utf-8"},
      {"utf-16", "utf-16le"},
      {"win-1251", "windows-1251"},
      {"cp1251", "windows-1251"},
      {"x-cp1251", "windows-1251"},
      {"koi8", "koi8-r"},
      {"cp1250", "windows-1250"},
      {"koi8-ru", "koi8-u"},
  };
  for (const auto& row : kLabels) {
    if (name == row.label) return std::string(row.encoding);
  }
  return name;
}

Converter Open(const std::string& encoding) {
  UErrorCode error = U_ZERO_ERROR;
  Converter converter(encoding.empty() ? nullptr : ucnv_open(encoding.c_str(), &error),
                      &ucnv_close);
  // A page in UTF-7 or ISO-2022 hides markup from whoever reads it otherwise: no browser takes it.
  if (converter != nullptr && U_SUCCESS(error)) {
    const UConverterType type = ucnv_getType(converter.get());
    if (type != UCNV_UTF7 && type != UCNV_IMAP_MAILBOX && type != UCNV_SCSU && type != UCNV_BOCU1 &&
        type != UCNV_HZ && (type != UCNV_ISO_2022 || encoding == "iso-2022-jp")) {
      return converter;
    }
  }
  return Converter(nullptr, &ucnv_close);
}

// By way of UTF-16; ICU puts U+FFFD where bytes mean nothing.
std::string Convert(UConverter* from, std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const Converter to(ucnv_open("utf-8", &error), &ucnv_close);
  std::string out;
  out.reserve(bytes.size() + bytes.size() / 4);
  constexpr size_t kPivot = 2048;
  UChar pivot[kPivot];
  UChar *pivot_source = pivot, *pivot_target = pivot;
  const char* source = bytes.data();
  char buffer[8192];
  do {
    error = U_ZERO_ERROR;
    char* target = buffer;
    ucnv_convertEx(to.get(), from, &target, buffer + sizeof(buffer), &source,
                   bytes.data() + bytes.size(), pivot, &pivot_source, &pivot_target, pivot + kPivot,
                   source == bytes.data() && out.empty(), true, &error);
    out.append(buffer, target);
  } while (error == U_BUFFER_OVERFLOW_ERROR);
  return out;
}

// The value of charset= in the page's first kilobytes, in or out of http-equiv.
std::string_view MetaCharset(std::string_view bytes) {
  const std::string head =
      absl::AsciiStrToLower(absl::string_view(bytes.data(), std::min(bytes.size(), kMetaBytes)));
  for (size_t at = head.find("<meta"); at != std::string::npos; at = head.find("<meta", at + 1)) {
    const size_t close = std::min(head.find('>', at), head.size());
    size_t value = head.find("charset", at);
    if (value >= close) continue;
    value = head.find_first_not_of(" \t\r\n", value + 7);
    if (value >= close || head[value] != '=') continue;
    value = head.find_first_not_of(" \t\r\n\"'", value + 1);
    if (value >= close) continue;
    const size_t end = head.find_first_of(" \t\r\n\"';/>", value);
    return bytes.substr(value, end - value);
  }
  return {};
}

std::string Detect(std::string_view bytes) {
  UErrorCode error = U_ZERO_ERROR;
  const std::unique_ptr<UCharsetDetector, decltype(&ucsdet_close)> detector(ucsdet_open(&error),
                                                                            &ucsdet_close);
  if (U_FAILURE(error)) return "windows-1252";
  ucsdet_enableInputFilter(detector.get(), true);  // Leaves out the tags.
  // From the first byte that is not ASCII, if there are many before it: markup tells nothing.
  size_t at = 0;
  while (at < bytes.size() && static_cast<unsigned char>(bytes[at]) < 0x80) ++at;
  const std::string_view sample = bytes.substr(at > 256 ? at - 256 : 0, kDetectBytes);
  ucsdet_setText(detector.get(), sample.data(), static_cast<int32_t>(sample.size()), &error);
  const UCharsetMatch* match = ucsdet_detect(detector.get(), &error);
  if (U_FAILURE(error) || match == nullptr) return "windows-1252";
  const int32_t confidence = ucsdet_getConfidence(match, &error);
  const char* name = ucsdet_getName(match, &error);
  if (U_FAILURE(error) || confidence < kMinConfidence) return "windows-1252";
  return EncodingOf(name);
}

bool IsAscii(std::string_view bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

DecodedPage Decode(std::string_view bytes, std::string_view http_charset) {
  if (bytes.starts_with("\xef\xbb\xbf")) bytes.remove_prefix(3);
  if (bytes.starts_with("\xff\xfe")) {
    return {Convert(Open("utf-16le").get(), bytes.substr(2)), "utf-16le"};
  }
  if (bytes.starts_with("\xfe\xff")) {
    return {Convert(Open("utf-16be").get(), bytes.substr(2)), "utf-16be"};
  }
  const bool utf8 = ValidateUtf8(bytes, "page").ok();
  if (utf8 && !IsAscii(bytes)) return {std::string(bytes), "utf-8"};
  for (const std::string_view label : {http_charset, MetaCharset(bytes)}) {
    std::string encoding = EncodingOf(label);
    // A <meta> that could be read is not in UTF-16, whatever it says.
    if (label != http_charset && encoding.starts_with("utf-16")) encoding = "utf-8";
    if (utf8 && !encoding.starts_with("utf-16") && !encoding.starts_with("iso-2022")) continue;
    if (const Converter converter = Open(encoding); converter != nullptr) {
      return {Convert(converter.get(), bytes), encoding};
    }
  }
  if (utf8) return {std::string(bytes), "utf-8"};
  const std::string encoding = Detect(bytes);
  if (const Converter converter = Open(encoding); converter != nullptr) {
    return {Convert(converter.get(), bytes), encoding};
  }
  return {Convert(Open("windows-1252").get(), bytes), "windows-1252"};
}

}  // namespace

DecodedPage DecodePage(std::string_view bytes, std::string_view http_charset) {
  DecodedPage page = Decode(bytes, http_charset);
  std::replace(page.text.begin(), page.text.end(), '\0', ' ');
  return page;
}

}  // namespace newsprint::page
