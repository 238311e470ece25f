// Origins of many pairs: each decided among all the articles that hold what the two share.
#ifndef NEWSPRINT_SRC_CORPUS_ORIGINS_H_
#define NEWSPRINT_SRC_CORPUS_ORIGINS_H_

#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "newsprint/corpus/corpus.h"
#include "newsprint/story/origin.h"

namespace newsprint {

// The edges among a set of articles, by article. Keeps a reference to both.
class OriginTable {
 public:
  OriginTable(const std::vector<Edge>& edges,
              const std::unordered_map<Ordinal, OriginWitness>& witnesses);

  OriginDecision Decide(const Edge& edge) const;

 private:
  // The articles beside `than` that share with `of` most of the passages in `shared`.
  void AddSiblings(Ordinal of, Ordinal than, const std::vector<Span>& shared,
                   std::unordered_set<Ordinal>& siblings) const;

  const std::vector<Edge>& edges_;
  const std::unordered_map<Ordinal, OriginWitness>& witnesses_;
  std::unordered_map<Ordinal, std::vector<uint32_t>> edges_of_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_CORPUS_ORIGINS_H_
