// News stories out of thin air: equal seeds give equal text, others share no phrase.
#ifndef NEWSPRINT_TESTS_SERVICE_STORIES_H_
#define NEWSPRINT_TESTS_SERVICE_STORIES_H_

#include <array>
#include <random>
#include <string>
#include <string_view>

namespace newsprint {

inline std::string StoryText(uint32_t seed, int words = 150) {
  constexpr std::array<std::string_view, 16> kSyllables = {"ba",  "den", "fo",  "gar", "hil", "jo",
                                                           "kep", "lu",  "mir", "no",  "pas", "ri",
                                                           "sut", "ta",  "ven", "zor"};
  std::mt19937 random(seed);
  std::string text;
  for (int i = 0; i < words; ++i) {
    for (int syllable = 0; syllable < 3; ++syllable)
      text += kSyllables[random() % kSyllables.size()];
    text += i % 12 == 11 ? ". " : " ";
  }
  return text;
}

// A page that carries the story of `seed` under its own headline and credit.
inline std::string ReprintOf(uint32_t seed) {
  return "Read more in our newsletter.\n\n" + StoryText(seed) +
         "\n\nThis article was originally published elsewhere and is reprinted with permission.";
}

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_SERVICE_STORIES_H_
