#include "newsprint/text/marks.h"

#include <gtest/gtest.h>

#include <string>
#include <string_view>
#include <vector>

namespace newsprint {
namespace {

std::string_view Slice(std::string_view text, Span span) {
  return text.substr(span.begin, span.size());
}

TextMarks Mark(std::string_view text) { return MarkText(text, *Tokenize(text)); }

std::vector<std::string> Slices(std::string_view text, const std::vector<Span>& spans) {
  std::vector<std::string> slices;
  for (const Span span : spans) slices.emplace_back(Slice(text, span));
  return slices;
}

using Strings = std::vector<std::string>;

// The styles of the languages that a broadcaster to Eastern Europe, the Caucasus and Central Asia
// uses.
TEST(QuotedSpeech, IsFoundInTheStyleOfEveryLanguage) {
  const struct {
    const char* language;
    std::string text;
    Strings quoted;
  } cases[] = {
      {"English", "He said: “We will stay,” and left.", {"We will stay,"}},
      {"English, typewriter", "He said: \"We will stay,\" and left.", {"We will stay,"}},
      {"English, single", "He said: ‘We don’t stay,’ and left.", {"We don’t stay,"}},
      {"English, nested",
       "“He told us ‘go home’ and we went,” she said.",
       {"He told us ‘go home’ and we went,"}},
      {"Russian", "Он сказал: «Мы остаёмся», и ушёл.", {"Мы остаёмся"}},
      {"Russian, nested",
       "«Газета „Труд“ писала об этом», – сказал он.",
       {"Газета „Труд“ писала об этом"}},
      {"Ukrainian", "Він сказав: «Ми залишаємось», і пішов.", {"Ми залишаємось"}},
      {"Belarusian", "Ён сказаў: «Мы застаемся».", {"Мы застаемся"}},
      {"Serbian", "Рекао је: „Остајемо”, и отишао.", {"Остајемо"}},
      {"Bosnian", "Rekao je: „Ostajemo“, i otišao.", {"Ostajemo"}},
      {"Croatian", "Rekao je: »Ostajemo«, i otišao.", {"Ostajemo"}},
      {"Macedonian", "Тој рече: „Остануваме“.", {"Остануваме"}},
      {"Bulgarian", "Той каза: „Оставаме“.", {"Оставаме"}},
      {"Romanian", "A spus: „Rămânem”, și a plecat.", {"Rămânem"}},
      {"Hungarian", "Azt mondta: „Maradunk”.", {"Maradunk"}},
      {"Albanian", "Ai tha: «Ne rrimë».", {"Ne rrimë"}},
      {"Armenian", "Նա ասաց՝ «Մենք մնում ենք»։", {"Մենք մնում ենք"}},
      {"Georgian", "მან თქვა: „ჩვენ ვრჩებით“.", {"ჩვენ ვრჩებით"}},
      {"Azerbaijani", "O dedi: “Biz qalırıq”.", {"Biz qalırıq"}},
      {"Kazakh", "Ол: «Біз қаламыз», – деді.", {"Біз қаламыз"}},
      {"Kyrgyz", "Ал: «Биз калабыз», – деди.", {"Биз калабыз"}},
      {"Uzbek", "U: “Biz qolamiz”, dedi.", {"Biz qolamiz"}},
      {"Tajik", "Ӯ гуфт: «Мо мемонем».", {"Мо мемонем"}},
      {"Turkmen", "Ol: «Biz galýarys» diýdi.", {"Biz galýarys"}},
      {"Tatar", "Ул: «Без калабыз», – диде.", {"Без калабыз"}},
      {"Persian", "او گفت: «ما می‌مانیم».", {"ما می‌مانیم"}},
      {"Pashto", "هغه وویل: «موږ پاتې کېږو».", {"موږ پاتې کېږو"}},
      {"Urdu", "اس نے کہا ”ہم رہیں گے” اور چلا گیا۔", {"ہم رہیں گے"}},
      {"German", "Er sagte: „Wir bleiben“, und ging.", {"Wir bleiben"}},
      {"Swedish", "Han sade: ”Vi stannar”.", {"Vi stannar"}},
      {"Chinese", "他说：“我们留下。”", {"我们留下。"}},
      {"Japanese", "彼は「私たちは残る」と言った。", {"私たちは残る"}},
  };
  for (const auto& c : cases)
    EXPECT_EQ(Slices(c.text, Mark(c.text).quoted), c.quoted) << c.language;
}

TEST(QuotedSpeech, AMarkLeftOpenEndsWithItsParagraph) {
  const std::string text =
      "“First paragraph of a long speech.\n\n“Second and last,” she said. And no more.";
  EXPECT_EQ(Slices(text, Mark(text).quoted),
            (Strings{"First paragraph of a long speech.", "Second and last,"}));
  const std::string wrapped = "He said: \"We will stay\nwhere we are,\" and left.";
  EXPECT_EQ(Slices(wrapped, Mark(wrapped).quoted), Strings{"We will stay\nwhere we are,"});
  const std::string apostrophes = "the dogs’ owners and ’90s rock ‘n’ roll, it’s fine";
  EXPECT_LE(Mark(apostrophes).quoted.size(), 1u);
}

TEST(Fragments, AreTeasersWhereTheyAreCutOff) {
  const std::string text =
      "The council met on Monday.\nThe ferry to the islands, which had been out of …\nIt voted "
      "late.\n"
      "And the budget for the...\nThat was all.\n";
  EXPECT_EQ(
      Slices(text, Mark(text).teasers),
      (Strings{"The ferry to the islands, which had been out of …", "And the budget for the..."}));
  EXPECT_TRUE(Mark(text).headlines.empty());
}

TEST(Fragments, AreLinesThatAreNoSentences) {
  const std::string text =
      "The council met on Monday. It voted at night.\nRead also\nFerry service suspended for a "
      "week\n"
      "The vote was close, officials said.\n“We are glad,” he said.\nLine two of the story ends "
      "here.\n";
  EXPECT_EQ(Slices(text, Mark(text).headlines),
            (Strings{"Read also", "Ferry service suspended for a week"}));
}

TEST(Fragments, SayNothingOfAWrappedText) {
  const std::string text =
      "The council met on Monday to vote on\nthe budget, which had been late for\na year. It voted "
      "at night and "
      "then\nwent home.\n";
  EXPECT_TRUE(Mark(text).headlines.empty());
}

TEST(Fragments, KnowTheEndsOfSentencesInOtherScripts) {
  const std::string text =
      "पहला वाक्य यहाँ है।\nسطر ينتهي بسؤال؟\nይህ ዓረፍተ ነገር ነው።\n他们同意了。\nՆա գնաց։\nA headline\n";
  EXPECT_EQ(Slices(text, Mark(text).headlines), Strings{"A headline"});
}

TEST(Facts, AreNumbersAndCapitalsInsideSentences) {
  const struct {
    std::string text;
    Strings facts;
  } cases[] = {
      {"The mayor of Odesa paid 1,500 dollars on Monday.", {"odesa", "1,500", "monday"}},
      {"Odesa is a port. It has 2 piers.", {"2"}},
      {"Мэр Одессы заплатил 1500 долларов.", {"одессы", "1500"}},
      {"He said: “Odesa is ours.”", {}},
      {"他在2026年说", {"2026"}},
  };
  for (const auto& c : cases) {
    const TokenizedText tokens = *Tokenize(c.text);
    Strings facts;
    for (const uint32_t token : MarkText(c.text, tokens).facts)
      facts.emplace_back(tokens.folded(token));
    EXPECT_EQ(facts, c.facts) << c.text;
  }
}

TEST(Facts, AreNumbersAloneWhereNounsHaveCapitals) {
  std::string text;
  for (int i = 0; i < 6; ++i)
    text += "Der Bürgermeister der Stadt zahlte dem Verein am Montag 1500 Euro. ";
  const TokenizedText tokens = *Tokenize(text);
  const TextMarks marks = MarkText(text, tokens);
  EXPECT_EQ(marks.facts.size(), 6u);
  for (const uint32_t token : marks.facts) EXPECT_EQ(tokens.folded(token), "1500");
}

TEST(MarkText, SpansAscendAndStayInsideTheText) {
  for (const std::string text :
       {"", "\n\n\n", "“", "””””", "«»«»", "\"\"\"", "a\n“b\n”c\n‘d", "„x", "\n "}) {
    const TextMarks marks = Mark(text);
    for (const std::vector<Span>* spans : {&marks.quoted, &marks.headlines, &marks.teasers}) {
      uint32_t last = 0;
      for (const Span span : *spans) {
        EXPECT_LE(last, span.begin);
        EXPECT_LT(span.begin, span.end);
        EXPECT_LE(span.end, text.size());
        last = span.end;
      }
    }
  }
}

TEST(UnifyScripts, BringsTwoScriptsOfOneLanguageTogether) {
  const struct {
    std::string cyrillic, latin;
  } cases[] = {
      {"Његов брат је ђак у малој школи на љутој обали, где ћуте чамци и џомбе. Жеља му је да чује "
       "реку и шуму.",
       "Njegov brat je đak u maloj školi na ljutoj obali, gde ćute čamci i džombe. Želja mu je da "
       "čuje reku i šumu."},
      {"Қазақстан Үкіметі өңірлердегі ауыл шаруашылығын қолдауға қосымша қаржы бөлді, деп "
       "хабарлады ұлттық агенттік.",
       "Qazaqstan Ükımetı öñırlerdegı auyl şaruaşylyğyn qoldauğa qosymşa qarjy böldı, dep "
       "habarlady ūlttyq agenttık."},
  };
  for (const auto& c : cases) {
    const TokenizedText a = *Tokenize(c.cyrillic), b = *Tokenize(c.latin);
    ASSERT_EQ(a.size(), b.size());
    for (size_t i = 0; i < a.size(); ++i) EXPECT_EQ(a.folded(i), b.folded(i));
  }
  EXPECT_EQ(Tokenize("Россия и Украина")->folded(0), "россия");
}

}  // namespace
}  // namespace newsprint
