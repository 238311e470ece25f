#include "page/charset.h"

#include <gtest/gtest.h>
#include <unicode/ucnv.h>

#include <string>
#include <vector>

#include "newsprint/article/utf8.h"

namespace newsprint::page {
namespace {

std::string Encode(const std::string& utf8, const char* charset) {
  UErrorCode error = U_ZERO_ERROR;
  std::vector<char> out(utf8.size() * 4 + 16);
  const int32_t size = ucnv_convert(charset, "utf-8", out.data(), static_cast<int32_t>(out.size()),
                                    utf8.data(), static_cast<int32_t>(utf8.size()), &error);
  EXPECT_TRUE(U_SUCCESS(error)) << charset;
  return std::string(out.data(), static_cast<size_t>(size));
}

std::string Repeat(const std::string& text, int times) {
  std::string out;
  for (int i = 0; i < times; ++i) out += text;
  return out;
}

TEST(DecodePage, ReadsWhatThePageDeclares) {
  const struct {
    const char* label;      // As pages write it.
    const char* converter;  // What the bytes are in.
    std::string text;
  } cases[] = {
      {"windows-1251", "windows-1251", "Совет принял решение."},
      {"koi8-r", "koi8-r", "Совет принял решение."},
      {"iso-8859-1", "windows-1252", "Der Rat sagte: „nein“ – für heute."},
      {"latin1", "windows-1252", "Été à Zürich"},
      {"iso-8859-2", "iso-8859-2", "Rząd zapłacił żołnierzom"},
      {"windows-1250", "windows-1250", "Príliš žluťoučký kůň"},
      {"gb2312", "gb18030", "委员会通过了决定。"},
      {"big5", "big5-hkscs", "委員會通過了決定。"},
      {"shift_jis", "windows-31j", "評議会は決定を可決した①"},
      {"euc-jp", "euc-jp", "評議会は決定を可決した"},
      {"euc-kr", "windows-949", "위원회가 결정을 내렸다. 똠"},
      {"windows-1256", "windows-1256", "قرر المجلس"},
      {"utf8", "utf-8", "Совет 委员会"},
  };
  for (const auto& c : cases) {
    const std::string head = std::string("<html><head><meta charset=\"") + c.label + "\">";
    EXPECT_EQ(DecodePage(head + Encode(c.text, c.converter), "").text, head + c.text) << c.label;
    const std::string old =
        std::string("<META HTTP-EQUIV=Content-Type CONTENT='text/html; charset=") + c.label + "'>";
    EXPECT_EQ(DecodePage(old + Encode(c.text, c.converter), "").text, old + c.text) << c.label;
    EXPECT_EQ(DecodePage(Encode(c.text, c.converter), c.label).text, c.text) << c.label;
  }
}

TEST(DecodePage, BelievesBytesBeforeLabels) {
  const std::string text = "Совет принял решение.";
  EXPECT_EQ(DecodePage("<meta charset=windows-1251>" + text, "koi8-r").text,
            "<meta charset=windows-1251>" + text)
      << "well-formed UTF-8 is UTF-8";
  EXPECT_EQ(DecodePage("\xef\xbb\xbf" + text, "koi8-r").text, text) << "byte order mark";
  EXPECT_EQ(DecodePage("\xff\xfe" + Encode(text, "utf-16le"), "").text, text);
  EXPECT_EQ(DecodePage("\xfe\xff" + Encode(text, "utf-16be"), "utf-8").text, text);
  const std::string koi8 = Encode(text, "koi8-r");
  EXPECT_EQ(DecodePage("<meta charset=windows-1251>" + koi8, "koi8-r").text,
            "<meta charset=windows-1251>" + text)
      << "the HTTP header comes before <meta>";
}

TEST(DecodePage, DetectsWhatNoOneDeclares) {
  const struct {
    const char* charset;
    std::string text;
  } cases[] = {
      {"windows-1251",
       "Совет принял решение о том, что новые правила начнут действовать в марте. "},
      {"koi8-r", "Совет принял решение о том, что новые правила начнут действовать в марте. "},
      {"gb18030", "委员会昨天通过了一项关于新规则的决定，这些规则将于三月生效。"},
      {"euc-kr", "위원회는 어제 새로운 규칙에 관한 결정을 내렸으며 규칙은 삼월에 시행된다."},
      {"shift_jis", "評議会は昨日、新しい規則に関する決定を可決した。規則は三月に施行される。"},
      {"windows-1252",
       "Le conseil a adopté hier une décision sur les règles nouvelles à appliquer. "},
  };
  for (const auto& c : cases) {
    const std::string text = "<p>" + Repeat(c.text, 8) + "</p>";
    EXPECT_EQ(DecodePage(Encode(text, c.charset), "").text, text) << c.charset;
  }
}

TEST(DecodePage, AlwaysGivesUtf8WithoutNulBytes) {
  std::string all;
  for (int c = 0; c < 256; ++c) all.push_back(static_cast<char>(c));
  for (const char* label : {"", "utf-8", "windows-1251", "shift_jis", "gb18030", "utf-16le",
                            "utf-7", "iso-2022-kr", "hz", "no such charset", "x-user-defined"}) {
    for (const std::string& bytes :
         {all, all + all, std::string("\xff\xfe\xff"), std::string("\0\0", 2)}) {
      const std::string text = DecodePage(bytes, label).text;
      EXPECT_TRUE(ValidateUtf8(text, "page").ok()) << label;
      EXPECT_EQ(text.find('\0'), std::string::npos) << label;
    }
  }
}

TEST(DecodePage, RefusesEncodingsThatHideMarkup) {
  EXPECT_EQ(DecodePage("<meta charset=utf-7>+ADw-script+AD4-", "").text,
            "<meta charset=utf-7>+ADw-script+AD4-");
  EXPECT_EQ(DecodePage("<meta charset=utf-16le>plain", "").text, "<meta charset=utf-16le>plain");
}

}  // namespace
}  // namespace newsprint::page
