// What is so about a copy, whatever the terms are.
#ifndef NEWSPRINT_SRC_AUDIT_COPY_FACTS_H_
#define NEWSPRINT_SRC_AUDIT_COPY_FACTS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "audit/alterations.h"
#include "audit/links.h"
#include "audit/wording.h"
#include "newsprint/audit/judge.h"
#include "newsprint/source/credit_lines.h"

namespace newsprint {

struct CopyFacts {
  const CopyCase* given = nullptr;
  const Source* source = nullptr;  // Whose text it is.
  TokenizedText copy_tokens;
  TokenizedText original_tokens;
  TextComparison comparison;
  CreditReading original_credits;
  std::optional<CreditLine> credit;  // The line of the copy that credits the source.
  std::vector<WrittenLink> links;    // In the copy.
  std::string original_page;         // As WrittenLink::page.
  SlotValues slots;
  Span before_text;  // Of the copy: what stands before the copied text, and after it.
  Span after_text;
  std::optional<absl::Time> copied_at;
  Clock clock = Clock::kNone;
  bool headline_changed = false;

  std::string_view body() const { return given->copy.article.body; }
  Span whole() const { return {0, static_cast<uint32_t>(body().size())}; }
  Span Region(Placement place) const;
  double ReproducedShare() const;  // Of the original's story. In [0, 1].
};

// Errors: as CopyJudge::Judge.
absl::StatusOr<CopyFacts> GatherFacts(const CopyCase& given, const CreditLineFinder& credits);

// Who published an article: by the name, or else by the address.
Party PublisherOf(const Article& article, const SourceRegistry& registry);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_AUDIT_COPY_FACTS_H_
