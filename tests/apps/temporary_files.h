// A directory for the files of one test.
#ifndef NEWSPRINT_TESTS_APPS_TEMPORARY_FILES_H_
#define NEWSPRINT_TESTS_APPS_TEMPORARY_FILES_H_

#include <zlib.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace newsprint {

class TemporaryFiles {
 public:
  TemporaryFiles() {
    std::string pattern = (std::filesystem::temp_directory_path() / "newsprint-XXXXXX").string();
    directory_ = mkdtemp(pattern.data());
  }
  ~TemporaryFiles() { std::filesystem::remove_all(directory_); }
  TemporaryFiles(const TemporaryFiles&) = delete;
  TemporaryFiles& operator=(const TemporaryFiles&) = delete;

  std::string Path(const std::string& name) const { return (directory_ / name).string(); }

  // Both return the path.
  std::string Write(const std::string& name, std::string_view content) const {
    std::filesystem::create_directories(std::filesystem::path(Path(name)).parent_path());
    std::ofstream(Path(name), std::ios::binary) << content;
    return Path(name);
  }
  std::string WriteGzip(const std::string& name, std::string_view content) const {
    const gzFile file = gzopen(Path(name).c_str(), "wb9");
    gzwrite(file, content.data(), static_cast<unsigned>(content.size()));
    gzclose(file);
    return Path(name);
  }

 private:
  std::filesystem::path directory_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_TESTS_APPS_TEMPORARY_FILES_H_
