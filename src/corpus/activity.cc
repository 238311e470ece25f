#include "corpus/activity.h"

namespace newsprint {

void ActivityCounter::CountIngest(std::span<const absl::StatusOr<IngestReport>> reports) {
  for (const absl::StatusOr<IngestReport>& report : reports) {
    if (!report.ok()) {
      ++(absl::IsInvalidArgument(report.status()) ? refused_ : failed_);
      continue;
    }
    switch (report->outcome) {
      case IngestOutcome::kCreated:
        ++created_;
        break;
      case IngestOutcome::kRevised:
        ++revised_;
        break;
      case IngestOutcome::kUnchanged:
        ++unchanged_;
        break;
    }
    CountSearch(report->search);
  }
}

void ActivityCounter::CountCheck(std::span<const absl::StatusOr<SearchReport>> reports) {
  for (const absl::StatusOr<SearchReport>& report : reports) {
    if (report.ok()) CountSearch(*report);
  }
}

void ActivityCounter::CountSearch(const SearchReport& report) {
  ++searches_;
  if (report.truncated) ++truncated_searches_;
  matches_ += report.total_matches;
  postings_read_ += report.work.postings_read;
  candidates_verified_ += report.work.candidates_verified;
}

CorpusActivity ActivityCounter::counts() const {
  return {.created = created_,
          .revised = revised_,
          .unchanged = unchanged_,
          .refused = refused_,
          .failed = failed_,
          .deleted = deleted_,
          .searches = searches_,
          .truncated_searches = truncated_searches_,
          .matches = matches_,
          .postings_read = postings_read_,
          .candidates_verified = candidates_verified_};
}

}  // namespace newsprint
