#include "newsprint/corpus/verify.h"

#include <filesystem>
#include <memory>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "corpus/edge_codec.h"
#include "corpus/index_files.h"
#include "newsprint/article/status.h"
#include "newsprint/match/match.h"
#include "newsprint/sketch/fingerprint.h"
#include "newsprint/store/inspect.h"

namespace newsprint {
namespace {

constexpr size_t kMaxFindings = 1'000;

void Append(std::vector<OrdinalRange>& ranges, Ordinal ordinal) {
  if (!ranges.empty() && ranges.back().last + 1 == ordinal) {
    ranges.back().last = ordinal;
  } else {
    ranges.push_back({.first = ordinal, .last = ordinal});
  }
}

class Verifier {
 public:
  explicit Verifier(const StoreInspector& store)
      : store_(store), hasher_(store.identity().seed), is_live_(store.last_ordinal() + 1) {
    report_.identity = store.identity();
    report_.last_ordinal = store.last_ordinal();
    report_.accepted = store.accepted();
    report_.compared_fingerprints = store.identity().scheme == CurrentScheme();
    for (const std::string& fault : store.faults()) Note(0, fault);
  }

  void Verify(Ordinal ordinal) {
    const ExaminedOrdinal examined = store_.Examine(ordinal);
    const uint64_t before = report_.total_findings;
    for (const std::string& fault : examined.faults) Note(ordinal, fault);
    if (examined.state == OrdinalState::kLost) Append(report_.lost, ordinal);
    if (!examined.article) return;
    is_live_[ordinal] = true;
    ++report_.revisions;
    if (report_.compared_fingerprints) VerifyFingerprint(examined);
    for (const StoredEdge& edge : examined.edges) VerifyEdge(edge);
    if (report_.total_findings > before) Append(report_.impaired, ordinal);
  }

  VerifyReport TakeReport() { return std::move(report_); }

 private:
  void VerifyFingerprint(const ExaminedOrdinal& examined) {
    if (examined.fingerprint.empty()) return;  // Lost, and noted.
    if (examined.ordinal <= store_.identity().outdated_fingerprints) return;
    const absl::StatusOr<Fingerprint> stored = DecodeFingerprint(examined.fingerprint);
    if (!stored.ok()) return Note(examined.ordinal, stored.status());
    const absl::StatusOr<PreparedText> text =
        PrepareText(examined.article->article.body, store_.identity().seed);
    if (!text.ok()) return Note(examined.ordinal, text.status());
    if (FingerprintOf(*text, hasher_) != *stored) {
      Note(examined.ordinal, "fingerprints: the record is not that of the text");
    }
  }

  void VerifyEdge(const StoredEdge& edge) {
    ++report_.edges;
    const absl::StatusOr<Match> match = DecodeEdge(edge.value);
    if (!match.ok()) {
      Note(edge.newer, absl::StrCat("edges: to ", edge.older, ": ", match.status().message()));
    }
    if (edge.older >= edge.newer || !is_live_[edge.older]) {
      Note(edge.newer, absl::StrCat("edges: to ", edge.older, ", where no article can be read"));
    }
  }

  void Note(Ordinal ordinal, const absl::Status& status) {
    Note(ordinal, std::string(status.message()));
  }

  void Note(Ordinal ordinal, std::string what) {
    ++report_.total_findings;
    std::vector<VerifyFinding>& findings = report_.findings;
    if (ordinal > 0 && !findings.empty() && findings.back().what == what &&
        findings.back().ordinals.last + 1 == ordinal) {
      findings.back().ordinals.last = ordinal;
    } else if (findings.size() < kMaxFindings) {
      findings.push_back(
          {.ordinals = {.first = ordinal, .last = ordinal}, .what = std::move(what)});
    }
  }

  const StoreInspector& store_;
  const MinHasher hasher_;
  std::vector<bool> is_live_;  // By ordinal.
  VerifyReport report_;
};

}  // namespace

absl::StatusOr<VerifyReport> VerifyStore(const std::string& path, const CallControl& control) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::unique_ptr<StoreInspector> store,
                             InspectRocksDbStore(path));
  Verifier verifier(*store);
  for (Ordinal ordinal = 1; ordinal <= store->last_ordinal(); ++ordinal) {
    NEWSPRINT_RETURN_IF_ERROR(CheckControl(control));
    verifier.Verify(ordinal);
  }
  VerifyReport report = verifier.TakeReport();
  report.index_faults = VerifyIndexFiles(IndexPathOf(path), IndexLineage(store->identity()));
  return report;
}

absl::StatusOr<IndexStats> RebuildIndex(const std::string& path) {
  NEWSPRINT_ASSIGN_OR_RETURN(
      std::unique_ptr<Store> store,
      OpenRocksDbStore({.path = path, .scheme = CurrentScheme(), .create_if_missing = false}));
  // The store is ours from here on.
  const std::string index_path = IndexPathOf(path);
  NEWSPRINT_RETURN_IF_ERROR(DropIndexFiles(index_path));
  std::error_code error;
  std::filesystem::remove(GroupFilePath(index_path), error);
  if (error) return absl::UnavailableError(absl::StrCat(index_path, ": ", error.message()));
  NEWSPRINT_ASSIGN_OR_RETURN(const std::unique_ptr<Corpus> corpus,
                             Corpus::Open(std::move(store), {.index_path = index_path}));
  NEWSPRINT_ASSIGN_OR_RETURN(const CorpusStats stats, corpus->Stats());
  return stats.index;
}

}  // namespace newsprint
