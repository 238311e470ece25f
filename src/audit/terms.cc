#include "audit/terms.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_join.h"
#include "absl/time/civil_time.h"

namespace newsprint {
namespace {

// Of a text that may only stand whole: a dateline may go, and one sentence in fifty.
constexpr double kWholeSlack = 0.03;

std::string Percent(double share) { return absl::StrFormat("%.1f %%", share * 100); }
std::string Words(double words) {
  return absl::StrFormat("%.0f word%s", words, std::round(words) == 1 ? "" : "s");
}

std::string Moment(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", time, absl::UTCTimeZone());
}

std::string Day(absl::CivilDay day) { return absl::FormatCivilTime(day); }

std::string Whose(Clock clock) {
  return clock == Clock::kPipeline ? "as it was first seen" : "as the page says";
}

std::string PlaceInWords(Placement place) {
  switch (place) {
    case Placement::kBeforeText:
      return "before the text";
    case Placement::kAfterText:
      return "after the text";
    case Placement::kAnywhere:
      break;
  }
  return "in the text";
}

bool Speaks(const std::string& language, const std::vector<std::string>& languages) {
  return std::ranges::any_of(languages, [&](const std::string& one) {
    return language == one || (language.starts_with(one) && language[one.size()] == '-');
  });
}

Finding Breach(FindingClass finding_class, Severity severity, std::string reason,
               std::string message, std::string advice) {
  Finding finding;
  finding.finding_class = finding_class;
  finding.severity = severity;
  finding.reason = std::move(reason);
  finding.message = std::move(message);
  finding.advice = std::move(advice);
  return finding;
}

Finding NotCovered(std::string reason, std::string message) {
  return Breach(FindingClass::kUnlicensed, Severity::kHigh, std::move(reason), std::move(message),
                "Ask for a licence that covers the text, or take it down.");
}

// Which of several wordings the copy comes closest to, in the line that credits the source.
void ShowNearestWording(const CreditTerms& terms, const CopyFacts& facts, Finding& finding) {
  size_t least = std::numeric_limits<size_t>::max();
  for (const std::string& required : terms.wordings) {
    SlotValues slots = facts.slots;
    if (facts.credit && !facts.credit->name.empty()) {
      // The source by the name that the copy uses, if it is one of its names.
      const auto used = std::ranges::find(slots.sources, facts.credit->name);
      if (used != slots.sources.end()) std::iter_swap(slots.sources.begin(), used);
    }
    const Wording wording(required, slots);
    if (!facts.credit) {
      finding.required_wording = wording.proposal();
      return;
    }
    Wording::Difference difference = wording.DifferenceTo(facts.copy_tokens, facts.credit->span);
    if (difference.words >= least) continue;
    least = difference.words;
    finding.required_wording = wording.proposal();
    finding.wording = std::move(difference.steps);
  }
}

// Words of the copied text that stand after the original's first `paragraphs` paragraphs.
double WordsAfterParagraphs(const CopyFacts& facts, int paragraphs) {
  const std::string& body = facts.given->original.article.body;
  const auto& tokens = facts.original_tokens.tokens();
  size_t limit = tokens.size();  // The first token of the next paragraph.
  int begun = 0;
  for (size_t i = 0; i < tokens.size(); ++i) {
    const size_t before = i == 0 ? 0 : tokens[i - 1].span.end;
    const bool starts = i == 0 || body.substr(before, tokens[i].span.begin - before).find('\n') !=
                                      std::string::npos;
    if (starts && ++begun > paragraphs) {
      limit = i;
      break;
    }
  }
  double words = 0;
  for (const Passage& passage : facts.given->match.passages) {
    for (size_t i = limit; i < tokens.size(); ++i) {
      if (tokens[i].span.begin >= passage.a.begin && tokens[i].span.end <= passage.a.end) {
        words += facts.original_tokens.CountWords(i, i + 1);
      }
    }
  }
  return words;
}

Finding TooMuch(std::string reason, double measured, double limit, std::string message) {
  Finding finding = Breach(
      FindingClass::kExcessExcerpt, Severity::kMedium, std::move(reason), std::move(message),
      "Shorten the excerpt to what the licence allows, or ask for a licence of the full text.");
  finding.measured = measured;
  finding.limit = limit;
  return finding;
}

Finding Altered(std::string reason, double measured, double limit, std::string message,
                std::vector<Alteration> alterations) {
  Finding finding =
      Breach(FindingClass::kAltered, Severity::kMedium, std::move(reason), std::move(message),
             "Put the original's words back, or ask the source to agree to the changes.");
  finding.measured = measured;
  finding.limit = limit;
  if (alterations.size() > kMaxAlterations) alterations.resize(kMaxAlterations);
  finding.alterations = std::move(alterations);
  return finding;
}

}  // namespace

std::optional<Finding> CheckCoverage(const Licence& licence, const CopyFacts& facts,
                                     const SourceRegistry& registry) {
  if (facts.copied_at && facts.clock == Clock::kPublisher) {
    const absl::CivilDay day = absl::ToCivilDay(*facts.copied_at, absl::UTCTimeZone());
    if (licence.valid_until && day > *licence.valid_until) {
      Finding finding =
          Breach(FindingClass::kExpired, Severity::kHigh, "expired",
                 absl::StrCat("Published ", Moment(*facts.copied_at), ", ", Whose(facts.clock),
                              "; the licence ended with ", Day(*licence.valid_until), "."),
                 "Renew the licence, or take the text down.");
      finding.limit_time = absl::FromCivil(*licence.valid_until + 1, absl::UTCTimeZone());
      return finding;
    }
    if (licence.valid_from && day < *licence.valid_from) {
      Finding finding =
          NotCovered("not_yet_valid",
                     absl::StrCat("Published ", Moment(*facts.copied_at), ", ", Whose(facts.clock),
                                  "; the licence begins with ", Day(*licence.valid_from), "."));
      finding.limit_time = absl::FromCivil(*licence.valid_from, absl::UTCTimeZone());
      return finding;
    }
  }
  const std::string& language = facts.given->copy.article.language;
  if (!licence.languages.empty() && !language.empty() && !Speaks(language, licence.languages)) {
    return NotCovered("language",
                      absl::StrCat("The copy is in '", language, "'; the licence is for ",
                                   absl::StrJoin(licence.languages, ", "), "."));
  }
  for (const CreditLine& credit : facts.original_credits.credits) {
    if (credit.own || credit.confidence < kMinStatedConfidence) continue;
    const Source* credited = registry.SourceOf(credit.party);
    if (credited == nullptr || std::ranges::find(licence.excluded_credits, credited->id) ==
                                   licence.excluded_credits.end()) {
      continue;
    }
    return NotCovered("third_party_text", absl::StrCat("The original credits ", credited->name,
                                                       ", whose texts the licence leaves out."));
  }
  return std::nullopt;
}

std::optional<Finding> CheckEmbargo(const Licence& licence, const CopyFacts& facts) {
  const std::optional<absl::Time>& published = facts.given->original.article.published_at;
  if (licence.embargo == absl::ZeroDuration() || !published || !facts.copied_at) {
    return std::nullopt;
  }
  const absl::Time end = *published + licence.embargo;
  if (*facts.copied_at >= end) return std::nullopt;
  Finding finding =
      Breach(FindingClass::kEmbargoBreach, Severity::kHigh, "embargo",
             absl::StrCat("Published ", Moment(*facts.copied_at), ", ", Whose(facts.clock),
                          "; the embargo ended ", Moment(end), ", ",
                          absl::ToInt64Hours(licence.embargo), " hours after the original."),
             "Hold texts of this source back until the embargo has ended.");
  finding.measured = absl::ToDoubleHours(*facts.copied_at - *published);
  finding.limit = absl::ToDoubleHours(licence.embargo);
  finding.limit_time = end;
  return finding;
}

std::optional<Finding> CheckCredit(const Licence& licence, const CopyFacts& facts) {
  const CreditTerms& terms = licence.credit;
  if (!terms.required) return std::nullopt;
  const Span region = facts.Region(terms.place);
  std::optional<Span> misplaced;
  for (const std::string& required : terms.wordings) {
    const Wording wording(required, facts.slots);
    if (wording.FindIn(facts.body(), facts.copy_tokens, region)) return std::nullopt;
    if (!misplaced) misplaced = wording.FindIn(facts.body(), facts.copy_tokens, facts.whole());
  }
  if (terms.wordings.empty() && facts.credit) {
    if (facts.credit->span.begin >= region.begin && facts.credit->span.end <= region.end) {
      return std::nullopt;
    }
    misplaced = facts.credit->span;
  }
  if (misplaced) {
    Finding finding =
        Breach(FindingClass::kWrongCreditWording, Severity::kLow, "placement",
               absl::StrCat("The required credit is there, but does not stand ",
                            PlaceInWords(terms.place), "."),
               absl::StrCat("Move the credit: it has to stand ", PlaceInWords(terms.place), "."));
    finding.credit = misplaced;
    return finding;
  }
  const std::string& name = facts.source->name;
  if (!facts.credit) {
    Finding finding = Breach(FindingClass::kMissingCredit, Severity::kHigh, "no_credit",
                             absl::StrCat("Nothing in the copy credits ", name, "."), "");
    ShowNearestWording(terms, facts, finding);
    const std::string where =
        terms.place == Placement::kAnywhere ? "" : " " + PlaceInWords(terms.place);
    finding.advice = finding.required_wording.empty()
                         ? absl::StrCat("Credit ", name, where, ".")
                         : absl::StrCat("Add", where, ": \"", finding.required_wording, "\"");
    return finding;
  }
  Finding finding =
      Breach(FindingClass::kWrongCreditWording, Severity::kLow, "wording",
             absl::StrCat("The copy credits ", name, ", but not in the required words."), "");
  finding.credit = facts.credit->span;
  ShowNearestWording(terms, facts, finding);
  finding.advice = absl::StrCat("Replace the credit with: \"", finding.required_wording, "\"");
  return finding;
}

std::optional<Finding> CheckLink(const Licence& licence, const CopyFacts& facts) {
  const LinkTerms& terms = licence.link;
  if (!terms.required) return std::nullopt;
  std::vector<std::string> hosts = terms.hosts;
  if (terms.target == LinkTarget::kSite) {
    hosts = facts.source->domains;
    for (const Desk& desk : facts.source->desks) {
      if (!desk.domain.empty() && std::ranges::find(hosts, desk.domain) == hosts.end()) {
        hosts.push_back(desk.domain);
      }
    }
  }
  const bool to_page = terms.target == LinkTarget::kOriginal && !facts.original_page.empty();
  const auto leads_there = [&](const WrittenLink& link) {
    if (to_page) return link.page == facts.original_page;
    return std::ranges::any_of(
        hosts, [&](const std::string& host) { return IsOfDomain(link.host, host); });
  };
  if (terms.target == LinkTarget::kOriginal && !to_page) hosts = facts.source->domains;
  const Span region = facts.Region(terms.place);
  const WrittenLink* misplaced = nullptr;
  const WrittenLink* near = nullptr;  // Of the source, but not where it has to lead.
  for (const WrittenLink& link : facts.links) {
    if (leads_there(link)) {
      if (link.span.begin >= region.begin && link.span.end <= region.end) return std::nullopt;
      if (misplaced == nullptr) misplaced = &link;
    } else if (near == nullptr &&
               std::ranges::any_of(facts.source->domains, [&](const std::string& domain) {
                 return IsOfDomain(link.host, domain);
               })) {
      near = &link;
    }
  }
  // The links of a page are known only where it came as one.
  const bool links_known = !facts.given->copy.article.signals.empty();
  const std::string& url = facts.given->original.article.url;
  const std::string target = to_page ? url.empty() ? facts.given->original.article.id.value() : url
                                     : absl::StrJoin(hosts, " or ");
  Finding finding =
      Breach(FindingClass::kMissingLink, misplaced != nullptr ? Severity::kLow : Severity::kMedium,
             misplaced != nullptr ? "placement"
             : near != nullptr    ? "other_page"
                                  : "no_link",
             misplaced != nullptr ? absl::StrCat("The required link is there, but does not stand ",
                                                 PlaceInWords(terms.place), ".")
                                  : absl::StrCat(links_known ? "No link to " : "No address of ",
                                                 to_page ? "the original" : "the required site",
                                                 " stands ", PlaceInWords(terms.place), "."),
             absl::StrCat("Link to ", target, " ", PlaceInWords(terms.place), "."));
  if (to_page) {
    finding.link_url = target;
  } else {
    finding.link_hosts = hosts;
  }
  if (misplaced != nullptr) {
    finding.link = misplaced->span;
  } else if (near != nullptr) {
    finding.link = near->span;
  }
  finding.confirm_on_page = !links_known;
  return finding;
}

std::optional<Finding> CheckExtent(const Licence& licence, const CopyFacts& facts) {
  const ExtentTerms& terms = licence.extent;
  const double words = facts.comparison.reproduced_words;
  if (terms.max_words && words > *terms.max_words) {
    return TooMuch(
        "max_words", words, *terms.max_words,
        absl::StrCat(Words(words), " of the original are reproduced; the licence allows ",
                     Words(*terms.max_words), "."));
  }
  if (terms.max_share && facts.ReproducedShare() > *terms.max_share) {
    return TooMuch("max_share", facts.ReproducedShare(), *terms.max_share,
                   absl::StrCat(Percent(facts.ReproducedShare()),
                                " of the original are reproduced; the licence allows ",
                                Percent(*terms.max_share), "."));
  }
  if (terms.first_paragraphs) {
    const double after = WordsAfterParagraphs(facts, *terms.first_paragraphs);
    if (after > 0) {
      return TooMuch("first_paragraphs", after, 0,
                     absl::StrCat(Words(after), " are reproduced from after the first ",
                                  *terms.first_paragraphs,
                                  *terms.first_paragraphs == 1 ? " paragraph" : " paragraphs",
                                  ", where the licence ends."));
    }
  }
  return std::nullopt;
}

std::optional<Finding> CheckEdits(const Licence& licence, const CopyFacts& facts) {
  const TextComparison& text = facts.comparison;
  const auto of_kind = [&](bool cuts) {
    std::vector<Alteration> chosen;
    std::ranges::copy_if(text.alterations, std::back_inserter(chosen), [&](const Alteration& one) {
      return cuts || one.kind != AlterationKind::kCut;
    });
    return chosen;
  };
  const double changed_or_cut =
      text.story_words > 0 ? 1 - text.unchanged_words / text.story_words : 0;
  if (licence.edits.max_edited_share) {
    const bool cuts = licence.edits.cuts_count_as_edits;
    const double share = cuts                        ? changed_or_cut
                         : text.reproduced_words > 0 ? text.changed_words / text.reproduced_words
                                                     : 0;
    if (share > *licence.edits.max_edited_share) {
      return Altered(
          cuts ? "changed_or_cut" : "changed", share, *licence.edits.max_edited_share,
          absl::StrCat(Percent(share),
                       cuts ? " of the original were changed or cut"
                            : " of the reproduced words were changed",
                       "; the licence allows ", Percent(*licence.edits.max_edited_share), "."),
          of_kind(cuts));
    }
  }
  if (licence.extent.mode == ExtentMode::kWhole) {
    const double cut = 1 - facts.ReproducedShare();
    if (cut > kWholeSlack) {
      return Altered("not_whole", cut, 0,
                     absl::StrCat(Percent(cut),
                                  " of the original were cut; the licence is for the whole text."),
                     of_kind(true));
    }
  }
  if (!licence.edits.headline_may_change && facts.headline_changed) {
    return Altered("headline", 0, 0, "The headline was changed, which the licence does not allow.",
                   {{.kind = AlterationKind::kHeadline}});
  }
  return std::nullopt;
}

std::optional<Finding> CheckUnlicensed(const UnlicensedExcerpt& tolerated, const CopyFacts& facts) {
  const double words = facts.comparison.reproduced_words;
  if (words <= tolerated.max_words && facts.ReproducedShare() <= tolerated.max_share) {
    return std::nullopt;
  }
  Finding finding =
      NotCovered("no_licence", absl::StrCat("No licence covers texts of ", facts.source->name,
                                            " here: ", Words(words), " are reproduced, ",
                                            Words(tolerated.max_words), " are tolerated."));
  finding.measured = words;
  finding.limit = tolerated.max_words;
  return finding;
}

Finding OverCount(const Licence& licence, int copies) {
  const int limit = licence.count->max_copies;
  Finding finding =
      NotCovered(kOverCountReason, absl::StrCat("This is copy ", copies, " of its ",
                                                std::string(CountPeriodName(licence.count->per)),
                                                "; the licence allows ", limit, "."));
  finding.measured = copies;
  finding.limit = limit;
  return finding;
}

}  // namespace newsprint
