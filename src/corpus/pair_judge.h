// The verdict on a pair as the corpus knows it now: what match::Judge needs beside both texts.
#ifndef NEWSPRINT_SRC_CORPUS_PAIR_JUDGE_H_
#define NEWSPRINT_SRC_CORPUS_PAIR_JUDGE_H_

#include <unordered_map>
#include <vector>

#include "corpus/commonness.h"
#include "corpus/text_cache.h"
#include "newsprint/match/gates.h"
#include "newsprint/match/match.h"

namespace newsprint {

// For one call: remembers the common text of the articles that it meets. Not thread-safe.
class PairJudge {
 public:
  explicit PairJudge(const CommonTextFinder& finder) : finder_(finder) {}

  // Sets the relation of a match of `a` and `b` whose passages are known. `common_a` is of a; that
  // of b is looked up if it matters.
  void Judge(const KnownText& a, std::span<const Span> common_a, const KnownText& b, Match& match);

  // Why Judge decides as it does: the gates of a pair with these passages.
  std::vector<Gate> Explain(const KnownText& a, std::span<const Span> common_a, const KnownText& b,
                            std::span<const Passage> passages);

  // The common text of a stored article. Valid until the judge goes.
  std::span<const Span> CommonTextOf(const KnownText& known);

 private:
  PairContext FullContext(const KnownText& a, std::span<const Span> common_a, const KnownText& b);

  const CommonTextFinder& finder_;
  std::unordered_map<Ordinal, std::vector<Span>> common_;
};

// What the metadata of two articles says, common text left out. An article without an ordinal is
// the newer one.
PairContext ContextOf(const ArticleSummary& a, const ArticleSummary& b);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_PAIR_JUDGE_H_
