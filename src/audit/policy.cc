#include "newsprint/audit/policy.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <set>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "audit/sha256.h"
#include "audit/wording_slots.h"
#include "newsprint/article/status.h"
#include "source/host.h"
#include "source/yaml_reader.h"

namespace newsprint {
namespace {

using source::ForEachItem;
using source::ForEachMember;
using source::UnknownKeys;
using source::YamlError;
using source::YamlMap;

constexpr double kAbridgedShare = 0.8;  // Of kAbridged, where the licence does not say.
constexpr int kMaxCount = 1'000'000;
constexpr int kMaxEmbargoHours = 24 * 365;

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

// Reads the values that YamlMap has no reader for.
class PolicyReader {
 public:
  explicit PolicyReader(std::string_view file) : file_(file) {}

  YamlMap Map(const YAML::Node& node, std::string_view what) const {
    return YamlMap(node, file_, what, UnknownKeys::kAreErrors);
  }

  absl::Status Fail(const YAML::Node& node, std::string_view key, std::string_view reason) const {
    return YamlError(file_, node, key, reason);
  }

  void Bool(YamlMap& map, std::string_view key, bool& to) const {
    map.With(key, [this, key, &to](const YAML::Node& value) {
      const std::string text = Scalar(value);
      if (text != "true" && text != "false") {
        return Fail(value, key, absl::StrCat("'", text, "', must be true or false"));
      }
      to = text == "true";
      return absl::OkStatus();
    });
  }

  // In [min, max].
  void Number(YamlMap& map, std::string_view key, std::optional<double>& to, double min,
              double max) const {
    map.With(key, [=, this, &to](const YAML::Node& value) {
      double number = 0;
      if (!absl::SimpleAtod(Scalar(value), &number) || !(number >= min && number <= max)) {
        return Fail(
            value, key,
            absl::StrCat("'", Scalar(value), "', must be a number from ", min, " to ", max));
      }
      to = number;
      return absl::OkStatus();
    });
  }

  void Day(YamlMap& map, std::string_view key, std::optional<absl::CivilDay>& to) const {
    map.With(key, [this, key, &to](const YAML::Node& value) {
      absl::CivilDay day;
      if (Scalar(value).size() != 10 || !absl::ParseCivilTime(Scalar(value), &day)) {
        return Fail(value, key,
                    absl::StrCat("'", Scalar(value), "', must be a day such as 2026-01-31"));
      }
      to = day;
      return absl::OkStatus();
    });
  }

  template <typename T>
  void Choice(YamlMap& map, std::string_view key, T& to,
              std::initializer_list<std::pair<std::string_view, T>> choices) const {
    map.With(key, [this, key, &to, choices](const YAML::Node& value) {
      std::vector<std::string> names;
      for (const auto& [name, choice] : choices) {
        if (Scalar(value) == name) {
          to = choice;
          return absl::OkStatus();
        }
        names.emplace_back(name);
      }
      return Fail(
          value, key,
          absl::StrCat("'", Scalar(value), "', must be one of ", absl::StrJoin(names, ", ")));
    });
  }

  void Place(YamlMap& map, Placement& to) const {
    Choice<Placement>(map, "place", to,
                      {{"anywhere", Placement::kAnywhere},
                       {"before_text", Placement::kBeforeText},
                       {"after_text", Placement::kAfterText}});
  }

  absl::Status ReadCredit(const YAML::Node& node, CreditTerms& credit) const {
    YamlMap map = Map(node, "credit");
    credit.required = true;
    Bool(map, "required", credit.required);
    map.Optional("wording", credit.wordings);
    map.With("wording", [&](const YAML::Node& value) {
      for (const std::string& wording : credit.wordings) {
        const auto parts = SplitWording(wording);
        if (!parts.ok()) {
          return Fail(value, "wording", std::string(parts.status().message()));
        }
      }
      return absl::OkStatus();
    });
    Place(map, credit.place);
    return map.Finish();
  }

  absl::Status ReadLink(const YAML::Node& node, LinkTerms& link) const {
    YamlMap map = Map(node, "link");
    link.required = true;
    Bool(map, "required", link.required);
    Choice<LinkTarget>(map, "target", link.target,
                       {{"original", LinkTarget::kOriginal},
                        {"site", LinkTarget::kSite},
                        {"hosts", LinkTarget::kHosts}});
    std::vector<std::string> hosts;
    map.Optional("hosts", hosts);
    Place(map, link.place);
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    for (const std::string& host : hosts) {
      link.hosts.push_back(source::HostOf(host));
      if (link.hosts.back().empty() || host.find_first_of("/:@ ") != std::string::npos) {
        return Fail(node["hosts"], "hosts",
                    absl::StrCat("'", host, "' is no host, such as www.example.org"));
      }
    }
    if ((link.target == LinkTarget::kHosts) == hosts.empty()) {
      return Fail(node, "hosts", "goes with 'target: hosts', and only with it");
    }
    return absl::OkStatus();
  }

  absl::Status ReadExtent(const YAML::Node& node, ExtentTerms& extent) const {
    YamlMap map = Map(node, "extent");
    std::optional<ExtentMode> mode;
    Choice<std::optional<ExtentMode>>(map, "mode", mode,
                                      {{"full", ExtentMode::kFull},
                                       {"whole", ExtentMode::kWhole},
                                       {"abridged", ExtentMode::kAbridged},
                                       {"excerpt", ExtentMode::kExcerpt}});
    Number(map, "max_words", extent.max_words, 1, kMaxCount);
    Number(map, "max_share", extent.max_share, 0.001, 1);
    int paragraphs = 0;
    map.Optional("first_paragraphs", paragraphs, 1, kMaxCount);
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    if (!mode) return Fail(node, "mode", "is missing");
    extent.mode = *mode;
    if (paragraphs > 0) extent.first_paragraphs = paragraphs;
    const bool limited = extent.max_words || extent.max_share || extent.first_paragraphs;
    if (*mode == ExtentMode::kAbridged && !limited) extent.max_share = kAbridgedShare;
    if (*mode == ExtentMode::kExcerpt && !limited) {
      return Fail(node, "extent", "an excerpt needs max_words, max_share or first_paragraphs");
    }
    if ((*mode == ExtentMode::kFull || *mode == ExtentMode::kWhole) && limited) {
      return Fail(node, "extent", "limits go with 'mode: excerpt' or 'mode: abridged'");
    }
    return absl::OkStatus();
  }

  absl::Status ReadEdits(const YAML::Node& node, EditTerms& edits) const {
    YamlMap map = Map(node, "edits");
    Number(map, "max_edited_share", edits.max_edited_share, 0, 1);
    Bool(map, "cuts_count_as_edits", edits.cuts_count_as_edits);
    Bool(map, "headline_may_change", edits.headline_may_change);
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    if (edits.cuts_count_as_edits && !edits.max_edited_share) {
      return Fail(node, "cuts_count_as_edits", "needs max_edited_share");
    }
    return absl::OkStatus();
  }

  absl::Status ReadCount(const YAML::Node& node, std::optional<CountTerms>& count) const {
    CountTerms terms;
    YamlMap map = Map(node, "count");
    map.Optional("max_copies", terms.max_copies, 1, kMaxCount);
    Choice<CountPeriod>(map, "per", terms.per,
                        {{"day", CountPeriod::kDay},
                         {"week", CountPeriod::kWeek},
                         {"month", CountPeriod::kMonth},
                         {"year", CountPeriod::kYear}});
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    if (terms.max_copies == 0) return Fail(node, "max_copies", "is missing");
    count = terms;
    return absl::OkStatus();
  }

  absl::Status ReadLicence(const YAML::Node& node, Licence& licence) const {
    licence.line = node.Mark().line + 1;
    std::string note;  // licensee_name and note are for readers of the file.
    int embargo_hours = 0;
    YamlMap map = Map(node, "licence");
    map.Required("id", licence.id)
        .Optional("licensee", licence.licensees)
        .Optional("group", licence.groups)
        .Optional("licensee_name", note)
        .Optional("note", note)
        .Optional("source", licence.sources)
        .Optional("languages", licence.languages)
        .Optional("excluded_credits", licence.excluded_credits)
        .Optional("embargo_hours", embargo_hours, 0, kMaxEmbargoHours)
        .With("credit", [&](const YAML::Node& v) { return ReadCredit(v, licence.credit); })
        .With("link", [&](const YAML::Node& v) { return ReadLink(v, licence.link); })
        .With("extent", [&](const YAML::Node& v) { return ReadExtent(v, licence.extent); })
        .With("edits", [&](const YAML::Node& v) { return ReadEdits(v, licence.edits); })
        .With("count", [&](const YAML::Node& v) { return ReadCount(v, licence.count); });
    Bool(map, "anyone", licence.anyone);
    Day(map, "valid_from", licence.valid_from);
    Day(map, "valid_until", licence.valid_until);
    NEWSPRINT_RETURN_IF_ERROR(map.Finish());
    licence.embargo = absl::Hours(embargo_hours);
    if (licence.sources.empty()) return Fail(node, "source", "is missing");
    if (licence.anyone != (licence.licensees.empty() && licence.groups.empty())) {
      return Fail(node, "licensee", "give 'licensee' or 'group', or else 'anyone: true'");
    }
    if (licence.valid_from && licence.valid_until && *licence.valid_until < *licence.valid_from) {
      return Fail(node["valid_until"], "valid_until", "is before valid_from");
    }
    return absl::OkStatus();
  }

  void ReadUnlicensed(YamlMap& map, UnlicensedExcerpt& to) const {
    ReadInto(map, "unlicensed_tolerated_words", to.max_words, 0, kMaxCount);
    ReadInto(map, "unlicensed_tolerated_share", to.max_share, 0, 1);
  }

 private:
  void ReadInto(YamlMap& map, std::string_view key, double& to, double min, double max) const {
    std::optional<double> value;
    Number(map, key, value, min, max);
    if (value) to = *value;
  }

  static std::string Scalar(const YAML::Node& node) {
    return node.IsScalar() ? node.Scalar() : std::string();
  }

  std::string_view file_;
};

std::string_view BaseName(std::string_view path) { return path.substr(path.rfind('/') + 1); }

}  // namespace

std::string_view PlacementName(Placement placement) {
  switch (placement) {
    case Placement::kAnywhere:
      return "anywhere";
    case Placement::kBeforeText:
      return "before_text";
    case Placement::kAfterText:
      return "after_text";
  }
  return "";
}

std::string_view CountPeriodName(CountPeriod period) {
  switch (period) {
    case CountPeriod::kDay:
      return "day";
    case CountPeriod::kWeek:
      return "week";
    case CountPeriod::kMonth:
      return "month";
    case CountPeriod::kYear:
      return "year";
  }
  return "";
}

const UnlicensedExcerpt& Policy::UnlicensedOf(const std::string& source) const {
  const auto found = unlicensed_of_source.find(source);
  return found == unlicensed_of_source.end() ? unlicensed : found->second;
}

absl::StatusOr<Policy> ParsePolicy(std::string_view text, std::string_view file_name) {
  NEWSPRINT_ASSIGN_OR_RETURN(const YAML::Node root,
                             source::ParseYaml(text, file_name, kMaxPolicyBytes));
  const PolicyReader reader(file_name);
  Policy policy;
  policy.file_name = BaseName(file_name);
  policy.hash = Sha256Hex(text);
  int version = 0;
  std::set<std::string> ids;
  YamlMap map = reader.Map(root, "licences.yaml");
  map.Optional("version", version, 1, 1)
      .With("defaults",
            [&](const YAML::Node& node) {
              YamlMap defaults = reader.Map(node, "defaults");
              reader.ReadUnlicensed(defaults, policy.unlicensed);
              return defaults.Finish();
            })
      .With("sources",
            [&](const YAML::Node& node) {
              return ForEachMember(node, file_name, "sources",
                                   [&](const YAML::Node& id, const YAML::Node& terms) {
                                     UnlicensedExcerpt unlicensed = policy.unlicensed;
                                     YamlMap of_source = reader.Map(terms, id.Scalar());
                                     reader.ReadUnlicensed(of_source, unlicensed);
                                     policy.unlicensed_of_source[id.Scalar()] = unlicensed;
                                     policy.line_of_source[id.Scalar()] = id.Mark().line + 1;
                                     return of_source.Finish();
                                   });
            })
      .With("licences", [&](const YAML::Node& list) {
        return ForEachItem(list, file_name, "licences", [&](const YAML::Node& item) {
          Licence licence;
          NEWSPRINT_RETURN_IF_ERROR(reader.ReadLicence(item, licence));
          if (!ids.insert(licence.id).second) {
            return reader.Fail(item["id"], "id",
                               absl::StrCat("'", licence.id, "' is given to two licences"));
          }
          policy.licences.push_back(std::move(licence));
          return absl::OkStatus();
        });
      });
  NEWSPRINT_RETURN_IF_ERROR(map.Finish());
  if (version == 0) return reader.Fail(root, "version", "is missing");
  return policy;
}

absl::Status CheckParties(const Policy& policy, const SourceRegistry& registry) {
  const auto fail = [&](int line, std::string_view key, std::string_view id,
                        std::string_view reason) {
    return absl::InvalidArgumentError(absl::StrCat(policy.file_name, ":", line, ": ", View(key),
                                                   ": '", View(id), "' ", View(reason)));
  };
  for (const auto& [source, line] : policy.line_of_source) {
    if (registry.FindSource(source) == nullptr) {
      return fail(line, "sources", source, "is no registered source");
    }
  }
  std::set<std::string_view> groups;
  for (const Publisher& publisher : registry.publishers()) {
    groups.insert(publisher.groups.begin(), publisher.groups.end());
  }
  for (const Source& source : registry.sources()) {
    groups.insert(source.groups.begin(), source.groups.end());
  }
  for (const Licence& licence : policy.licences) {
    for (const auto* ids : {&licence.sources, &licence.excluded_credits}) {
      for (const std::string& id : *ids) {
        if (registry.FindSource(id) == nullptr) {
          return fail(licence.line, ids == &licence.sources ? "source" : "excluded_credits", id,
                      "is no registered source");
        }
      }
    }
    for (const std::string& id : licence.licensees) {
      if (registry.FindPublisherById(id) == nullptr && registry.FindSource(id) == nullptr) {
        return fail(licence.line, "licensee", id, "is no registered publisher");
      }
    }
    for (const std::string& group : licence.groups) {
      if (!groups.contains(group)) return fail(licence.line, "group", group, "has no publisher");
    }
  }
  return absl::OkStatus();
}

}  // namespace newsprint
