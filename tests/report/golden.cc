#include "tests/report/golden.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <iterator>

namespace newsprint {
namespace {

void Replace(std::string& page, std::string_view part, std::string_view name) {
  const size_t at = page.find(part);
  ASSERT_NE(at, std::string::npos) << name;
  page.replace(at, part.size(), name);
}

size_t Count(std::string_view page, std::string_view part) {
  size_t count = 0;
  for (size_t at = 0; (at = page.find(part, at)) != std::string_view::npos; at += part.size()) {
    ++count;
  }
  return count;
}

}  // namespace

std::string WithoutAssets(std::string page, const report::PageAssets& assets) {
  Replace(page, assets.style_hash, "STYLE-HASH");
  Replace(page, assets.script_hash, "SCRIPT-HASH");
  Replace(page, assets.style, "STYLE");
  Replace(page, assets.script, "SCRIPT");
  return page;
}

void ExpectGolden(const std::string& page, std::string_view file_name) {
  const std::string path =
      std::string(NEWSPRINT_SOURCE_DIR "/tests/report/golden/") + std::string(file_name);
  if (std::getenv("NEWSPRINT_WRITE_GOLDEN") != nullptr) std::ofstream(path) << page;
  std::ifstream file(path);
  const std::string golden{std::istreambuf_iterator<char>(file), {}};
  EXPECT_EQ(page, golden);
}

void ExpectInert(const std::string& html, const report::PageAssets& assets) {
  const std::string page = WithoutAssets(html, assets);
  EXPECT_EQ(Count(page, "<script"), 2u);
  EXPECT_EQ(Count(page, "</script"), 2u);
  EXPECT_EQ(Count(page, "<style"), 1u);
  EXPECT_EQ(Count(page, "</style"), 1u);
  for (const std::string_view part : {"<img", "<!--", "<a "})
    EXPECT_EQ(Count(page, part), 0u) << part;
  // Inside a script these two ended a line.
  const size_t data = page.find("id=\"data\"");
  const std::string_view block(page.data() + data, page.find("</script>", data) - data);
  for (const std::string_view part : {"\u2028", "\u2029", "<", "&"}) {
    EXPECT_EQ(Count(block, part), 0u) << part;
  }
}

}  // namespace newsprint
