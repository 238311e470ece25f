// Looks at every record of a store, however damaged, and changes nothing.
//
//   absl::StatusOr<std::unique_ptr<StoreInspector>> store = InspectRocksDbStore(dir);
//   for (Ordinal i = 1; i <= (*store)->last_ordinal(); ++i) {
//     const ExaminedOrdinal examined = (*store)->Examine(i);
//     if (examined.state == OrdinalState::kLost) ...
//   }
#ifndef NEWSPRINT_STORE_INSPECT_H_
#define NEWSPRINT_STORE_INSPECT_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/store/store.h"

namespace newsprint {

enum class OrdinalState {
  kSound,     // A revision that can be read, with all that belongs to it.
  kGone,      // A deletion, a revision that was deleted, or one whose loss was accepted before.
  kLost,      // It was acknowledged, and cannot be read.
  kImpaired,  // The article can be read; of what is derived from it, something is lost.
};

struct ExaminedOrdinal {
  Ordinal ordinal = 0;
  OrdinalState state = OrdinalState::kLost;
  std::optional<StoredArticle> article = {};  // If it can be read.
  std::string fingerprint = {};               // Empty where it cannot be read.
  std::vector<StoredEdge> edges = {};         // To older ordinals.
  // Of kLost and kImpaired: what is wrong, as "bodies: Corruption: block checksum mismatch".
  std::vector<std::string> faults = {};
};

// Holds the store, as Store does. Thread-safe.
class StoreInspector {
 public:
  virtual ~StoreInspector() = default;

  virtual const StoreIdentity& identity() const = 0;

  // The largest ordinal that is known to have been given.
  virtual Ordinal last_ordinal() const = 0;

  // Ordinals whose loss was accepted before: ascending, apart.
  virtual const std::vector<OrdinalRange>& accepted() const = 0;

  // What is wrong with the store as a whole: files that are missing or damaged.
  virtual const std::vector<std::string>& faults() const = 0;

  // Reads all that is stored at `ordinal`, which is in [1, last_ordinal()].
  virtual ExaminedOrdinal Examine(Ordinal ordinal) const = 0;
};

// Where the database cannot be opened as it lies there, it is put together from its files beside
// the store, in DIR/inspection, which is removed in the end.
//
// Errors: as OpenRocksDbStore, but DATA_LOSS only if nothing can be read: the database is missing,
// or the store's identity is lost.
absl::StatusOr<std::unique_ptr<StoreInspector>> InspectRocksDbStore(const std::string& path);

}  // namespace newsprint

#endif  // NEWSPRINT_STORE_INSPECT_H_
