// A match as commands print it: both articles with what is known of them.
#ifndef NEWSPRINT_APPS_MATCH_REPORT_H_
#define NEWSPRINT_APPS_MATCH_REPORT_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "newsprint/corpus/corpus.h"
#include "newsprint/match/match.h"

namespace newsprint {

struct PairReport {
  Match match;
  ArticleSummary a;  // The article that was asked about.
  ArticleSummary b;  // The other.
  MatchProvenance provenance = {};
  std::vector<Gate> gates = {};  // Where an explanation was asked for.
};

struct SearchResult {
  std::string where;  // The asked article: "wire.jsonl:12", a file, or an id.
  std::string body;   // Its text, to quote passages from; empty where it is not at hand.
  std::vector<PairReport> matches;  // Strongest first; perhaps not all.
  uint64_t total_matches = 0;
  bool truncated = false;
  bool insufficient_evidence = false;
  bool of_source = false;  // Of all articles of a source: side a differs.
  bool total_is_upper_bound = false;
  bool strongest_first = true;
  std::optional<SearchExplanation> explanation = std::nullopt;
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_MATCH_REPORT_H_
