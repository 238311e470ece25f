#include "corpus/pair_judge.h"

#include <string>

#include "corpus/url_host.h"

namespace newsprint {
namespace {

// Where nobody says who published an article, the site that it stands on tells.
std::string PublisherOf(const ArticleSummary& article) {
  return article.publisher.empty() ? HostOf(article.url) : article.publisher;
}

}  // namespace

PairContext ContextOf(const ArticleSummary& a, const ArticleSummary& b) {
  PairContext context;
  const std::string publisher = PublisherOf(a);
  if (publisher == PublisherOf(b)) {
    context.same_publisher = !publisher.empty();
    context.same_title_alone = publisher.empty() && !a.title.empty() && a.title == b.title;
  }
  if (a.published_at && b.published_at) {
    context.apart = absl::AbsDuration(*a.published_at - *b.published_at);
    if (*a.published_at != *b.published_at) context.a_is_older = *a.published_at < *b.published_at;
  }
  if (!context.a_is_older && a.ordinal != b.ordinal) {
    context.a_is_older = a.ordinal != 0 && (b.ordinal == 0 || a.ordinal < b.ordinal);
  }
  return context;
}

void PairJudge::Judge(const KnownText& a, std::span<const Span> common_a, const KnownText& b,
                      Match& match) {
  if (match.passages.empty() || match.relation == Relation::kIdentical) return;
  const PairContext context = FullContext(a, common_a, b);
  match.relation = Decide(WeighEvidence(a.text, b.text, match.passages, context), context);
}

std::vector<Gate> PairJudge::Explain(const KnownText& a, std::span<const Span> common_a,
                                     const KnownText& b, std::span<const Passage> passages) {
  return ExplainPair(a.text, b.text, passages, FullContext(a, common_a, b));
}

PairContext PairJudge::FullContext(const KnownText& a, std::span<const Span> common_a,
                                   const KnownText& b) {
  PairContext context = ContextOf(a.summary, b.summary);
  context.common_a = common_a;
  context.common_b = CommonTextOf(b);
  return context;
}

std::span<const Span> PairJudge::CommonTextOf(const KnownText& known) {
  const auto [entry, is_new] = common_.try_emplace(known.summary.ordinal);
  if (is_new) {
    entry->second =
        JoinSpans(CommonSpans(finder_.Classify(known.anchors), known.text), known.furniture);
  }
  return entry->second;
}

}  // namespace newsprint
