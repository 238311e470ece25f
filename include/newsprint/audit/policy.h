// licences.yaml: who may run whose texts, and on which terms. Every key is described in
// docs/licences.md.
//
//   absl::StatusOr<Policy> policy = ParsePolicy(text, "licences.yaml");
//   policy->licences[0].extent.max_words == 200
#ifndef NEWSPRINT_AUDIT_POLICY_H_
#define NEWSPRINT_AUDIT_POLICY_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"
#include "newsprint/source/registry.h"

namespace newsprint {

// Longer files are refused.
inline constexpr size_t kMaxPolicyBytes = 16u << 20;

// Where in the copy something has to stand.
enum class Placement : uint8_t { kAnywhere, kBeforeText, kAfterText };

std::string_view PlacementName(Placement placement);  // "before_text".

struct CreditTerms {
  bool required = false;
  std::vector<std::string> wordings;  // Any one of them; empty: any credit of the source will do.
  Placement place = Placement::kAnywhere;

  friend bool operator==(const CreditTerms&, const CreditTerms&) = default;
};

enum class LinkTarget : uint8_t {
  kOriginal,  // The address of the original.
  kSite,      // Any address on a domain of the source.
  kHosts,     // Any address on one of LinkTerms::hosts.
};

struct LinkTerms {
  bool required = false;
  LinkTarget target = LinkTarget::kOriginal;
  std::vector<std::string> hosts;  // Lower case; what stands below one belongs to it.
  Placement place = Placement::kAnywhere;

  friend bool operator==(const LinkTerms&, const LinkTerms&) = default;
};

enum class ExtentMode : uint8_t {
  kFull,      // The whole text, or any part of it.
  kWhole,     // Only the whole text: what is cut is an alteration.
  kAbridged,  // Part of it, up to a share.
  kExcerpt,   // Up to a number of words, or a share, or some first paragraphs.
};

struct ExtentTerms {
  ExtentMode mode = ExtentMode::kFull;
  std::optional<double> max_words;      // Words of the original that are reproduced.
  std::optional<double> max_share;      // Of the original's words. In (0, 1].
  std::optional<int> first_paragraphs;  // Only text of the original's first so many paragraphs.

  friend bool operator==(const ExtentTerms&, const ExtentTerms&) = default;
};

struct EditTerms {
  std::optional<double> max_edited_share;  // In [0, 1]; nothing: any.
  bool cuts_count_as_edits = false;
  bool headline_may_change = true;

  friend bool operator==(const EditTerms&, const EditTerms&) = default;
};

enum class CountPeriod : uint8_t { kDay, kWeek, kMonth, kYear };

std::string_view CountPeriodName(CountPeriod period);  // "month".

struct CountTerms {
  int max_copies = 0;
  CountPeriod per = CountPeriod::kMonth;  // Of the calendar, in UTC; a week begins on Monday.

  friend bool operator==(const CountTerms&, const CountTerms&) = default;
};

struct Licence {
  std::string id;
  int line = 0;  // In the file.
  // Whom it is given to: these publishers, the publishers of these groups, or anyone.
  std::vector<std::string> licensees;
  std::vector<std::string> groups;
  bool anyone = false;
  std::vector<std::string> sources;          // Whose texts. Never empty.
  std::optional<absl::CivilDay> valid_from;  // Both days included, in UTC.
  std::optional<absl::CivilDay> valid_until;
  std::vector<std::string> languages;  // Of the copy (BCP 47; "sr" takes in "sr-Cyrl"); empty: any.
  // Texts that credit one of these sources are not covered: agency text in a broadcaster's story.
  std::vector<std::string> excluded_credits;
  CreditTerms credit;
  LinkTerms link;
  absl::Duration embargo;  // From the original's publication.
  ExtentTerms extent;
  EditTerms edits;
  std::optional<CountTerms> count;

  friend bool operator==(const Licence&, const Licence&) = default;
};

// What may be reproduced without any licence. Both limits must hold.
struct UnlicensedExcerpt {
  double max_words = 0;
  double max_share = 1;  // Of the original's words.

  friend bool operator==(const UnlicensedExcerpt&, const UnlicensedExcerpt&) = default;
};

struct Policy {
  std::string file_name;  // Without folders.
  std::string hash;       // SHA-256 of the file's bytes, 64 hex digits: the policy's version.
  UnlicensedExcerpt unlicensed;
  std::map<std::string, UnlicensedExcerpt> unlicensed_of_source;
  std::map<std::string, int> line_of_source;  // Of each of these, in the file.
  std::vector<Licence> licences;              // In the order of the file.

  const UnlicensedExcerpt& UnlicensedOf(const std::string& source) const;
};

// `file_name` is what messages call the file.
//
// Errors: INVALID_ARGUMENT, "FILE:LINE: KEY: REASON", where the text is no YAML, a key is unknown,
// missing or given twice, a value is not of its kind or out of its range, a slot in a wording is
// unknown, an id is given to two licences, or the text is over kMaxPolicyBytes.
absl::StatusOr<Policy> ParsePolicy(std::string_view text, std::string_view file_name);

// Whether all that the policy names is registered.
//
// Errors: INVALID_ARGUMENT, "FILE:LINE: KEY: REASON", for the first source, licensee or group that
// is not.
absl::Status CheckParties(const Policy& policy, const SourceRegistry& registry);

}  // namespace newsprint

#endif  // NEWSPRINT_AUDIT_POLICY_H_
