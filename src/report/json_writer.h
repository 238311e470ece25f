// Writes JSON values (RFC 8259) into a string: escaping and commas in one place.
//
//   JsonWriter json;
//   json.BeginObject().Key("id").String(id).Key("share").Share(0.5).EndObject();
//   json.text() == R"({"id":"a","share":0.5})"
#ifndef NEWSPRINT_REPORT_JSON_WRITER_H_
#define NEWSPRINT_REPORT_JSON_WRITER_H_

#include <cstdint>
#include <string>
#include <string_view>

namespace newsprint {

// Calls must nest as JSON does; nothing checks that. Equal calls give equal bytes.
class JsonWriter {
 public:
  JsonWriter& BeginObject();
  JsonWriter& EndObject();
  JsonWriter& BeginArray();
  JsonWriter& EndArray();
  JsonWriter& Key(std::string_view name);

  // Bytes that are not UTF-8 (as a file name may have) become U+FFFD.
  JsonWriter& String(std::string_view text);
  // The same, but null for an empty text.
  JsonWriter& StringOrNull(std::string_view text);
  JsonWriter& Integer(uint64_t value);
  // Rounded to six decimals, without trailing zeros.
  JsonWriter& Share(double value);
  JsonWriter& Bool(bool value);
  JsonWriter& Null();

  const std::string& text() const { return text_; }
  void Clear();

 private:
  void Separate();

  std::string text_;
  bool needs_comma_ = false;
};

}  // namespace newsprint

#endif  // NEWSPRINT_REPORT_JSON_WRITER_H_
