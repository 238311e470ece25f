#include "report/json_writer.h"

#include <gtest/gtest.h>

#include <string>

namespace newsprint {
namespace {

TEST(JsonWriterTest, NestsAndSeparates) {
  JsonWriter json;
  json.BeginObject();
  json.Key("a").BeginArray().Integer(1).Integer(2).EndArray();
  json.Key("b").BeginObject().EndObject();
  json.Key("c").BeginArray().BeginObject().Key("d").Null().EndObject().Bool(true).EndArray();
  json.Key("e").StringOrNull("").Key("f").StringOrNull("x");
  json.EndObject();
  EXPECT_EQ(json.text(), R"({"a":[1,2],"b":{},"c":[{"d":null},true],"e":null,"f":"x"})");
}

TEST(JsonWriterTest, EscapesStrings) {
  const struct {
    std::string text;
    std::string json;
  } cases[] = {
      {"plain", R"("plain")"},
      {"say \"so\" \\ or", R"("say \"so\" \\ or")"},
      {"a\nb\tc\rd", R"("a\nb\tc\rd")"},
      {std::string("\0\x1b\x7f", 3), R"("\u0000\u001b\u007f")"},
      {"Сарван 한 😀 \u2028", "\"Сарван 한 😀 \u2028\""},
      // Not UTF-8: a stray byte, a cut sequence, a surrogate.
      {"a\xff z", "\"a\ufffd z\""},
      {"\xd0", "\"\ufffd\""},
      {"Я\xd0Я", "\"Я\ufffdЯ\""},
      {"\xed\xa0\x80", "\"\ufffd\ufffd\ufffd\""},
  };
  for (const auto& c : cases) {
    JsonWriter json;
    json.String(c.text);
    EXPECT_EQ(json.text(), c.json);
  }
}

TEST(JsonWriterTest, RoundsSharesToSixDecimals) {
  const struct {
    double value;
    std::string json;
  } cases[] = {{0, "0"},
               {1, "1"},
               {0.5, "0.5"},
               {0.1 + 0.2, "0.3"},
               {1.0 / 3, "0.333333"},
               {0.0000001, "0"},
               {0.97, "0.97"},
               {2.0 / 3, "0.666667"}};
  for (const auto& c : cases) {
    JsonWriter json;
    json.Share(c.value);
    EXPECT_EQ(json.text(), c.json);
  }
}

}  // namespace
}  // namespace newsprint
