#include "newsprint/match/own_text.h"

#include <cstddef>
#include <optional>

namespace newsprint {
namespace {

// Ascending spans, asked about ascending tokens.
class SpanCursor {
 public:
  explicit SpanCursor(std::span<const Span> spans) : spans_(spans) {}

  bool Holds(Span token) {
    while (at_ < spans_.size() && spans_[at_].end <= token.begin) ++at_;
    return at_ < spans_.size() && spans_[at_].begin < token.end;
  }

 private:
  std::span<const Span> spans_;
  size_t at_ = 0;
};

}  // namespace

std::string_view OwnTextKindName(OwnTextKind kind) {
  switch (kind) {
    case OwnTextKind::kCredit:
      return "credit";
    case OwnTextKind::kPromo:
      return "promo";
    case OwnTextKind::kBoilerplate:
      return "boilerplate";
    case OwnTextKind::kParagraph:
      return "paragraph";
  }
  return "unknown";
}

std::vector<uint32_t> LineBegins(std::string_view text) {
  std::vector<uint32_t> begins;
  for (size_t end = text.find('\n'); end != std::string_view::npos;
       end = text.find('\n', end + 1)) {
    begins.push_back(static_cast<uint32_t>(end + 1));
  }
  return begins;
}

std::vector<OwnText> FindOwnText(const TokenizedText& text, std::span<const uint32_t> line_begins,
                                 std::span<const Span> passages, const KnownLines& known) {
  SpanCursor shared(passages), credits(known.credits), promos(known.promos),
      boilerplate(known.boilerplate);
  std::vector<OwnText> found;
  size_t line = 0;
  // Where the stretch at the end of `found` still grows: its first token.
  std::optional<uint32_t> open;
  size_t line_of_open = 0;
  const std::vector<Token>& tokens = text.tokens();
  const auto close = [&](uint32_t end) {
    if (open) found.back().words = text.CountWords(*open, end);
    open.reset();
  };
  for (uint32_t i = 0; i < tokens.size(); ++i) {
    const Span span = tokens[i].span;
    while (line < line_begins.size() && line_begins[line] <= span.begin) ++line;
    // All cursors move with the token, whatever it turns out to be.
    const bool is_shared = shared.Holds(span), is_credit = credits.Holds(span),
               is_promo = promos.Holds(span), is_boilerplate = boilerplate.Holds(span);
    if (is_shared) {
      close(i);
      continue;
    }
    const OwnTextKind kind = is_credit        ? OwnTextKind::kCredit
                             : is_promo       ? OwnTextKind::kPromo
                             : is_boilerplate ? OwnTextKind::kBoilerplate
                                              : OwnTextKind::kParagraph;
    if (!open || line != line_of_open || kind != found.back().kind) {
      close(i);
      found.push_back({span, kind, 0});
      open = i;
      line_of_open = line;
    }
    found.back().span.end = span.end;
  }
  close(static_cast<uint32_t>(tokens.size()));
  return found;
}

}  // namespace newsprint
