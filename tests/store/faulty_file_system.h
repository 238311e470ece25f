// The system's files under RocksDB, with faults: a full disk, and a power cut.
#ifndef TESTS_STORE_FAULTY_FILE_SYSTEM_H_
#define TESTS_STORE_FAULTY_FILE_SYSTEM_H_

#include <rocksdb/env.h>
#include <rocksdb/file_system.h>

#include <atomic>
#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>

namespace newsprint {

class FaultyFileSystem final : public rocksdb::FileSystemWrapper {
 public:
  FaultyFileSystem() : FileSystemWrapper(rocksdb::FileSystem::Default()) {}

  const char* Name() const override { return "FaultyFileSystem"; }
  rocksdb::IOStatus NewWritableFile(const std::string& name, const rocksdb::FileOptions& options,
                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                    rocksdb::IODebugContext* debug) override;

  // Every write stores half of its bytes and fails, as on a disk that runs full.
  void SetFull(bool full) { full_ = full; }
  // Makes every sync of a log take as long, so that others arrive meanwhile.
  void SetSyncDelay(std::chrono::microseconds delay) { sync_delay_ = delay; }
  uint64_t log_syncs() const { return log_syncs_; }

  // Copies the store as a power cut would leave it: of every file that was written through this,
  // only the bytes that were synced.
  void CopySynced(const std::string& store, const std::string& copy) const;

 private:
  class File;

  std::atomic<bool> full_ = false;
  std::atomic<std::chrono::microseconds> sync_delay_ = std::chrono::microseconds(0);
  std::atomic<uint64_t> log_syncs_ = 0;
  mutable std::mutex mutex_;
  std::map<std::string, uint64_t> synced_bytes_;  // By file. Guarded by mutex_.
};

// Outlives the stores that are opened on it.
struct FaultyEnvironment {
  std::shared_ptr<FaultyFileSystem> files = std::make_shared<FaultyFileSystem>();
  std::unique_ptr<rocksdb::Env> env = rocksdb::NewCompositeEnv(files);
};

}  // namespace newsprint

#endif  // TESTS_STORE_FAULTY_FILE_SYSTEM_H_
