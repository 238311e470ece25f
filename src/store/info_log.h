// What RocksDB says of itself, in the file LOG beside its tables.
#ifndef NEWSPRINT_STORE_INFO_LOG_H_
#define NEWSPRINT_STORE_INFO_LOG_H_

#include <rocksdb/env.h>

#include <memory>
#include <string>

namespace newsprint::store {

// Lines from level WARN on. RocksDB's own logger ends the process where a line fails twice, as on a
// full disk; this one drops the line. The file of the process before is kept as LOG.old, and so is
// one that exceeds 4 MiB.
std::shared_ptr<rocksdb::Logger> OpenInfoLog(const std::string& database_path);

// Drops every line: for those who only look.
std::shared_ptr<rocksdb::Logger> SilentInfoLog();

}  // namespace newsprint::store

#endif  // NEWSPRINT_STORE_INFO_LOG_H_
