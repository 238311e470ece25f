// Reads everything in a store and says what is wrong with it.
#ifndef NEWSPRINT_CORPUS_VERIFY_H_
#define NEWSPRINT_CORPUS_VERIFY_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/store/store.h"

namespace newsprint {

struct VerifyFinding {
  OrdinalRange ordinals;  // Of which it holds; 0 to 0: of the store as a whole.
  std::string what;
};

struct VerifyReport {
  StoreIdentity identity;
  Ordinal last_ordinal = 0;
  uint64_t revisions = 0;  // That can be read.
  uint64_t edges = 0;      // Likewise.
  // What cannot be read of what was acknowledged; what can be read, but has lost something that is
  // derived from it; what was lost before, and accepted. Each ascending, apart.
  std::vector<OrdinalRange> lost;
  std::vector<OrdinalRange> impaired;
  std::vector<OrdinalRange> accepted;
  std::vector<VerifyFinding> findings;  // By ordinal; the first 1,000 of total_findings.
  uint64_t total_findings = 0;
  // What is wrong with the index beside the store, file by file. All of it is derived, and made
  // anew when the store is next opened: no damage to the store.
  std::vector<std::string> index_faults;
  // False for a store of another scheme: its fingerprints cannot be computed anew.
  bool compared_fingerprints = true;

  bool sound() const { return total_findings == 0; }
};

// Articles, bodies and fingerprints must decode, fingerprints equal those computed from the text,
// edges decode and lead to articles that are there, and the log lack no ordinal up to the one that
// was acknowledged last. Time: reads and tokenises the whole store.
//
// Errors: those of InspectRocksDbStore; DEADLINE_EXCEEDED, CANCELLED.
absl::StatusOr<VerifyReport> VerifyStore(const std::string& path, const CallControl& control);

// Drops all that is derived and lies beside the store, the index and the groups of near copies, and
// makes it anew from the store. Errors: those of OpenRocksDbStore and Corpus::Open.
absl::StatusOr<IndexStats> RebuildIndex(const std::string& path);

}  // namespace newsprint

#endif  // NEWSPRINT_CORPUS_VERIFY_H_
