#include "source/cue_set.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

namespace newsprint::source {
namespace {

// For the automata of one script: the patterns' own size and the states built while matching.
constexpr int64_t kSetBytes = 64 << 20;

re2::RE2::Options CueOptions(int64_t max_mem) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_mem);
  return options;
}

bool SpeaksForCredit(Cue cue) {
  switch (cue) {
    case Cue::kMention:
    case Cue::kPhoto:
    case Cue::kLink:
    case Cue::kPromo:
    case Cue::kRelated:
    case Cue::kNavigation:
    case Cue::kNotice:
      return false;
    default:
      return true;
  }
}

absl::Status Bad(const std::string& where, std::string_view reason) {
  return absl::InvalidArgumentError(absl::StrCat(where, ": ", std::string(reason)));
}

}  // namespace

absl::Status CueSet::Add(CueSide side, const CuePattern& pattern) {
  Group& group = groups_[static_cast<size_t>(side)][static_cast<size_t>(pattern.script)];
  if (group.set == nullptr) {
    group.set = std::make_unique<re2::RE2::Set>(CueOptions(kSetBytes), re2::RE2::UNANCHORED);
  }
  std::string error;
  if (group.set->Add(pattern.regex, &error) < 0) return Bad(pattern.where, error);
  group.cues.push_back(pattern.cue);
  return absl::OkStatus();
}

absl::StatusOr<CueSet> CueSet::Compile(const CuePatterns& patterns) {
  CueSet compiled;
  for (const CuePattern& pattern : patterns.cues) {
    if (SpeaksForCredit(pattern.cue)) {
      NEWSPRINT_RETURN_IF_ERROR(compiled.Add(CueSide::kCredit, pattern));
    }
    if (!SpeaksForCredit(pattern.cue) || pattern.cue == Cue::kRights) {
      NEWSPRINT_RETURN_IF_ERROR(compiled.Add(CueSide::kPage, pattern));
    }
  }
  for (auto& side : compiled.groups_) {
    for (Group& group : side) {
      if (group.set != nullptr && !group.set->Compile()) {
        return Bad("patterns", absl::StrCat("all together need more than ", kSetBytes, " bytes"));
      }
    }
  }
  for (const NamePattern& pattern : patterns.names) {
    auto name = std::make_unique<re2::RE2>(pattern.regex, CueOptions(8 << 20));
    if (!name->ok()) return Bad(pattern.where, name->error());
    compiled.names_.push_back(std::move(name));
  }
  return compiled;
}

Cues CueSet::Match(CueSide side, std::string_view line, uint32_t scripts) const {
  Cues cues;
  std::vector<int> matched;
  for (int script = 0; script < kLineScripts; ++script) {
    const Group& group = groups_[static_cast<size_t>(side)][static_cast<size_t>(script)];
    const bool relevant =
        script == static_cast<int>(LineScript::kNone) || (scripts >> script & 1) != 0;
    if (!relevant || group.set == nullptr) continue;
    group.set->Match(line, &matched);
    for (const int index : matched) cues.Add(group.cues[static_cast<size_t>(index)]);
  }
  return cues;
}

Span CueSet::FindName(std::string_view line) const {
  for (const std::unique_ptr<re2::RE2>& pattern : names_) {
    re2::StringPiece name;
    if (re2::RE2::PartialMatch(line, *pattern, &name) && !name.empty()) {
      const auto begin = static_cast<uint32_t>(name.data() - line.data());
      return {begin, begin + static_cast<uint32_t>(name.size())};
    }
  }
  return {};
}

}  // namespace newsprint::source
