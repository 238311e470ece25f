#include "tests/store/faulty_file_system.h"

#include <filesystem>
#include <fstream>
#include <thread>
#include <utility>

namespace newsprint {

class FaultyFileSystem::File final : public rocksdb::FSWritableFileOwnerWrapper {
 public:
  File(FaultyFileSystem& files, std::string name, std::unique_ptr<rocksdb::FSWritableFile> file)
      : FSWritableFileOwnerWrapper(std::move(file)), files_(files), name_(std::move(name)) {}

  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) override {
    if (files_.full_) {
      target()
          ->Append(rocksdb::Slice(data.data(), data.size() / 2), options, debug)
          .PermitUncheckedError();
      return rocksdb::IOStatus::NoSpace("No space left on device");
    }
    return target()->Append(data, options, debug);
  }
  rocksdb::IOStatus Append(const rocksdb::Slice& data, const rocksdb::IOOptions& options,
                           const rocksdb::DataVerificationInfo&,
                           rocksdb::IODebugContext* debug) override {
    return Append(data, options, debug);
  }
  rocksdb::IOStatus Sync(const rocksdb::IOOptions& options,
                         rocksdb::IODebugContext* debug) override {
    return Synced(target()->Sync(options, debug), options, debug);
  }
  rocksdb::IOStatus Fsync(const rocksdb::IOOptions& options,
                          rocksdb::IODebugContext* debug) override {
    return Synced(target()->Fsync(options, debug), options, debug);
  }

 private:
  rocksdb::IOStatus Synced(rocksdb::IOStatus status, const rocksdb::IOOptions& options,
                           rocksdb::IODebugContext* debug) {
    if (files_.full_) return rocksdb::IOStatus::NoSpace("No space left on device");
    if (name_.ends_with(".log")) {
      ++files_.log_syncs_;
      std::this_thread::sleep_for(files_.sync_delay_.load());
    }
    const uint64_t bytes = target()->GetFileSize(options, debug);
    const std::lock_guard lock(files_.mutex_);
    if (status.ok()) files_.synced_bytes_[name_] = bytes;
    return status;
  }

  FaultyFileSystem& files_;
  const std::string name_;
};

rocksdb::IOStatus FaultyFileSystem::NewWritableFile(const std::string& name,
                                                    const rocksdb::FileOptions& options,
                                                    std::unique_ptr<rocksdb::FSWritableFile>* file,
                                                    rocksdb::IODebugContext* debug) {
  std::unique_ptr<rocksdb::FSWritableFile> inner;
  rocksdb::IOStatus status = FileSystemWrapper::NewWritableFile(name, options, &inner, debug);
  if (!status.ok()) return status;
  {
    const std::lock_guard lock(mutex_);
    synced_bytes_[name] = 0;
  }
  *file = std::make_unique<File>(*this, name, std::move(inner));
  return status;
}

void FaultyFileSystem::CopySynced(const std::string& store, const std::string& copy) const {
  namespace fs = std::filesystem;
  fs::create_directories(copy + "/rocksdb");
  // The witness first: what it says was synced before it.
  for (const char* name : {"witness", "format"})
    fs::copy_file(fs::path(store) / name, fs::path(copy) / name);
  for (const auto& entry : fs::directory_iterator(store + "/rocksdb")) {
    const fs::path target = fs::path(copy) / "rocksdb" / entry.path().filename();
    fs::copy_file(entry.path(), target);
    const std::lock_guard lock(mutex_);
    // The CURRENT file was renamed into place from one that was synced.
    const auto synced = synced_bytes_.find(entry.path().string());
    if (synced != synced_bytes_.end() && synced->second < fs::file_size(target)) {
      fs::resize_file(target, synced->second);
    }
  }
}

}  // namespace newsprint
