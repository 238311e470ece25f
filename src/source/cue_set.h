// Cues: what the words of a line say about the source that it names.
//
// Cues are RE2 patterns over a *cue line*, the line in a plain form (cue_line.h) in which a name is
// one character. They are grouped by the script that they begin in, so that a line is held against
// those of its own scripts alone.
#ifndef NEWSPRINT_SOURCE_CUE_SET_H_
#define NEWSPRINT_SOURCE_CUE_SET_H_

#include <re2/re2.h>
#include <re2/set.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/status/statusor.h"
#include "newsprint/article/span.h"
#include "source/line_reader.h"

namespace newsprint::source {

enum class Cue : uint8_t {
  kFull,
  kPartial,
  kWire,
  kDisclaimer,
  kRights,
  kSubject,  // The line speaks of the text itself...
  kOpening,  // ...and begins with that. Made of the patterns of kSubject.
  kDateline,
  kTail,
  kMention,
  kPhoto,
  kLink,
  kPromo,
  kRelated,
  kNavigation,
  kNotice,
};
inline constexpr int kCues = 16;

// Stand-ins of a cue line.
inline constexpr char32_t kSourceMark = 0xe000;   // A registered name or host.
inline constexpr char32_t kLinkMark = 0xe001;     // An address with a path, of a registered host.
inline constexpr char32_t kAddressMark = 0xe002;  // Any other address.

class Cues {
 public:
  void Add(Cue cue) { bits_ |= Bit(cue); }
  void Add(Cues other) { bits_ |= other.bits_; }
  bool Has(Cue cue) const { return bits_ & Bit(cue); }
  bool Any() const { return bits_ != 0; }
  template <typename... Rest>
  bool HasAny(Cue first, Rest... rest) const {
    return Has(first) || (Has(rest) || ...);
  }

 private:
  static uint32_t Bit(Cue cue) { return 1u << static_cast<int>(cue); }
  uint32_t bits_ = 0;
};

// What cues speak for. Rights speak for a credit if they are the source's, and against one if they
// are the page's: both sides have them.
enum class CueSide : uint8_t { kCredit, kPage };
inline constexpr int kCueSides = 2;

// A pattern of credit_lines.yaml, expanded, over cue lines.
struct CuePattern {
  Cue cue = Cue::kFull;
  LineScript script = LineScript::kNone;
  std::string regex;
  std::string where;  // "FILE:LINE: KEY", for messages.
};

// One that tells the name of a source that nobody registered: group 1.
struct NamePattern {
  std::string regex;
  std::string where;
};

struct CuePatterns {
  std::vector<CuePattern> cues;
  std::vector<NamePattern> names;
  // What a text has in it, as it is, where a line may say something without a registered name.
  std::vector<std::string> triggers;
  std::vector<std::string>
      notice_triggers;  // Likewise, where one of its sentences may be a notice.
  absl::flat_hash_set<std::string> articles;  // Words that say nothing before a name.
  absl::flat_hash_set<std::string> nouns;     // Words that say nothing beside a name.
  absl::flat_hash_set<std::string> joiners;   // What stands between names of a list.
};

inline constexpr size_t kMaxPatternsBytes = 4u << 20;

// Reads credit_lines.yaml. Errors: INVALID_ARGUMENT, "FILE:LINE: KEY: REASON".
absl::StatusOr<CuePatterns> ParseCuePatterns(std::string_view text, std::string_view file);

class CueSet {
 public:
  // Errors: INVALID_ARGUMENT: the patterns of one script together are too large.
  static absl::StatusOr<CueSet> Compile(const CuePatterns& patterns);

  // The cues of one side in `line`, which has letters of the `scripts` (a bit each). Time:
  // O(line.size()).
  Cues Match(CueSide side, std::string_view line, uint32_t scripts) const;

  // The name in `line` by the first pattern that finds one, as a span of it; empty if none does.
  Span FindName(std::string_view line) const;

 private:
  struct Group {
    std::unique_ptr<re2::RE2::Set> set;
    std::vector<Cue> cues;  // By the set's index.
  };

  // Errors: INVALID_ARGUMENT: `pattern` is no RE2.
  absl::Status Add(CueSide side, const CuePattern& pattern);

  std::array<std::array<Group, kLineScripts>, kCueSides> groups_;
  std::vector<std::unique_ptr<re2::RE2>> names_;
};

}  // namespace newsprint::source

#endif  // NEWSPRINT_SOURCE_CUE_SET_H_
