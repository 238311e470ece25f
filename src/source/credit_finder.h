// What a CreditLineFinder is made of.
#ifndef NEWSPRINT_SOURCE_CREDIT_FINDER_H_
#define NEWSPRINT_SOURCE_CREDIT_FINDER_H_

#include <re2/re2.h>

#include <memory>
#include <string>

#include "newsprint/source/credit_lines.h"
#include "source/credit_rules.h"
#include "source/cue_line.h"
#include "source/cue_set.h"

namespace newsprint::source {

struct FinderParts {
  SourceRegistry registry;
  CuePatterns patterns;
  CueSet cues;
  // Over the text as it is:
  std::unique_ptr<re2::RE2> prefilter;         // Finds what may be a name,
  std::unique_ptr<re2::RE2> notice_prefilter;  // and what may be a notice.
  std::string patterns_hash;
};

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_CREDIT_FINDER_H_
