#include "newsprint/story/origin.h"

#include <algorithm>
#include <map>
#include <string_view>

namespace newsprint {
namespace {

// How often an origin named on such evidence is right, on news at large; one figure a kind, because
// a finer one would say more than is known.
constexpr double kByCredit = 0.97;
constexpr double kByCreditAbsent = 0.9;
constexpr double kByPublisher = 0.85;
constexpr double kBySiblingCredit = 0.85;
constexpr double kBySiblingCreditAbsent = 0.75;
constexpr double kByTime = 0.7;

// The earlier of two by what they claim, then by arrival.
bool ClaimsEarlier(const OriginWitness& x, const OriginWitness& y) {
  if (x.published_at && y.published_at && *x.published_at != *y.published_at) {
    return *x.published_at < *y.published_at;
  }
  return x.ordinal < y.ordinal;
}

class Decider {
 public:
  Decider(const OriginWitness& a, const OriginWitness& b, std::span<const OriginWitness> siblings)
      : a_(a), b_(b) {
    all_ = {&a, &b};
    for (const OriginWitness& sibling : siblings) all_.push_back(&sibling);
    std::ranges::sort(all_, {}, &OriginWitness::ordinal);
  }

  OriginDecision Decide() const {
    if (!a_.credited.empty() || !b_.credited.empty()) return ByCredit();
    if (a_.owner_is_source != b_.owner_is_source) {
      return Article(a_.owner_is_source ? a_ : b_, kByPublisher, {OriginEvidence::kOwnPublisher});
    }
    if (const std::string_view credited = SiblingsCredit(); !credited.empty()) {
      return Owned(credited, kBySiblingCredit, kBySiblingCreditAbsent,
                   OriginEvidence::kSiblingCredit);
    }
    return ByTime();
  }

 private:
  OriginDecision ByCredit() const {
    if (!a_.credited.empty() && !b_.credited.empty() && a_.credited != b_.credited) {
      // Each names the other's: a loop. Else one may name a link of the chain that the other names
      // the end of.
      const bool a_to_b = a_.credited == b_.owner;
      const bool b_to_a = b_.credited == a_.owner;
      if (a_to_b == b_to_a) return {.evidence = {OriginEvidence::kCreditsDisagree}};
      return Owned(a_to_b ? b_.credited : a_.credited, kByCredit, kByCreditAbsent,
                   OriginEvidence::kCredit);
    }
    return Owned(a_.credited.empty() ? b_.credited : a_.credited, kByCredit, kByCreditAbsent,
                 OriginEvidence::kCredit);
  }

  // The owner whom most siblings credit; ties by name.
  std::string_view SiblingsCredit() const {
    std::map<std::string_view, int> votes;
    for (const OriginWitness* witness : all_) {
      if (!witness->credited.empty()) ++votes[witness->credited];
    }
    const auto most =
        std::ranges::max_element(votes, {}, [](const auto& vote) { return vote.second; });
    return most == votes.end() ? std::string_view() : most->first;
  }

  // The owner's article, if it is among those that hold the text: the first of its versions.
  OriginDecision Owned(std::string_view owner, double confidence, double confidence_absent,
                       OriginEvidence evidence) const {
    const OriginWitness* first = nullptr;
    for (const OriginWitness* witness : all_) {
      if (witness->owner != owner || !witness->credited.empty()) continue;
      if (first == nullptr || ClaimsEarlier(*witness, *first)) first = witness;
    }
    if (first != nullptr) return Article(*first, confidence, {evidence});
    // A page with parts of two stories credits one of them: the other is here with its publisher.
    for (const OriginWitness* witness : all_) {
      const bool in_pair = witness == &a_ || witness == &b_;
      if (in_pair && witness->owner_is_source && witness->credited.empty()) {
        return Article(*witness, kByPublisher, {OriginEvidence::kOwnPublisher});
      }
    }
    return {.kind = OriginKind::kAbsent,
            .source = std::string(owner),
            .confidence = confidence_absent,
            .evidence = {evidence}};
  }

  // Two clocks have to agree: the one that pages claim, and ours.
  OriginDecision ByTime() const {
    const OriginWitness* first_published = nullptr;
    for (const OriginWitness* witness : all_) {
      if (!witness->published_at) continue;
      if (first_published == nullptr || *witness->published_at < *first_published->published_at) {
        first_published = witness;
      }
    }
    const OriginWitness* first_seen = all_.front();
    if (first_published == nullptr) return {};
    if (first_published != first_seen) return {.evidence = {OriginEvidence::kTimesDisagree}};
    return Article(*first_seen, kByTime,
                   {OriginEvidence::kFirstPublished, OriginEvidence::kFirstSeen});
  }

  static OriginDecision Article(const OriginWitness& witness, double confidence,
                                std::vector<OriginEvidence> evidence) {
    return {.kind = OriginKind::kArticle,
            .article = witness.ordinal,
            .confidence = confidence,
            .evidence = std::move(evidence)};
  }

  const OriginWitness& a_;
  const OriginWitness& b_;
  std::vector<const OriginWitness*> all_;  // By arrival.
};

}  // namespace

std::string_view OriginEvidenceName(OriginEvidence evidence) {
  switch (evidence) {
    case OriginEvidence::kCredit:
      return "credit";
    case OriginEvidence::kSiblingCredit:
      return "sibling_credit";
    case OriginEvidence::kOwnPublisher:
      return "own_publisher";
    case OriginEvidence::kFirstPublished:
      return "first_published";
    case OriginEvidence::kFirstSeen:
      return "first_seen";
    case OriginEvidence::kCreditsDisagree:
      return "credits_disagree";
    case OriginEvidence::kTimesDisagree:
      return "times_disagree";
  }
  return "";
}

OriginDecision DecideOrigin(const OriginWitness& a, const OriginWitness& b,
                            std::span<const OriginWitness> siblings) {
  return Decider(a, b, siblings).Decide();
}

}  // namespace newsprint
