// Every threshold of the verdict, each with its reason. None is for one data set: change one only
// for a reason that holds for news at large, and measure all sets before and after.
#ifndef NEWSPRINT_SRC_MATCH_THRESHOLDS_H_
#define NEWSPRINT_SRC_MATCH_THRESHOLDS_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"

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

// The words of a gap count as copied where at least this share of it is the same, or the same
// misread: one word in three changed. Rewritten sentences share fewer, in whatever order.
inline constexpr double kEditedGapShare = 0.6;

// A gap of no more than this is one change: a word, a name, a figure.
inline constexpr uint32_t kMaxWordChange = 3;

// A passage's ends grow over changed words while equal words keep up: every changed word costs one,
// every equal one earns one, and growth stops this far below its best. Three changed words in a row
// (a changed name and title) are crossed; a different sentence is not.
inline constexpr int kExtensionDrop = 4;

// How far an end may grow. Where so many words stay alike there are shingles in common, and so
// runs: only texts of a few words repeated without end meet it.
inline constexpr uint32_t kMaxExtensionTokens = 200;

// ---- reworded passages (Sanchez-Perez et al. 2014, whose figures these are where not said
// otherwise)

// Shorter sentences go with the next one.
inline constexpr uint32_t kMinSentenceTokens = 3;

// Words are compared by so many of their first characters: about the length of a stem.
inline constexpr uint32_t kStemCharacters = 6;

// Two sentences are counterparts if their tf-isf vectors and their sets of words are so much alike.
inline constexpr float kSentenceCosine = 0.30f;
inline constexpr double kSentenceDice = 0.33;

// Counterparts belong to one passage over so many sentences that have none,
inline constexpr uint32_t kMaxSentenceGap = 3;

// if the passages as a whole are so much alike; else the gap is made smaller.
inline constexpr double kClusterCosine = 0.34;

// About 150 characters: less is one sentence, and independent texts have a sentence in common by
// chance.
inline constexpr uint32_t kMinRewordedTokens = 25;

// Our own: nobody rewords around a passage of which so many words in a row, and so much, was
// left.
inline constexpr uint32_t kVerbatimTokens = 40;
inline constexpr double kVerbatimShare = 0.95;

// In a pair that was reworded, exact runs of fewer words outside the reworded passages are chance:
// what was copied there was reworded too.
inline constexpr uint32_t kMinRunBesideReworded = 16;

// A search looks for reworded passages where it finds nothing else but scraps: words that were left
// in a row. Rewording leaves several in a passage, together as long as an excerpt, when names,
// numbers and quoted speech are left out: those stand in every report on a matter.
inline constexpr size_t kMinScraps = 3;
inline constexpr double kScrapWords = 22;

// Where names cannot be told from other words, this share of the words is taken for other words.
inline constexpr double kUntoldShare = 0.5;

// Sentences are compared each with each: longer texts are left to who asks about the pair.
inline constexpr size_t kMaxSearchedSentences = 400;

// ---- passages, in words

// A passage of fewer equal words is not evidence of copying: names of bodies and stock phrases of
// news
// ("a spokesman for the Ministry of Foreign Affairs of the ...") reach this length by themselves.
inline constexpr double kMinPassageWords = 8;

// ---- verdict

// Below this a text is too short to say more than that another is equal to it (DESIGN: about 50
// words).
inline constexpr double kSufficientWords = 50;

// A page on which less than this is a story, and too little to judge, is a notice (consent,
// registration) in place of one. A short report has more of its own than its page adds.
inline constexpr double kStoryShare = 0.5;

// EXCERPT: the longest passage of running text has at least this many words of its own. Licences
// and the law of quotation start to matter at some 25 to 40 words; three words less, because a copy
// may change one or two inside.
inline constexpr double kExcerptWords = 22;

// A line that was cut off is a teaser if it is what another article begins with: if no more than a
// dateline, a byline and half a sentence of running text stand before it,
inline constexpr double kArticleTopWords = 12;

// and no more of anything.
inline constexpr double kMaxTopWords = 60;

// QUOTE: the longest shared quotation has at least this many words. Shorter ones are slogans and
// titles.
inline constexpr double kQuoteWords = 12;

// A passage is of a kind (quoted speech, a line that is no sentence) if this share of its bytes is,
// on both sides for quoted speech and on either for lines: the marks and the attribution stay
// outside.
inline constexpr double kKindShare = 0.8;

// IDENTICAL to ABRIDGED: this share of the one text stands in the other word for word. About four
// fifths is where readers stop to speak of a copy.
inline constexpr double kWholeVerbatim = 0.8;

// Furniture counts there, so that to know more of it does not make more of a part; but this share
// of the rest must have been copied too, if with changes: pages of one site share their furniture.
inline constexpr double kMostlyCopied = 0.7;

// Words count as word for word in runs of so many: what rewriting leaves between its changes is
// shorter.
inline constexpr double kVerbatimRunWords = 6;

// Or this share of the text, furniture left out, does with changes. More than above, because what
// was rewritten keeps enough of its words for passages to run on; a few words in each ten that are
// edited or misread stay below it.
inline constexpr double kWholeContainment = 0.86;

// REVISION: newsrooms use their own paragraphs again in later articles, and their forms and cards
// are alike. Texts of one publisher are versions of one article if what they share is told in the
// same facts, at least so many, and is half of one, within the days that a running story lasts;
inline const absl::Duration kVersionPeriod = absl::Hours(72);
inline constexpr uint32_t kVersionFacts = 6;
inline constexpr double kVersionFactAgreement = 0.8;
inline constexpr double kVersionContainment = 0.5;

// or, where nothing but their titles is known, if these are equal and this share stands in both,
inline constexpr double kTitledPart = 0.2;

// or this, with a passage as long as an excerpt;
inline constexpr double kTitledContainment = 0.1;

// or within these days by the share of a copy; later, or where the times are unknown, if nine
// tenths stand in the other word for word, two paragraphs' words in a row among them,
inline constexpr double kOwnVerbatim = 0.9;
inline constexpr double kOwnRunWords = 60;

// or all but a typing error.
inline constexpr double kSameVerbatim = 0.98;

// REPRINT: and at least this share of the other is the same text. Below, the longer has half as
// much again of something else, and the shorter is embedded in it or was cut from it.
inline constexpr double kReprintContainment = 0.55;

// TEMPLATE: forms are recognised where they make up at least this share of a text,
inline constexpr double kFormContainment = 0.3;

// are word for word the same outside the slots (reworded passages, whose figures may go, are not),
inline constexpr double kFormWords = 0.5;

// have in passages, and in this many tokens beside them where slots are,
inline constexpr uint32_t kSlotTokens = 12;

// facts that agree less than words do. In a copy facts fare as words do, whatever was edited,
// misread or cut; in a form the slots are the facts: weather, markets and results agree by chance.
struct SlotRule {
  uint32_t min_facts;       // Fewer tell nothing.
  double fact_agreement;    // A form agrees in fewer facts than this times its agreement in words;
  uint32_t min_numbers;     // or, with so many numbers,
  double number_agreement;  // in fewer numbers than this (later versions bring new figures, outlets
  double facts_beside_numbers;  // write "ten" for 10) and in fewer facts than this.
};

// Texts of one publisher that are alike are forms more often than second versions; of two
// publishers they are copies more often than forms.
inline constexpr SlotRule kSlotsWithinPublisher = {4, 0.7, 4, 0.4, 1.0};
inline constexpr SlotRule kSlotsAcrossPublishers = {8, 0.6, 4, 0.4, 0.75};

// A passage with so many figures, fewer than this share of them the same, is a form and no evidence
// of copying, however long: a copy that changes most figures has nothing left to copy.
inline constexpr uint32_t kMinFigures = 3;
inline constexpr double kFigureAgreement = 0.5;

// Or they come again: a publisher's text that is the same but for some facts after half a day or
// more is the next issue of a form, not a correction, which comes sooner or leaves nearly all as it
// was.
inline const absl::Duration kFormPeriod = absl::Hours(12);
inline constexpr double kSameFacts = 0.85;

}  // namespace newsprint::thresholds

#endif  // NEWSPRINT_SRC_MATCH_THRESHOLDS_H_
