// A directory of a test's own, which goes with it.
#ifndef NEWSPRINT_TESTS_INDEX_SCRATCH_DIRECTORY_H_
#define NEWSPRINT_TESTS_INDEX_SCRATCH_DIRECTORY_H_

#include <gtest/gtest.h>
#include <unistd.h>

#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>

namespace newsprint {

class ScratchDirectory {
 public:
  ScratchDirectory() {
    static int made = 0;
    path_ = std::filesystem::path(testing::TempDir()) /
            ("newsprint-index-" + std::to_string(getpid()) + "-" + std::to_string(made++));
    std::filesystem::remove_all(path_);
    std::filesystem::create_directories(path_);
  }
  ~ScratchDirectory() { std::filesystem::remove_all(path_); }
  ScratchDirectory(const ScratchDirectory&) = delete;
  ScratchDirectory& operator=(const ScratchDirectory&) = delete;

  std::string operator/(const std::string& name) const { return (path_ / name).string(); }

 private:
  std::filesystem::path path_;
};

// Changes some bits of one byte of a file, both chosen by a number.
inline void DamageByte(const std::filesystem::path& file, uint64_t number) {
  const auto offset = static_cast<std::streamoff>(number % std::filesystem::file_size(file));
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  stream.seekg(offset);
  const int byte = stream.get();
  stream.seekp(offset);
  stream.put(static_cast<char>(static_cast<uint64_t>(byte) ^ (1 + (number >> 32) % 255)));
}

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_INDEX_SCRATCH_DIRECTORY_H_
