// Ordinal by ordinal, what of a database can be read.
#ifndef NEWSPRINT_STORE_EXAMINER_H_
#define NEWSPRINT_STORE_EXAMINER_H_

#include <string>
#include <unordered_set>
#include <vector>

#include "newsprint/store/inspect.h"
#include "store/column_families.h"
#include "store/rocksdb_reader.h"

namespace newsprint::store {

// Reads by key alone: an iterator ends at the first damaged block, a key misses no sound one.
class Examiner {
 public:
  // Reads the log for what was deleted. `accepted` were lost before. The database must outlive
  // this.
  Examiner(const Database& database, Ordinal last, std::vector<OrdinalRange> accepted);

  ExaminedOrdinal Examine(Ordinal ordinal) const;

 private:
  bool IsAccepted(Ordinal ordinal) const;
  // The log's entry and the article; false if the ordinal needs no further look.
  bool ExamineTruth(ExaminedOrdinal& examined) const;
  void ExamineDerived(ExaminedOrdinal& examined) const;

  const RocksDbReader reader_;
  const std::vector<OrdinalRange> accepted_;
  std::unordered_set<Ordinal> deleted_;
};

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_EXAMINER_H_
