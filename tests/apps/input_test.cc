// Streams, lines, and tables of pairs.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "apps/input_stream.h"
#include "apps/line_reader.h"
#include "apps/pairs_file.h"
#include "tests/apps/temporary_files.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

std::string Message(const absl::Status& status) { return std::string(status.message()); }

std::string Bytes(const std::string& path) {
  std::stringstream content;
  content << std::ifstream(path, std::ios::binary).rdbuf();
  return content.str();
}

absl::StatusOr<std::string> ReadAll(const std::string& path, size_t max_bytes = 1u << 20) {
  auto stream = InputStream::Open(path);
  if (!stream.ok()) return stream.status();
  return ReadWhole(**stream, max_bytes);
}

std::vector<std::string> Lines(const std::string& path, size_t max_line_bytes) {
  auto stream = *InputStream::Open(path);
  LineReader reader(*stream, max_line_bytes);
  std::vector<std::string> lines;
  std::string line;
  while (true) {
    const absl::StatusOr<bool> more = reader.Next(line);
    if (!more.ok()) {
      lines.push_back("error: " + Message(more.status()));
      return lines;
    }
    if (!*more) return lines;
    lines.push_back(std::to_string(reader.line_number()) + ":" + line);
  }
}

TEST(InputStreamTest, InflatesGzipWhateverTheName) {
  const TemporaryFiles files;
  const std::string text(300'000, 'x');
  EXPECT_EQ(*ReadAll(files.Write("plain", text)), text);
  EXPECT_EQ(*ReadAll(files.WriteGzip("packed", text)), text);
  const std::string members = Bytes(files.WriteGzip("one", "one ")) +
                              Bytes(files.WriteGzip("none", "")) +
                              Bytes(files.WriteGzip("two", "two"));
  EXPECT_EQ(*ReadAll(files.Write("members.gz", members)), "one two");
  EXPECT_EQ(*ReadAll(files.Write("empty", "")), "");
  EXPECT_EQ(*ReadAll(files.Write("one byte", "\x1f")), "\x1f");
}

TEST(InputStreamTest, NamesWhatIsWrong) {
  const TemporaryFiles files;
  const std::string sound = Bytes(files.WriteGzip("sound.gz", std::string(5000, 'x') + "end"));
  std::string flipped = sound;
  flipped[sound.size() - 6] ^= 1;  // In the checksum.
  const struct {
    std::string path;
    std::string message;
  } cases[] = {
      {files.Path("nowhere"), "nowhere: No such file or directory"},
      {files.Path(""), "Is a directory"},
      {files.Write("cut.gz", sound.substr(0, sound.size() - 3)), "the gzip data ends too soon"},
      {files.Write("flipped.gz", flipped), "damaged gzip data: incorrect data check"},
      {files.Write("tail.gz", sound + "tail"), "damaged gzip data: incorrect header check"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(Message(ReadAll(c.path).status()), HasSubstr(c.message)) << c.path;
  }
}

TEST(InputStreamTest, ReadsNoFurtherThanTheLimit) {
  const TemporaryFiles files;
  const std::string bomb = files.WriteGzip("bomb.gz", std::string(1u << 24, '\0'));
  EXPECT_LT(std::filesystem::file_size(bomb), 20'000u);
  EXPECT_THAT(Message(ReadAll(bomb, 1000).status()),
              HasSubstr("larger than the limit of 1000 bytes"));
  EXPECT_EQ(ReadAll(files.Write("fits", "12345"), 5)->size(), 5u);
}

TEST(LineReaderTest, EndsLinesAtLineFeeds) {
  const TemporaryFiles files;
  EXPECT_THAT(Lines(files.Write("a", "one\ntwo\r\n\nfour"), 10),
              ElementsAre("1:one", "2:two", "3:", "4:four"));
  EXPECT_THAT(Lines(files.Write("b", "one\n"), 10), ElementsAre("1:one"));
  EXPECT_THAT(Lines(files.Write("c", ""), 10), ElementsAre());
}

TEST(LineReaderTest, RefusesALineOverTheLimit) {
  const TemporaryFiles files;
  EXPECT_THAT(
      Lines(files.Write("a", "1234567890\n12345678901\n"), 10),
      ElementsAre("1:1234567890", HasSubstr("a:2: the line is longer than the limit of 10 bytes")));
  // Without an end: not read to the end, either.
  EXPECT_THAT(Lines(files.WriteGzip("bomb.gz", std::string(1u << 24, 'x')), 1000),
              ElementsAre(HasSubstr("bomb.gz:1: the line is longer than the limit")));
}

TEST(ReadPairs, FindsItsColumns) {
  const TemporaryFiles files;
  const auto rows = ReadPairs(files.Write("p.tsv", "kind\tid2\tx\tid1\nv\tb\t\ta\n\nw\td\t1\tc\n"));
  ASSERT_TRUE(rows.ok()) << rows.status();
  ASSERT_EQ(rows->size(), 2u);
  EXPECT_EQ((*rows)[0].id1 + (*rows)[0].id2 + (*rows)[1].id1 + (*rows)[1].id2, "abcd");
  EXPECT_THAT((*rows)[1].where, HasSubstr("p.tsv:4"));
}

TEST(ReadPairs, NamesWhatIsMissing) {
  const TemporaryFiles files;
  const struct {
    std::string content;
    std::string message;
  } cases[] = {
      {"", "p.tsv: is empty"},
      {"id1\tid\n", "p.tsv:1: the header line has no column 'id2'"},
      {"id1\tid2\na\tb\nc\n", "p.tsv:3: 1 cells, id1 and id2 need 2"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(Message(ReadPairs(files.Write("p.tsv", c.content)).status()), HasSubstr(c.message));
  }
}

}  // namespace
}  // namespace newsprint
