#include "newsprint/story/origin.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "story/evidence_weights.h"

namespace newsprint {
namespace {

// So many facts of a kind are told of; a story has hundreds of siblings that all say the same.
constexpr size_t kMaxFactsOfAKind = 4;

absl::Time FirstSeen(const OriginWitness& x) {
  return x.first_seen_at.value_or(absl::InfinitePast());
}

// By when it was seen.
bool SeenEarlier(const OriginWitness& x, const OriginWitness& y) {
  return std::tuple(FirstSeen(x), std::string_view(x.id), x.ordinal) <
         std::tuple(FirstSeen(y), std::string_view(y.id), y.ordinal);
}

// The earlier of two by what they claim, then by when they were seen.
bool ClaimsEarlier(const OriginWitness& x, const OriginWitness& y) {
  if (x.published_at && y.published_at && *x.published_at != *y.published_at) {
    return *x.published_at < *y.published_at;
  }
  return SeenEarlier(x, y);
}

// Signals in their order; a link names only where it leads to the very article.
int PrecedenceOf(SignalKind kind) {
  switch (kind) {
    case SignalKind::kCanonical:
      return 6;
    case SignalKind::kIsBasedOn:
      return 5;
    case SignalKind::kSource:
      return 4;
    case SignalKind::kCopyrightHolder:
      return 3;
    case SignalKind::kAuthor:
      return 2;
    case SignalKind::kLink:
      return 1;
  }
  return 0;
}

OriginEvidence EvidenceOf(SignalKind kind) {
  switch (kind) {
    case SignalKind::kCanonical:
      return OriginEvidence::kCanonical;
    case SignalKind::kIsBasedOn:
      return OriginEvidence::kIsBasedOn;
    case SignalKind::kSource:
      return OriginEvidence::kSource;
    case SignalKind::kCopyrightHolder:
      return OriginEvidence::kCopyrightHolder;
    case SignalKind::kAuthor:
      return OriginEvidence::kByline;
    case SignalKind::kLink:
      break;
  }
  return OriginEvidence::kLink;
}

// Whom a fact speaks for: an article, or a source.
struct Named {
  const OriginWitness* article = nullptr;
  std::string_view source;
};

Named TheArticle(const OriginWitness& witness) {
  return {&witness, witness.owner_is_source ? std::string_view(witness.owner) : std::string_view()};
}

struct Fact {
  OriginEvidence kind;
  const OriginWitness* witness;
  Named named;
  Span span;
  size_t place = 0;  // In the order of Facts.
};

class Decider {
 public:
  Decider(const OriginWitness& a, const OriginWitness* b, std::span<const OriginWitness> siblings)
      : a_(a), b_(b) {
    all_ = {&a};
    if (b != nullptr) all_.push_back(b);
    for (const OriginWitness& sibling : siblings) all_.push_back(&sibling);
    std::ranges::sort(all_, [](const auto* x, const auto* y) { return SeenEarlier(*x, *y); });
  }

  OriginDecision Decide() const {
    const std::vector<Fact> facts = Facts();
    OriginDecision decision = Conclude();
    if (decision.kind != OriginKind::kUnknown) {
      const double score = ScoreOf(decision, facts);
      if (score < kMinScore) {
        decision = {};
      } else {
        decision.confidence = 1 / (1 + std::exp(-score));
      }
    }
    Tell(facts, decision);
    return decision;
  }

 private:
  bool InPair(const OriginWitness* witness) const { return witness == &a_ || witness == b_; }

  // Whom the strongest kind of evidence names that is there. What it is worth is told later.
  OriginDecision Conclude() const {
    if (b_ == nullptr) return OfOne();
    if (!a_.credited.empty() || !b_->credited.empty()) return ByCredit();
    if (const OriginWitness* named = NamedByCredit(/*in_pair=*/true)) {
      return Article(*named);
    }
    if (const auto pointed = Pointed(/*in_pair=*/true)) {
      return Owned(*pointed);
    }
    if (a_.owner_is_source != b_->owner_is_source) {
      return Article(a_.owner_is_source ? a_ : *b_);
    }
    if (const std::string_view credited = SiblingsCredit(); !credited.empty()) {
      return Owned({.source = credited});
    }
    if (const OriginWitness* named = NamedByCredit(/*in_pair=*/false)) {
      return Article(*named);
    }
    if (const auto pointed = Pointed(/*in_pair=*/false)) {
      return Owned(*pointed);
    }
    if (const std::string_view owner = SiblingsOwner(); !owner.empty()) {
      return Owned({.source = owner});
    }
    return ByTime();
  }

  OriginDecision OfOne() const {
    if (!a_.credited.empty()) return Owned({.source = a_.credited});
    if (const auto pointed = Pointed(/*in_pair=*/true)) {
      return Owned(*pointed);
    }
    return a_.owner_is_source ? Article(a_) : OriginDecision();
  }

  OriginDecision ByCredit() const {
    const std::string& by_a = a_.credited;
    const std::string& by_b = b_->credited;
    if (!by_a.empty() && !by_b.empty() && by_a != by_b) {
      // Each names the other's: a loop. Else one may name a link of the chain that the other names
      // the end of.
      const bool a_to_b = by_a == b_->owner;
      const bool b_to_a = by_b == a_.owner;
      if (a_to_b == b_to_a) return {};
      return Owned({.source = a_to_b ? by_b : by_a});
    }
    return Owned({.source = by_a.empty() ? by_b : by_a});
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

  // The first version of the publisher whose name a credit line gives, unregistered as it is.
  const OriginWitness* CreditedBy(const OriginWitness& witness) const {
    if (witness.credited_name.empty()) return nullptr;
    const OriginWitness* first = nullptr;
    for (const OriginWitness* other : all_) {
      if (other == &witness || other->publisher_name != witness.credited_name) continue;
      if (!other->credited.empty() || !other->credited_name.empty()) continue;
      if (first == nullptr || ClaimsEarlier(*other, *first)) first = other;
    }
    return first;
  }

  // Of those that were seen first, the first that credits such a one.
  const OriginWitness* NamedByCredit(bool in_pair) const {
    for (const OriginWitness* witness : all_) {
      if (InPair(witness) != in_pair) continue;
      if (const OriginWitness* named = CreditedBy(*witness)) return named;
    }
    return nullptr;
  }

  // The one registered source whose own articles are among the siblings.
  std::string_view SiblingsOwner() const {
    std::string_view owner;
    for (const OriginWitness* witness : all_) {
      if (InPair(witness) || !witness->owner_is_source || !witness->credited.empty()) continue;
      if (!owner.empty() && owner != witness->owner) return {};
      owner = witness->owner;
    }
    return owner;
  }

  // Whom a pointer names: the article at the address, or else the owner. A link to a site says
  // little: texts link to what they speak of.
  Named NamedBy(const OriginWitness& witness, const OriginPointer& pointer) const {
    if (pointer.page_key != 0) {
      for (const OriginWitness* other : all_) {
        if (other != &witness && other->page_key == pointer.page_key) return TheArticle(*other);
      }
    }
    return {.source = pointer.owner};
  }

  // Whom the first pointer in their order names, of the two or of their siblings; of equal ones the
  // one of the article that was seen first.
  std::optional<Named> Pointed(bool in_pair) const {
    std::optional<Named> best;
    int best_precedence = 0;
    for (const OriginWitness* witness : all_) {
      if (InPair(witness) != in_pair) continue;
      for (const OriginPointer& pointer : witness->pointers) {
        const Named named = NamedBy(*witness, pointer);
        if (named.article == nullptr &&
            (named.source.empty() || pointer.kind == SignalKind::kLink)) {
          continue;
        }
        if (PrecedenceOf(pointer.kind) <= best_precedence) continue;
        best_precedence = PrecedenceOf(pointer.kind);
        best = named;
      }
    }
    return best;
  }

  // The article that is named, or else the owner's, if it is among those that hold the text: the
  // first of its versions.
  OriginDecision Owned(const Named& named) const {
    if (named.article != nullptr) {
      // It may credit another in its turn.
      if (named.article->credited.empty()) return Article(*named.article);
      return Owned({.source = named.article->credited});
    }
    const OriginWitness* first = nullptr;
    for (const OriginWitness* witness : all_) {
      if (witness->owner != named.source || !witness->credited.empty()) continue;
      if (first == nullptr || ClaimsEarlier(*witness, *first)) first = witness;
    }
    if (first != nullptr) return Article(*first);
    // A page with parts of two stories credits one of them: the other is here with its publisher.
    for (const OriginWitness* witness : all_) {
      if (b_ != nullptr && InPair(witness) && witness->owner_is_source &&
          witness->credited.empty()) {
        return Article(*witness);
      }
    }
    return {.kind = OriginKind::kAbsent, .source = std::string(named.source)};
  }

  const OriginWitness* FirstPublished() const {
    const OriginWitness* first = nullptr;
    for (const OriginWitness* witness : all_) {
      if (!witness->published_at) continue;
      if (first == nullptr || *witness->published_at < *first->published_at) first = witness;
    }
    return first;
  }

  // Null where several were, or nobody knows when.
  const OriginWitness* FirstSeenOfAll() const {
    const bool known = all_.front()->first_seen_at &&
                       (all_.size() == 1 || FirstSeen(*all_[0]) < FirstSeen(*all_[1]));
    return known ? all_.front() : nullptr;
  }

  // Two clocks have to agree: the one that pages claim, and ours.
  OriginDecision ByTime() const {
    const OriginWitness* first = FirstPublished();
    if (first == nullptr || !first->first_seen_at) return {};
    if (FirstSeen(*first) != FirstSeen(*all_.front())) return {};
    return Article(*first);
  }

  static OriginDecision Article(const OriginWitness& witness) {
    return {.kind = OriginKind::kArticle,
            .article = witness.ordinal,
            .source = witness.owner_is_source ? witness.owner : ""};
  }

  // Another publisher's article with the very text, and nothing of its own.
  const OriginWitness* SameTextElsewhere(const OriginWitness& witness) const {
    if (witness.text_key == 0 || witness.publisher_name.empty()) return nullptr;
    for (const OriginWitness* other : all_) {
      if (other->text_key == witness.text_key && !other->publisher_name.empty() &&
          other->publisher_name != witness.publisher_name) {
        return other;
      }
    }
    return nullptr;
  }

  // Whom the clocks name, if it is no source, whose texts others have word for word; or null.
  const OriginWitness* FirstByClocks() const {
    const OriginWitness* first = FirstPublished();
    if (first == nullptr) first = FirstSeenOfAll();
    return first == nullptr || first->owner_is_source ? nullptr : first;
  }

  // All that speaks for anybody, by its weight; of the two before their siblings.
  std::vector<Fact> Facts() const {
    std::vector<Fact> facts;
    for (const OriginWitness* witness : all_) {
      if (!witness->credited.empty()) {
        facts.push_back({OriginEvidence::kCredit,
                         witness,
                         {.source = witness->credited},
                         witness->credit_span});
      }
      if (const OriginWitness* named = CreditedBy(*witness)) {
        facts.push_back(
            {OriginEvidence::kCredit, witness, TheArticle(*named), witness->credit_span});
      }
      for (const OriginPointer& pointer : witness->pointers) {
        const Named named = NamedBy(*witness, pointer);
        if (named.article == nullptr && named.source.empty()) continue;
        facts.push_back({EvidenceOf(pointer.kind), witness, named, pointer.span});
      }
      if (witness->owner_is_source && witness->credited.empty()) {
        facts.push_back({OriginEvidence::kOwnPublisher, witness, TheArticle(*witness), {}});
      }
    }
    if (b_ != nullptr) {
      if (const OriginWitness* first = FirstPublished()) {
        facts.push_back({OriginEvidence::kFirstPublished, first, TheArticle(*first), {}});
      }
      if (const OriginWitness* first = FirstSeenOfAll()) {
        facts.push_back({OriginEvidence::kFirstSeen, first, TheArticle(*first), {}});
      }
      if (const OriginWitness* first = FirstByClocks()) {
        if (const OriginWitness* other = SameTextElsewhere(*first)) {
          facts.push_back({OriginEvidence::kSameText, other, TheArticle(*first), {}});
        }
      }
    }
    for (size_t i = 0; i < facts.size(); ++i) facts[i].place = i;
    std::ranges::sort(facts, {}, [this](const Fact& fact) {
      return std::tuple(fact.kind, !InPair(fact.witness), fact.place);
    });
    return facts;
  }

  static bool Names(const Fact& fact, const OriginDecision& decision) {
    if (fact.named.article != nullptr && decision.kind == OriginKind::kArticle &&
        fact.named.article->ordinal == decision.article) {
      return true;
    }
    return !fact.named.source.empty() && fact.named.source == decision.source;
  }

  static bool SpeaksFor(const Fact& fact, const OriginDecision& decision) {
    return fact.kind != OriginEvidence::kSameText && Names(fact, decision);
  }

  // Whether a fact has anything to do with the claim.
  static bool Matters(const Fact& fact, const OriginDecision& decision) {
    switch (fact.kind) {
      case OriginEvidence::kFirstPublished:
      case OriginEvidence::kFirstSeen:
        // That an agency's client publishes first is no sign against the agency whose text it
        // credits.
        return decision.kind != OriginKind::kAbsent;
      case OriginEvidence::kSameText:
        return decision.kind == OriginKind::kUnknown || Names(fact, decision);
      default:
        return true;
    }
  }

  double WeightOf(const Fact& fact, bool in_favour) const {
    const bool is_site = fact.kind == OriginEvidence::kLink && fact.named.article == nullptr;
    const EvidenceWeight& weight =
        is_site ? kSiteLink
                : *std::ranges::find(kEvidenceWeights, fact.kind, &EvidenceWeight::kind);
    // Clocks are held against those of all articles with the text.
    const bool of_all = fact.kind >= OriginEvidence::kFirstPublished;
    return (in_favour ? weight.in_favour : weight.against) *
           (of_all || InPair(fact.witness) ? 1 : kOfSibling);
  }

  // For, less against; of each kind the strongest fact, since a story's siblings repeat each other.
  double ScoreOf(const OriginDecision& decision, const std::vector<Fact>& facts) const {
    std::map<std::pair<OriginEvidence, bool>, double> strongest;
    for (const Fact& fact : facts) {
      if (!Matters(fact, decision)) continue;
      const bool in_favour = SpeaksFor(fact, decision);
      double& weight = strongest[{fact.kind, in_favour}];
      weight = std::max(weight, WeightOf(fact, in_favour));
    }
    double score = 0;
    for (const auto& [kind, weight] : strongest) score += kind.second ? weight : -weight;
    return score;
  }

  void Tell(const std::vector<Fact>& facts, OriginDecision& decision) const {
    for (const bool against : {false, true}) {
      std::map<OriginEvidence, size_t> told;
      for (const Fact& fact : facts) {
        if (!Matters(fact, decision) || SpeaksFor(fact, decision) == against) continue;
        if (++told[fact.kind] > kMaxFactsOfAKind) continue;
        const OriginWitness* article = fact.named.article;
        decision.facts.push_back(
            {.kind = fact.kind,
             .against = against,
             .article = fact.witness->ordinal,
             .source = std::string(article != nullptr ? article->owner : fact.named.source),
             .span = fact.span});
      }
    }
  }

  const OriginWitness& a_;
  const OriginWitness* const b_;           // Null where there is but one.
  std::vector<const OriginWitness*> all_;  // As they were seen.
};

}  // namespace

std::string_view OriginEvidenceName(OriginEvidence evidence) {
  switch (evidence) {
    case OriginEvidence::kCredit:
      return "credit";
    case OriginEvidence::kCanonical:
      return "canonical";
    case OriginEvidence::kIsBasedOn:
      return "is_based_on";
    case OriginEvidence::kCopyrightHolder:
      return "copyright_holder";
    case OriginEvidence::kSource:
      return "source";
    case OriginEvidence::kByline:
      return "byline";
    case OriginEvidence::kLink:
      return "link";
    case OriginEvidence::kOwnPublisher:
      return "own_publisher";
    case OriginEvidence::kFirstPublished:
      return "first_published";
    case OriginEvidence::kFirstSeen:
      return "first_seen";
    case OriginEvidence::kSameText:
      return "same_text";
  }
  return "";
}

OriginDecision DecideOrigin(const OriginWitness& a, const OriginWitness& b,
                            std::span<const OriginWitness> siblings) {
  return Decider(a, &b, siblings).Decide();
}

OriginDecision DecideOrigin(const OriginWitness& only) {
  return Decider(only, nullptr, {}).Decide();
}

}  // namespace newsprint
