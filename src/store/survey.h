// What a database says of itself, and what it lacks.
#ifndef NEWSPRINT_STORE_SURVEY_H_
#define NEWSPRINT_STORE_SURVEY_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "newsprint/store/store.h"
#include "store/column_families.h"
#include "store/directory.h"
#include "store/missing_ordinals.h"
#include "store/witness.h"

namespace newsprint::store {

enum class Access { kReadOnly, kReadWrite };

absl::StatusOr<std::unique_ptr<Database>> OpenDatabase(rocksdb::DBOptions options,
                                                       const std::string& path, Access access);

struct Survey {
  std::optional<StoreIdentity> identity;  // None in a database whose creation was cut short.
  std::optional<Witness> witness;         // With the identity.
  std::vector<OrdinalRange> accepted;
  LogExtent log;
  bool witness_lost = false;  // There are commits, and no sound slot says how far they went.
  // The database's settings cannot be read: the identity is the one in the file beside it.
  bool settings_lost = false;

  bool damaged() const { return witness_lost || settings_lost || !log.missing.empty(); }
};

// Errors: DATA_LOSS if the identity is lost.
absl::StatusOr<Survey> TakeSurvey(const Directory& directory, const Database& database);

// Keeps the identity beside the database, if it is not there yet.
absl::Status KeepIdentity(const Directory& directory, const StoreIdentity& identity);

// DATA_LOSS: what is missing of a damaged store, and what can be done.
absl::Status DescribeDamage(const Directory& directory, const Survey& survey);

// DATA_LOSS: `what` is damaged in the store, and what can be done.
absl::Status DamageError(const std::string& store, const std::string& what);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_SURVEY_H_
