#include "source/credit_finder.h"

#include <re2/re2.h>

#include <algorithm>
#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "newsprint/article/status.h"
#include "newsprint/source/credit_lines.h"
#include "source/defaults.h"
#include "source/line_split.h"
#include "source/registry_builder.h"

namespace newsprint {
namespace {

using source::Cue;
using source::CueLine;
using source::Cues;
using source::CueSide;
using source::Own;
using source::Place;
using source::Verdict;

constexpr int64_t kPrefilterBytes = 64 << 20;
// A dateline's sigil stands within so many bytes of its line's begin.
constexpr uint32_t kDatelineBytes = 200;
constexpr double kUnregistered = .8;
constexpr uint32_t kMaxNameBytes = 120;
constexpr double kMaxBareNameWords = 12;
constexpr double kMaxShortWords = 16;
// A shorter line is no full line of a text that is broken into lines.
constexpr uint32_t kFullLineBytes = 40;

// Up to `bytes` of a line, not cutting a character.
Span HeadOf(std::string_view text, Span line, uint32_t bytes) {
  if (line.size() <= bytes) return line;
  uint32_t end = line.begin + bytes;
  while (end > line.begin && (text[end] & 0xc0) == 0x80) --end;
  return {line.begin, end};
}

// The name with the brackets and dashes that make a sigil of it.
Span SigilAround(std::string_view text, Span line, Span name) {
  while (name.begin > line.begin &&
         std::string_view("(-[").find(text[name.begin - 1]) != std::string_view::npos) {
    --name.begin;
  }
  while (name.end < line.end &&
         std::string_view(")]").find(text[name.end]) != std::string_view::npos) {
    ++name.end;
  }
  return name;
}

// Names have a capital where the script has capitals; dates and pronouns have none.
bool BeginsLikeAName(std::string_view text, Span name) {
  std::vector<source::Piece> pieces;
  source::AppendPieces(text, name, pieces);
  if (pieces.empty()) return false;
  const source::Piece& first = pieces.front();
  if (first.kind == source::Piece::Kind::kIdeograph) return true;
  const bool cased =
      first.script == source::LineScript::kLatin || first.script == source::LineScript::kCyrillic;
  return first.kind == source::Piece::Kind::kWord &&
         (!cased || std::any_of(pieces.begin(), pieces.end(),
                                [](const source::Piece& piece) { return piece.capital; }));
}

// Whether `line` goes on with the sentence that `before` breaks off.
bool GoesOn(std::string_view text, Span before, Span line) {
  if (before.size() < kFullLineBytes) return false;
  const std::string_view gap = text.substr(before.end, line.begin - before.end);
  if (std::count(gap.begin(), gap.end(), '\n') != 1) return false;
  if (std::string_view(".!?:;\"')").find(text[before.end - 1]) != std::string_view::npos) {
    return false;
  }
  std::vector<source::Piece> pieces;
  source::AppendPieces(text, HeadOf(text, line, kFullLineBytes), pieces);
  if (pieces.empty()) return false;
  const source::Piece& first = pieces.front();
  return first.kind == source::Piece::Kind::kWord && !first.capital &&
         (first.script == source::LineScript::kLatin ||
          first.script == source::LineScript::kCyrillic);
}

// Reads one text.
class TextReader {
 public:
  TextReader(const source::FinderParts& finder, std::string_view text, const TextOrigin& origin)
      : finder_(finder), text_(text), lines_(source::NonBlankLines(text)) {
    own_.party = finder.registry.FindPublisher(origin.publisher, origin.url);
    own_.source = finder.registry.SourceOf(own_.party);
  }

  CreditReading Read() && {
    // Only lines with something in them that may be a name are looked at.
    size_t line = 0;
    for (size_t at = 0; at < text_.size();) {
      re2::StringPiece hit;
      if (!finder_.prefilter->Match(text_, at, text_.size(), re2::RE2::UNANCHORED, &hit, 1)) break;
      const auto begin = static_cast<size_t>(hit.data() - text_.data());
      while (line < lines_.size() && lines_[line].end <= begin) ++line;
      if (line == lines_.size()) break;
      ReadLine(line, begin);
      at = lines_[line].end;
      ++line;
    }
    return std::move(reading_);
  }

 private:
  // `hit` is where the prefilter first found something in the line.
  void ReadLine(size_t index, size_t hit) {
    const Span line = lines_[index];
    Place place;
    place.lines_before = index;
    place.lines_after = lines_.size() - index - 1;
    place.sentence = index > 0 && GoesOn(text_, lines_[index - 1], line);
    if (ReadPart(line, place)) return;
    if (place.lines_before < source::kEdgeLines && hit < line.begin + kDatelineBytes) {
      ReadDateline(line, place);
    }
    place.sentence = true;
    for (const Span sentence : source::Sentences(text_, line)) {
      const re2::StringPiece part(text_.data() + sentence.begin, sentence.size());
      if (re2::RE2::PartialMatch(part, *finder_.prefilter)) ReadPart(sentence, place);
    }
  }

  // Reports what `part` says; false if it is too long for one statement.
  bool ReadPart(Span part, const Place& place) {
    const std::string_view bytes = text_.substr(part.begin, part.size());
    if (bytes.size() > kMaxPartBytes ||
        std::count(bytes.begin(), bytes.end(), ' ') > kMaxPartSpaces) {
      return false;
    }
    const CueLine line = ReadCueLine(text_, part, finder_.registry, finder_.patterns, own_);
    if (line.words > source::kMaxCreditWords) return false;
    const Cues cues = CuesOf(line);
    const std::optional<Verdict> verdict = JudgeLine(line, cues, place);
    if (!verdict.has_value()) {
      if (line.namings.empty()) ReadUnregistered(part, line, cues);
      return true;
    }
    Report(part, line, *verdict);
    return true;
  }

  // What speaks against a credit is looked for only where something speaks for one, or the line is
  // so short that it may be a heading or a photo credit: most lines that name a source only quote
  // it.
  Cues CuesOf(const CueLine& line) const {
    Cues cues = finder_.cues.Match(CueSide::kCredit, line.text, line.scripts);
    if (cues.Any() || line.words <= kMaxShortWords) {
      cues.Add(finder_.cues.Match(CueSide::kPage, line.text, line.scripts));
    }
    return cues;
  }

  void ReadDateline(Span line, const Place& place) {
    const Span head = HeadOf(text_, line, kDatelineBytes);
    const CueLine read = ReadCueLine(text_, head, finder_.registry, finder_.patterns, own_);
    if (!finder_.cues.Match(CueSide::kCredit, read.text, read.scripts).Has(Cue::kDateline)) return;
    Cues dateline;
    dateline.Add(Cue::kDateline);
    if (const std::optional<Verdict> verdict = JudgeLine(read, dateline, place)) {
      Report(head, read, *verdict);
    }
  }

  void Report(Span part, const CueLine& line, const Verdict& verdict) {
    std::vector<Party> seen;
    for (const source::Naming& naming : line.namings) {
      if (std::find(seen.begin(), seen.end(), naming.party) != seen.end()) continue;
      // Links beside names only repeat them.
      if (naming.link && NamesParty(line)) continue;
      seen.push_back(naming.party);
      if (!verdict.credit) {
        reading_.mentions.push_back({part, verdict.mention, naming.party, naming.span});
        continue;
      }
      CreditLine credit;
      credit.span = part;
      if (verdict.sigil_only || verdict.dateline) {
        const Span sigil = SigilAround(text_, part, naming.span);
        credit.span = {verdict.dateline ? part.begin : sigil.begin, sigil.end};
      }
      credit.type = verdict.type;
      credit.party = naming.party;
      credit.name_span = naming.span;
      credit.name = text_.substr(naming.span.begin, naming.span.size());
      credit.own = naming.own;
      credit.confidence = verdict.confidence;
      reading_.credits.push_back(std::move(credit));
      if (verdict.dateline) return;  // Names behind it belong to the story.
    }
    if (line.namings.empty()) {
      CreditLine credit;
      credit.span = part;
      credit.type = verdict.type;
      credit.confidence = verdict.confidence;
      reading_.credits.push_back(std::move(credit));
    }
  }

  static bool NamesParty(const CueLine& line) {
    return std::any_of(line.namings.begin(), line.namings.end(),
                       [](const source::Naming& naming) { return !naming.link; });
  }

  void ReadUnregistered(Span part, const CueLine& line, Cues cues) {
    if (cues.HasAny(Cue::kPhoto, Cue::kPromo, Cue::kRelated, Cue::kMention)) return;
    // Books and studies are first published somewhere, too: the line must be about this text.
    if (!cues.Has(Cue::kOpening) && line.words > kMaxBareNameWords) return;
    const Span name = line.SourceOf(finder_.cues.FindName(line.text));
    if (name.empty() || name.size() > kMaxNameBytes || !BeginsLikeAName(text_, name)) return;
    CreditLine credit;
    credit.span = part;
    credit.type = CreditType::kFull;
    credit.name = text_.substr(name.begin, name.size());
    credit.name_span = name;
    credit.confidence = kUnregistered;
    reading_.credits.push_back(std::move(credit));
  }

  // kMaxCreditWords of the longest words in use.
  static constexpr uint32_t kMaxPartBytes = 2048;
  // More than that have more words than kMaxCreditWords, even with marks between spaces.
  static constexpr ptrdiff_t kMaxPartSpaces = 80;

  const source::FinderParts& finder_;
  std::string_view text_;
  std::vector<Span> lines_;
  Own own_;
  CreditReading reading_;
};

// Finds any of the patterns. `what` is what messages call them.
absl::StatusOr<std::unique_ptr<re2::RE2>> CompileTriggers(std::vector<std::string> triggers,
                                                          absl::string_view what) {
  // An empty alternation would match everywhere: one that matches nowhere.
  if (triggers.empty()) triggers.push_back("[^\\x00-\\x{10ffff}]");
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(kPrefilterBytes);
  auto prefilter = std::make_unique<re2::RE2>(absl::StrJoin(triggers, "|"), options);
  if (!prefilter->ok()) {
    return absl::InvalidArgumentError(absl::StrCat(what, " together: ", prefilter->error()));
  }
  return prefilter;
}

std::vector<std::string> NameTriggers(const SourceRegistry& registry,
                                      const source::CuePatterns& patterns) {
  std::vector<std::string> triggers = registry.names().Triggers();
  for (const Source& one : registry.sources()) {
    for (const std::string& domain : one.domains) triggers.push_back(re2::RE2::QuoteMeta(domain));
    for (const Desk& desk : one.desks) {
      if (!desk.domain.empty()) triggers.push_back(re2::RE2::QuoteMeta(desk.domain));
    }
  }
  for (const Publisher& one : registry.publishers()) {
    for (const std::string& domain : one.domains) triggers.push_back(re2::RE2::QuoteMeta(domain));
  }
  triggers.insert(triggers.end(), patterns.triggers.begin(), patterns.triggers.end());
  return triggers;
}

}  // namespace

std::string_view CreditTypeName(CreditType type) {
  switch (type) {
    case CreditType::kFull:
      return "full";
    case CreditType::kPartial:
      return "partial";
    case CreditType::kWire:
      return "wire";
    case CreditType::kDisclaimer:
      return "disclaimer";
    case CreditType::kRights:
      return "rights";
  }
  std::abort();  // No other value exists.
}

std::string_view MentionKindName(MentionKind kind) {
  switch (kind) {
    case MentionKind::kReference:
      return "reference";
    case MentionKind::kPhoto:
      return "photo";
    case MentionKind::kLink:
      return "link";
    case MentionKind::kAmbiguous:
      return "ambiguous";
  }
  std::abort();  // No other value exists.
}

CreditLineFinder::CreditLineFinder(std::shared_ptr<const source::FinderParts> parts)
    : parts_(std::move(parts)) {}

absl::StatusOr<CreditLineFinder> CreditLineFinder::Create(SourceRegistry registry,
                                                          std::string_view patterns,
                                                          std::string_view file_name) {
  auto parts = std::make_shared<source::FinderParts>();
  NEWSPRINT_ASSIGN_OR_RETURN(parts->patterns, source::ParseCuePatterns(patterns, file_name));
  NEWSPRINT_ASSIGN_OR_RETURN(parts->cues, source::CueSet::Compile(parts->patterns));
  NEWSPRINT_ASSIGN_OR_RETURN(
      parts->prefilter,
      CompileTriggers(NameTriggers(registry, parts->patterns), "names and domains"));
  NEWSPRINT_ASSIGN_OR_RETURN(parts->notice_prefilter,
                             CompileTriggers(parts->patterns.notice_triggers, "notices"));
  parts->registry = std::move(registry);
  parts->patterns_hash = HexHash(patterns);
  return CreditLineFinder(std::move(parts));
}

CreditLineFinder CreditLineFinder::WithDefaultPatterns(SourceRegistry registry) {
  absl::StatusOr<CreditLineFinder> finder =
      Create(std::move(registry), source::DefaultCreditLinesYaml(), "credit_lines.yaml");
  if (!finder.ok()) std::abort();  // The file was tested with the build.
  return *std::move(finder);
}

const CreditLineFinder& CreditLineFinder::Default() {
  static const CreditLineFinder* const finder =
      new CreditLineFinder(WithDefaultPatterns(SourceRegistry::Default()));
  return *finder;
}

const SourceRegistry& CreditLineFinder::registry() const { return parts_->registry; }
const std::string& CreditLineFinder::patterns_hash() const { return parts_->patterns_hash; }

CreditReading CreditLineFinder::Read(std::string_view text, const TextOrigin& origin) const {
  return TextReader(*parts_, text, origin).Read();
}

const CreditLine* BestCredit(const CreditReading& reading, const SourceRegistry& registry) {
  const CreditLine* best = nullptr;
  for (const CreditLine& credit : reading.credits) {
    if (credit.own || registry.SourceOf(credit.party) == nullptr ||
        credit.confidence < kMinStatedConfidence) {
      continue;
    }
    if (best == nullptr || credit.confidence > best->confidence ||
        (credit.confidence == best->confidence && credit.type < best->type)) {
      best = &credit;
    }
  }
  return best;
}

}  // namespace newsprint
