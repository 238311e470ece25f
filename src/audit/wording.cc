#include "audit/wording.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace newsprint {
namespace {

// A slot for any text takes at most so many words.
constexpr size_t kMaxAnyTextTokens = 30;
// Longer lines are compared by their beginning.
constexpr size_t kMaxLineTokens = 400;

constexpr std::array<std::string_view, 7> kSentenceEnds = {".", "!", "?", "。", "！", "？", "۔"};

std::string Fold(std::string_view text) {
  std::string folded;
  const auto tokens = Tokenize(text);
  if (!tokens.ok()) return folded;
  for (size_t i = 0; i < tokens->size(); ++i) folded += tokens->folded(i);
  return folded;
}

bool EndsSentence(std::string_view text) {
  return std::ranges::any_of(kSentenceEnds,
                             [text](std::string_view mark) { return text.ends_with(mark); });
}

// Whether the sentence ends at `at`: by a mark, or with the line.
bool SentenceEndsAt(std::string_view body, size_t at) {
  constexpr std::array<std::string_view, 11> kClosers = {" ", ")", "]",  "\"", "'", "”",
                                                         "’", "»", "\r", "*",  "_"};
  while (at < body.size()) {
    const std::string_view rest = body.substr(at);
    if (rest.front() == '\n') return true;
    if (std::ranges::any_of(kSentenceEnds,
                            [rest](std::string_view mark) { return rest.starts_with(mark); })) {
      return true;
    }
    const auto* const closer = std::ranges::find_if(
        kClosers, [rest](std::string_view mark) { return rest.starts_with(mark); });
    if (closer == kClosers.end()) return false;
    at += closer->size();
  }
  return true;
}

bool IsYear(std::string_view folded) {
  return folded.size() == 4 &&
         std::ranges::all_of(folded, [](char c) { return c >= '0' && c <= '9'; });
}

const std::vector<std::string>& ValuesOf(Slot slot, const SlotValues& values) {
  static const auto& none = *new std::vector<std::string>();
  switch (slot) {
    case Slot::kYear:
      return values.years;
    case Slot::kUrl:
      return values.urls;
    case Slot::kSite:
      return values.sites;
    case Slot::kSource:
      return values.sources;
    case Slot::kOutlet:
      return values.outlets;
    case Slot::kAuthor:
    case Slot::kDate:
    case Slot::kTitle:
      return none;
  }
  return none;
}

void AddDistinct(std::vector<std::string>& to, std::string value) {
  if (!value.empty() && std::ranges::find(to, value) == to.end()) to.push_back(std::move(value));
}

}  // namespace

void AddSource(const Source& source, SlotValues& values) {
  AddDistinct(values.sources, source.name);
  for (const Desk& desk : source.desks) AddDistinct(values.sources, desk.name);
  for (const SourceName& name : source.names) AddDistinct(values.sources, name.text);
  AddDistinct(values.sources, source.abbreviation);
  const auto add_site = [&values](const std::string& domain) {
    AddDistinct(values.sites, domain);
    AddDistinct(values.sites, "www." + domain);
  };
  for (const std::string& domain : source.domains) add_site(domain);
  for (const Desk& desk : source.desks) add_site(desk.domain);
}

Wording::Wording(std::string_view wording, const SlotValues& values) {
  const auto parts = SplitWording(wording);
  if (!parts.ok()) return;
  ends_sentence_ = EndsSentence(wording);
  for (const WordingPart& part : *parts) {
    Element element;
    if (!part.slot) {
      proposal_ += part.words;
      element.alternatives.push_back(Fold(part.words));
      if (element.alternatives.front().empty()) continue;  // Punctuation.
    } else {
      const std::vector<std::string>& fillings = ValuesOf(*part.slot, values);
      element.any_year = *part.slot == Slot::kYear && fillings.empty();
      element.any_text = fillings.empty() && !element.any_year;
      proposal_ += fillings.empty() ? std::string(SlotName(*part.slot)) : fillings.front();
      for (const std::string& filling : fillings) {
        AddDistinct(element.alternatives, Fold(filling));
      }
    }
    elements_.push_back(std::move(element));
  }
}

// The letters of a text in one string, and where its tokens begin in it.
class Wording::Search {
 public:
  Search(const Wording& wording, std::string_view body, const TokenizedText& tokens)
      : wording_(wording), body_(body), tokens_(tokens) {
    for (size_t i = 0; i < tokens.size(); ++i) {
      begins_.push_back(static_cast<uint32_t>(letters_.size()));
      letters_ += tokens.folded(i);
    }
    begins_.push_back(static_cast<uint32_t>(letters_.size()));
  }

  std::optional<Span> Find(Span within) const {
    if (wording_.elements_.empty()) return std::nullopt;
    for (size_t first = 0; first < tokens_.size(); ++first) {
      if (tokens_.span(first).begin < within.begin) continue;
      const std::optional<size_t> end = MatchFrom(0, begins_[first]);
      if (!end) continue;
      const Span found = {tokens_.span(first).begin, tokens_.span(*end - 1).end};
      if (found.end <= within.end) return found;
    }
    return std::nullopt;
  }

 private:
  // The token after the last one of a match of the elements from `element` on.
  std::optional<size_t> MatchFrom(size_t element, size_t letter) const {
    if (element == wording_.elements_.size()) {
      const auto end = std::ranges::lower_bound(begins_, letter);
      if (end == begins_.begin() || *end != letter) return std::nullopt;  // Inside a word.
      const auto token = static_cast<size_t>(end - begins_.begin());
      if (wording_.ends_sentence_ && !SentenceEndsAt(body_, tokens_.span(token - 1).end)) {
        return std::nullopt;
      }
      return token;
    }
    const Element& one = wording_.elements_[element];
    if (one.any_text || one.any_year) return MatchAny(element, letter);
    for (const std::string& alternative : one.alternatives) {
      if (letters_.compare(letter, alternative.size(), alternative) != 0) continue;
      if (const auto end = MatchFrom(element + 1, letter + alternative.size())) return end;
    }
    return std::nullopt;
  }

  std::optional<size_t> MatchAny(size_t element, size_t letter) const {
    const auto begin = std::ranges::lower_bound(begins_, letter);
    if (*begin != letter) return std::nullopt;
    const auto token = static_cast<size_t>(begin - begins_.begin());
    if (wording_.elements_[element].any_year) {
      if (token == tokens_.size() || !IsYear(tokens_.folded(token))) return std::nullopt;
      return MatchFrom(element + 1, begins_[token + 1]);
    }
    const size_t last = std::min(tokens_.size(), token + kMaxAnyTextTokens);
    for (size_t end = token + 1; end <= last; ++end) {
      if (const auto found = MatchFrom(element + 1, begins_[end])) return found;
    }
    return std::nullopt;
  }

  const Wording& wording_;
  std::string_view body_;
  const TokenizedText& tokens_;
  std::string letters_;
  std::vector<uint32_t> begins_;  // Of each token in letters_, and the end.
};

std::optional<Span> Wording::FindIn(std::string_view body, const TokenizedText& tokens,
                                    Span within) const {
  return Search(*this, body, tokens).Find(within);
}

Wording::Difference Wording::DifferenceTo(const TokenizedText& tokens, Span line) const {
  Difference difference;
  const auto required = Tokenize(proposal_);
  if (!required.ok()) return difference;
  std::vector<size_t> copy;  // The tokens of the line.
  for (size_t i = 0; i < tokens.size() && copy.size() < kMaxLineTokens; ++i) {
    if (tokens.span(i).begin >= line.begin && tokens.span(i).end <= line.end) copy.push_back(i);
  }
  const size_t n = required->size();
  const size_t m = copy.size();
  // A slot that stays takes any words at no cost.
  std::vector<bool> any(n, false);
  for (size_t i = 0; i < n; ++i) {
    const Span span = required->span(i);
    any[i] = span.begin > 0 && proposal_[span.begin - 1] == '{';
  }
  // cost[i][j]: of the first i required words and the first j of the line.
  std::vector<std::vector<uint32_t>> cost(n + 1, std::vector<uint32_t>(m + 1, 0));
  for (size_t i = 0; i <= n; ++i) {
    for (size_t j = 0; j <= m; ++j) {
      if (i == 0 || j == 0) {
        cost[i][j] = static_cast<uint32_t>(i + j);
        continue;
      }
      uint32_t least = std::min(cost[i - 1][j], cost[i][j - 1]) + 1;
      if (any[i - 1]) {
        least = std::min({least, cost[i - 1][j - 1], cost[i][j - 1]});
      } else if (required->folded(i - 1) == tokens.folded(copy[j - 1])) {
        least = std::min(least, cost[i - 1][j - 1]);
      }
      cost[i][j] = least;
    }
  }
  difference.words = cost[n][m];
  // Back along the cheapest way.
  struct Step {
    WordingStep::Kind kind;
    Span required;
    Span copy;
  };
  std::vector<Step> steps;
  for (size_t i = n, j = m; i > 0 || j > 0;) {
    const uint32_t here = cost[i][j];
    const bool equal = i > 0 && j > 0 && here == cost[i - 1][j - 1] &&
                       (any[i - 1] || required->folded(i - 1) == tokens.folded(copy[j - 1]));
    if (equal) {
      steps.push_back({WordingStep::Kind::kEqual, required->span(i - 1), tokens.span(copy[j - 1])});
      --i;
      --j;
    } else if (i > 0 && j > 0 && any[i - 1] && here == cost[i][j - 1]) {
      steps.push_back({WordingStep::Kind::kEqual, {}, tokens.span(copy[j - 1])});
      --j;
    } else if (i > 0 && (j == 0 || here == cost[i - 1][j] + 1)) {
      steps.push_back({WordingStep::Kind::kMissing, required->span(i - 1), {}});
      --i;
    } else {
      steps.push_back({WordingStep::Kind::kExtra, {}, tokens.span(copy[j - 1])});
      --j;
    }
  }
  std::ranges::reverse(steps);
  // Runs of one kind are one step.
  Span required_span;
  for (const Step& step : steps) {
    WordingStep* last = difference.steps.empty() ? nullptr : &difference.steps.back();
    if (last == nullptr || last->kind != step.kind) {
      difference.steps.push_back({step.kind, "", step.copy});
      last = &difference.steps.back();
      required_span = step.required;
    } else {
      if (!step.copy.empty()) last->copy.end = step.copy.end;
      if (required_span.empty()) required_span = step.required;
      if (!step.required.empty()) required_span.end = step.required.end;
    }
    if (!required_span.empty()) {
      last->required =
          proposal_.substr(required_span.begin, required_span.end - required_span.begin);
    }
  }
  return difference;
}

}  // namespace newsprint
