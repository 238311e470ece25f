// What accepting the damage of a store does.
#ifndef NEWSPRINT_STORE_SALVAGE_H_
#define NEWSPRINT_STORE_SALVAGE_H_

#include <rocksdb/env.h>

#include "absl/status/status.h"
#include "store/directory.h"

namespace newsprint::store {

// Reads all of the store. Where more is damaged than the newest end of the log, which opening deals
// with, puts in the place of the database one that holds all that is sound, marks what is derived
// and lost to be made anew, and keeps the damaged one as `rocksdb.damaged`. A crash leaves the one
// or the other.
//
// Errors: DATA_LOSS if nothing can be read; UNAVAILABLE.
absl::Status Salvage(const Directory& directory, rocksdb::Env* env);

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_SALVAGE_H_
