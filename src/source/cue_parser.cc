#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "source/cue_set.h"
#include "source/yaml_reader.h"

namespace newsprint::source {
namespace {

using Blocks = absl::flat_hash_map<std::string, std::string>;

constexpr size_t kMaxExpandedBytes = 64u << 10;

constexpr std::array<std::pair<std::string_view, Cue>, kCues - 1> kCueKeys = {{
    {"full", Cue::kFull},
    {"partial", Cue::kPartial},
    {"wire", Cue::kWire},
    {"disclaimer", Cue::kDisclaimer},
    {"rights", Cue::kRights},
    {"subject", Cue::kSubject},
    {"dateline", Cue::kDateline},
    {"tail", Cue::kTail},
    {"mention", Cue::kMention},
    {"photo", Cue::kPhoto},
    {"link", Cue::kLink},
    {"promo", Cue::kPromo},
    {"related", Cue::kRelated},
    {"navigation", Cue::kNavigation},
    {"notice", Cue::kNotice},
}};

std::string Utf8(char32_t c) {
  std::string text;
  AppendUtf8(c, text);
  return text;
}

bool HasStandIn(std::string_view pattern) {
  return std::ranges::any_of(std::array{kSourceMark, kLinkMark, kAddressMark}, [&](char32_t mark) {
    return pattern.find(Utf8(mark)) != std::string_view::npos;
  });
}

// What lies outside ASCII folded as texts are, since patterns are held against folded lines.
std::string FoldPattern(std::string_view pattern) {
  std::string folded;
  for (size_t i = 0; i < pattern.size();) {
    if (static_cast<unsigned char>(pattern[i]) < 0x80) {
      folded += pattern[i++];
      continue;
    }
    size_t end = i;
    while (end < pattern.size() && static_cast<unsigned char>(pattern[end]) >= 0x80) ++end;
    std::vector<Piece> pieces;
    AppendPieces(pattern, {static_cast<uint32_t>(i), static_cast<uint32_t>(end)}, pieces);
    for (const Piece& piece : pieces) {
      // A full-width bracket is text here, and must not become syntax.
      const bool ascii = static_cast<unsigned char>(piece.folded.front()) < 0x80;
      folded += ascii ? re2::RE2::QuoteMeta(piece.folded) : piece.folded;
    }
    i = end;
  }
  return folded;
}

// Scripts in which a word of a cue may stand inside a written word: those without spaces, and those
// that write proclitics as part of the word.
bool BeginsInsideWords(char32_t c) {
  const LineScript script = LineScriptOf(c);
  if (script == LineScript::kArabic || script == LineScript::kEthiopic) return true;
  if (script == LineScript::kEastAsian) return c < 0xac00 || c >= 0xd7b0;  // All but Hangul.
  return (c >= 0xe00 && c < 0x1000) || (c >= 0x1000 && c < 0x10a0) || (c >= 0x1780 && c < 0x1800) ||
         (c >= 0x5d0 && c < 0x600);
}

struct Expanded {
  std::string regex;
  LineScript script = LineScript::kNone;
};

class PatternReader {
 public:
  PatternReader(std::string_view file, CuePatterns& to) : file_(file), to_(to) {}

  absl::Status ReadLanguage(const YAML::Node& language, const YAML::Node& node) {
    blocks_.clear();
    any_language_ = language.Scalar() == "*";
    std::vector<std::string> articles, nouns, joiners;
    YamlMap map(node, file_, language.Scalar(), UnknownKeys::kAreErrors);
    map.With("blocks", [&](const YAML::Node& value) { return ReadBlocks(value); })
        .Optional("articles", articles)
        .Optional("nouns", nouns)
        .Optional("joiners", joiners);
    for (const auto& [key, cue] : kCueKeys) {
      const std::string_view name = key;
      const Cue kind = cue;
      map.With(name, [&](const YAML::Node& value) {
        return ForEachItem(value, file_, name,
                           [&](const YAML::Node& item) { return ReadCue(item, name, kind); });
      });
    }
    map.With("unregistered", [&](const YAML::Node& value) {
      return ForEachItem(value, file_, "unregistered",
                         [&](const YAML::Node& item) { return ReadName(item); });
    });
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    for (const std::string& word : articles) to_.articles.insert(FoldPattern(word));
    for (const std::string& word : nouns) to_.nouns.insert(FoldPattern(word));
    for (const std::string& word : joiners) to_.joiners.insert(FoldPattern(word));
    return absl::OkStatus();
  }

 private:
  absl::Status ReadBlocks(const YAML::Node& value) {
    return ForEachMember(
        value, file_, "blocks", [&](const YAML::Node& name, const YAML::Node& pattern) {
          NEWSPRINT_ASSIGN_OR_RETURN(const std::string expanded, Expand(pattern, name.Scalar()));
          blocks_[name.Scalar()] = absl::StrCat("(?:", expanded, ")");
          return absl::OkStatus();
        });
  }

  absl::Status ReadCue(const YAML::Node& item, std::string_view key, Cue cue) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string expanded, Expand(item, key));
    CuePattern pattern;
    pattern.cue = cue;
    pattern.where = Where(item, key);
    std::tie(pattern.regex, pattern.script) = Bounded(expanded);
    const re2::RE2 check(pattern.regex, re2::RE2::Quiet);
    if (!check.ok()) {
      return YamlError(file_, item, key, absl::StrCat("'", item.Scalar(), "': ", check.error()));
    }
    if (re2::RE2::PartialMatch("  ", check)) {
      return YamlError(file_, item, key,
                       absl::StrCat("'", item.Scalar(), "' matches a line without words"));
    }
    if (any_language_) pattern.script = LineScript::kNone;
    if (cue == Cue::kDisclaimer) to_.triggers.push_back(TriggerOf(expanded));
    if (cue == Cue::kNotice) {
      if (HasStandIn(expanded)) {
        return YamlError(file_, item, key,
                         absl::StrCat("'", item.Scalar(), "': a notice has no stand-ins"));
      }
      to_.notice_triggers.push_back(TriggerOf(expanded));
    }
    if (cue == Cue::kSubject) {
      CuePattern opening = pattern;
      opening.cue = Cue::kOpening;
      if (!opening.regex.starts_with('^')) opening.regex = "^(?: [(*-])* ?" + opening.regex;
      to_.cues.push_back(std::move(opening));
    }
    to_.cues.push_back(std::move(pattern));
    return absl::OkStatus();
  }

  absl::Status ReadName(const YAML::Node& item) {
    constexpr std::string_view kKey = "unregistered";
    constexpr std::string_view kSlot = "{name}";
    const std::string text = item.IsScalar() ? item.Scalar() : "";
    const size_t slot = text.find(kSlot);
    if (slot == 0 || slot == std::string::npos || slot + kSlot.size() != text.size()) {
      return YamlError(file_, item, kKey, absl::StrCat("'", text, "' must end in {name}"));
    }
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string before, Expand(item, kKey, text.substr(0, slot)));
    NamePattern pattern;
    pattern.where = Where(item, kKey);
    // A name ends before punctuation, or at the first word that no name has.
    pattern.regex = absl::StrCat(Bounded(before).first, "([^.,;:|()\\\"", Utf8(kSourceMark), "]+?)",
                                 "(?: (?:[.,;:|()\\\"]|and |under |on |with |in |by |und |unter "
                                 "|et |sous |avec |y |bajo |con "
                                 "|e |sotto |и |и )| ?$)");
    to_.triggers.push_back(TriggerOf(before));
    if (const re2::RE2 check(pattern.regex, re2::RE2::Quiet);
        !check.ok() || check.NumberOfCapturingGroups() != 1) {
      return YamlError(file_, item, kKey,
                       absl::StrCat("'", text, "': ", check.ok() ? "has groups" : check.error()));
    }
    to_.names.push_back(std::move(pattern));
    return absl::OkStatus();
  }

  std::string Where(const YAML::Node& item, std::string_view key) const {
    return absl::StrCat(std::string(file_), ":", item.Mark().line + 1, ": ", std::string(key));
  }

  absl::StatusOr<std::string> Expand(const YAML::Node& item, std::string_view key) const {
    if (!item.IsScalar() || item.Scalar().empty()) {
      return YamlError(file_, item, key, "must be a pattern");
    }
    return Expand(item, key, item.Scalar());
  }

  // Folds, and puts in the blocks and the stand-ins.
  absl::StatusOr<std::string> Expand(const YAML::Node& item, std::string_view key,
                                     std::string_view pattern) const {
    const std::string folded = FoldPattern(pattern);
    std::string expanded;
    for (size_t i = 0; i < folded.size(); ++i) {
      const bool slot = folded[i] == '{' && i + 1 < folded.size() && folded[i + 1] >= 'a' &&
                        folded[i + 1] <= 'z' && (i == 0 || folded[i - 1] != 'p');
      const size_t close = slot ? folded.find('}', i) : std::string::npos;
      if (!slot || close == std::string::npos) {
        expanded += folded[i];
        continue;
      }
      const std::string name = folded.substr(i + 1, close - i - 1);
      const std::optional<std::string> value = ValueOf(name);
      if (!value.has_value()) {
        return YamlError(file_, item, key, absl::StrCat("'{", name, "}' is no block above"));
      }
      expanded += *value;
      i = close;
      if (expanded.size() > kMaxExpandedBytes) {
        return YamlError(file_, item, key,
                         absl::StrCat("over ", kMaxExpandedBytes, " bytes with its blocks"));
      }
    }
    return expanded;
  }

  std::optional<std::string> ValueOf(const std::string& name) const {
    if (name == "source") return Utf8(kSourceMark);
    if (name == "link") return Utf8(kLinkMark);
    if (name == "address") return Utf8(kAddressMark);
    const auto found = blocks_.find(name);
    if (found == blocks_.end()) return std::nullopt;
    return found->second;
  }

  // The pattern over a text as it is, but for case and the kind of spaces.
  static std::string TriggerOf(std::string_view pattern) {
    if (pattern.starts_with('^')) pattern.remove_prefix(1);
    if (pattern.ends_with('$')) pattern.remove_suffix(1);
    while (pattern.ends_with(' ')) pattern.remove_suffix(1);
    std::string trigger = "(?i:";
    for (const char c : pattern) trigger += c == ' ' ? std::string("\\s+") : std::string(1, c);
    return trigger + ")";
  }

  // With the bounds of words: cue lines have a space before every word and at their end.
  static std::pair<std::string, LineScript> Bounded(std::string_view pattern) {
    std::string regex;
    if (pattern.starts_with('^')) {
      regex = "^";
      pattern.remove_prefix(1);
    }
    const bool to_end = pattern.ends_with('$') && !pattern.ends_with("\\$");
    if (to_end) pattern.remove_suffix(1);
    const auto [first, script] = FirstChar(pattern);
    if (!regex.empty() || !BeginsInsideWords(first)) regex += ' ';
    absl::StrAppend(&regex, "(?:", std::string(pattern), ")");
    if (to_end) regex += "(?: [.!])* ?$";
    return {regex, script};
  }

  // The first character that the pattern asks for, and the script of its first letter.
  static std::pair<char32_t, LineScript> FirstChar(std::string_view pattern) {
    constexpr std::u32string_view kSyntax = U"(?:[)|^";
    std::pair<char32_t, LineScript> result{0, LineScript::kNone};
    const std::u32string characters = DecodeUtf8(pattern);
    for (size_t i = 0; i < characters.size(); ++i) {
      const char32_t c = characters[i];
      if (result.first == 0 && kSyntax.find(c) == std::u32string_view::npos) result.first = c;
      if (c == U'\\') {
        i += i + 1 < characters.size() && characters[i + 1] == U'p' ? 2 : 1;  // \pL, or \w.
        continue;
      }
      const LineScript script = LineScriptOf(c);
      if (script != LineScript::kNone && (c < 0xe000 || c >= 0xf900)) {
        result.second = script;
        break;
      }
    }
    return result;
  }

  std::string_view file_;
  CuePatterns& to_;
  Blocks blocks_;              // Of the language that is being read.
  bool any_language_ = false;  // Held against lines of every script.
};

}  // namespace

absl::StatusOr<CuePatterns> ParseCuePatterns(std::string_view text, std::string_view file) {
  NEWSPRINT_ASSIGN_OR_RETURN(const YAML::Node root, ParseYaml(text, file, kMaxPatternsBytes));
  CuePatterns patterns;
  PatternReader reader(file, patterns);
  int version = 0;
  YamlMap map(root, file, "credit_lines.yaml", UnknownKeys::kAreErrors);
  map.Optional("version", version, 1, 1).With("languages", [&](const YAML::Node& languages) {
    return ForEachMember(languages, file, "languages",
                         [&](const YAML::Node& language, const YAML::Node& node) {
                           return reader.ReadLanguage(language, node);
                         });
  });
  NEWSPRINT_RETURN_IF_ERROR(map.Finish());
  if (version == 0) return YamlError(file, root, "version", "is missing");
  return patterns;
}

}  // namespace newsprint::source
