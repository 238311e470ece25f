// Every threshold of the verdict, each with its reason. None is for one data set: change one only
// for a reason that holds for news at large, and measure all sets before and after.
#ifndef NEWSPRINT_SRC_MATCH_THRESHOLDS_H_
#define NEWSPRINT_SRC_MATCH_THRESHOLDS_H_

#include <cstddef>
#include <cstdint>

namespace newsprint::thresholds {

// ---- alignment, in tokens

// A shingle that stands in two texts so often that the pairs of its places exceed this seeds only
// the k-th place against the k-th: a page that repeats a phrase must not cost the square of its
// length.
inline constexpr uint64_t kMaxSeedPairs = 64;

// The shortest exact run that is kept: a shingle. Shorter ones are chance in any language.
inline constexpr uint32_t kMinRunTokens = 5;

// Two runs belong to one passage if what stands between them is no longer than this on either side:
// a long sentence. Beyond it a reader would see two passages.
inline constexpr uint32_t kMaxGapTokens = 40;

// A gap on one side only is foreign matter (or a cut) and ends a passage, unless it is a few words:
// an inserted "on Tuesday", "he said", a number spelt out.
inline constexpr uint32_t kMaxInsertedTokens = 6;

// A passage's ends grow over changed words while equal words keep up: every changed word costs one,
// every equal one earns one, and growth stops this far below its best. Three changed words in a row
// (a changed name and title) are crossed; a different sentence is not.
inline constexpr int kExtensionDrop = 4;

// How far an end may grow. Where so many words stay alike there are shingles in common, and so
// runs: only texts of a few words repeated without end meet it.
inline constexpr uint32_t kMaxExtensionTokens = 200;

// ---- passages, in words

// A passage of fewer equal words is not evidence of copying: names of bodies and stock phrases of
// news
// ("a spokesman for the Ministry of Foreign Affairs of the ...") reach this length by themselves.
inline constexpr double kMinPassageWords = 8;

// ---- verdict

// Below this a text is too short to say more than that another is equal to it (DESIGN: about 50
// words).
inline constexpr double kSufficientWords = 50;

// EXCERPT: the longest passage has at least this many equal words. Common law of quotation and the
// licences on file start to matter at some 25 to 40 words, and independent texts of one event
// rarely share so long a run but for quoted speech.
inline constexpr double kExcerptWords = 22;

// REPRINT: at least this share of each text stands in the other. Half, because a page may bring its
// furniture and its related stories and be as long again as the story.
inline constexpr double kReprintContainment = 0.5;

}  // namespace newsprint::thresholds

#endif  // NEWSPRINT_SRC_MATCH_THRESHOLDS_H_
