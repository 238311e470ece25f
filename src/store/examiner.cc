#include "store/examiner.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"
#include "store/keys.h"
#include "store/record_codec.h"

namespace newsprint::store {

Examiner::Examiner(const Database& database, Ordinal last, std::vector<OrdinalRange> accepted)
    : reader_(database), accepted_(std::move(accepted)) {
  for (Ordinal ordinal = 1; ordinal <= last; ++ordinal) {
    const auto entry = reader_.ReadLogEntry(ordinal);
    if (entry.ok()) deleted_.insert(entry->deleted.begin(), entry->deleted.end());
  }
}

bool Examiner::IsAccepted(Ordinal ordinal) const {
  return std::ranges::any_of(accepted_, [&](const OrdinalRange& range) {
    return range.first <= ordinal && ordinal <= range.last;
  });
}

bool Examiner::ExamineTruth(ExaminedOrdinal& examined) const {
  const auto fault = [&](const absl::Status& status) {
    // The reader says which ordinal, and so does `examined`: equal faults shall read alike.
    const std::string what(status.message());
    const std::string prefix = absl::StrCat("ordinal ", examined.ordinal, ": ");
    examined.faults.push_back(what.starts_with(prefix) ? what.substr(prefix.size()) : what);
    return false;
  };
  const absl::StatusOr<LogEntry> entry = reader_.ReadLogEntry(examined.ordinal);
  if (!entry.ok()) {
    if (absl::IsNotFound(entry.status()) && IsAccepted(examined.ordinal)) {
      examined.state = OrdinalState::kGone;
      return false;
    }
    return fault(entry.status());
  }
  if (entry->revision == 0 || deleted_.contains(examined.ordinal)) {
    examined.state = OrdinalState::kGone;
    return false;
  }
  absl::StatusOr<StoredArticle> article = reader_.ReadByOrdinal(examined.ordinal);
  if (absl::IsNotFound(article.status())) {
    return fault(absl::DataLossError("articles: the record is missing"));
  }
  if (!article.ok()) return fault(article.status());
  if (article->article.id != entry->id || article->revision != entry->revision) {
    return fault(absl::DataLossError("articles: the record is of another revision than the log's"));
  }
  examined.article = *std::move(article);
  return true;
}

void Examiner::ExamineDerived(ExaminedOrdinal& examined) const {
  const auto note = [&](const absl::Status& status) {
    if (!status.ok()) examined.faults.emplace_back(status.message());
  };
  absl::StatusOr<std::string> fingerprint = reader_.ReadFingerprint(examined.ordinal);
  note(fingerprint.status());
  if (fingerprint.ok()) examined.fingerprint = *std::move(fingerprint);
  note(reader_.CheckNames(*examined.article));
  absl::StatusOr<std::vector<StoredEdge>> edges = reader_.ReadEdges(examined.ordinal);
  note(edges.status());
  if (!edges.ok()) return;
  for (StoredEdge& edge : *edges) {
    note(reader_.CheckMirror(examined.ordinal, edge));
    if (edge.newer == examined.ordinal) examined.edges.push_back(std::move(edge));
  }
}

ExaminedOrdinal Examiner::Examine(Ordinal ordinal) const {
  ExaminedOrdinal examined{.ordinal = ordinal};
  if (!ExamineTruth(examined)) return examined;
  ExamineDerived(examined);
  examined.state = examined.faults.empty() ? OrdinalState::kSound : OrdinalState::kImpaired;
  return examined;
}

}  // namespace newsprint::store
