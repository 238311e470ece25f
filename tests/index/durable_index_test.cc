#include "newsprint/index/durable_index.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "index/index_key.h"
#include "index/manifest.h"
#include "index/segment.h"
#include "tests/index/fingerprints.h"
#include "tests/index/scratch_directory.h"

namespace newsprint {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

namespace fs = std::filesystem;

// Article n: anchors of its own, of its decade, and of all; each third has a signature.
Fingerprint Article(uint64_t n) {
  Fingerprint article = WithAnchors({1'000'000 + n, 2'000'000 + n / 10, 3'000'000});
  article.exact_hash = 7'000'000 + n;
  if (n % 3 == 0) article.signature = UniformSignature(static_cast<uint32_t>(n / 30));
  return article;
}

absl::Status ReadArticles(uint64_t first, uint64_t last,
                          const std::function<void(uint64_t, const Fingerprint&)>& add) {
  for (uint64_t n = std::max<uint64_t>(first, 1); n <= last; ++n) add(n, Article(n));
  return absl::OkStatus();
}

DurableIndexOptions Options(const std::string& path) {
  return {.path = path,
          .lineage = "store 1, scheme 1",
          .segment_articles = 50,
          .merge_share = 1,
          .min_articles_on_close = 1'000'000};
}

std::unique_ptr<DurableIndex> Open(const DurableIndexOptions& options) {
  auto index = OpenDurableIndex(options);
  EXPECT_TRUE(index.ok()) << index.status();
  return *std::move(index);
}

// Ordinals after `after`, or after those of the files.
void Fill(DurableIndex& index, uint64_t through, uint64_t after = 0) {
  for (uint64_t n = std::max(index.through(), after) + 1; n <= through; ++n) {
    index.Add(n, Article(n));
  }
}

// Of articles 1 to `articles`, all in segments, and always the same ones.
void Make(const DurableIndexOptions& options, uint64_t articles) {
  const auto index = Open(options);
  for (uint64_t n = 1; n <= articles; ++n) {
    index->Add(n, Article(n));
    if (n % options.segment_articles != 0 && n != articles) continue;
    ASSERT_TRUE(index->Flush().ok());
    index->WaitForMerges();
  }
}

std::vector<uint64_t> Ordinals(const IndexReply& reply) {
  std::vector<uint64_t> ordinals;
  for (const Candidate& candidate : reply.candidates) ordinals.push_back(candidate.ordinal);
  return ordinals;
}

// Whether every article below `end` is found with all it has, by its own keys.
void ExpectWhole(const Index& index, uint64_t end) {
  for (uint64_t n = 1; n < end; ++n) {
    const IndexReply reply = index.Find(Article(n), {.below = end});
    ASSERT_FALSE(reply.truncated) << n;
    ASSERT_THAT(reply.candidates, SizeIs(end - 1)) << n;
    const Candidate& own = reply.candidates[n - 1];
    ASSERT_EQ(own.ordinal, n);
    ASSERT_EQ(own.shared_anchors, 3u) << n;
    ASSERT_EQ(own.shared_bands, n % 3 == 0 ? 42u : 0u) << n;
    ASSERT_TRUE(own.same_text) << n;
  }
}

std::vector<fs::path> SegmentFiles(const std::string& path) {
  std::vector<fs::path> files;
  for (const auto& file : fs::directory_iterator(path)) {
    if (file.path().extension() == ".segment") files.push_back(file.path());
  }
  std::ranges::sort(files);
  return files;
}

std::string ReadFile(const fs::path& file) {
  std::ifstream in(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>()};
}

void WriteFile(const fs::path& file, const std::string& bytes) {
  std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
}

TEST(DurableIndexTest, IsThereAgainWhenItIsOpenedAgain) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  Make(options, 230);
  const auto index = Open(options);
  EXPECT_EQ(index->through(), 230u);
  const IndexStats stats = index->Stats();
  EXPECT_EQ(stats.articles, 230u);
  EXPECT_EQ(stats.head_articles, 0u);
  EXPECT_EQ(stats.segments, 2u) << "four of 50 became one, and there is one of 30";
  EXPECT_GT(stats.mapped_bytes, 0u);
  EXPECT_EQ(stats.dropped_segments, 0u);
  ExpectWhole(*index, 231);
  EXPECT_THAT(VerifyIndexFiles(options.path, options.lineage), IsEmpty());
}

TEST(DurableIndexTest, WritesTheHeadOnCloseIfThatIsWorthAFile) {
  const struct {
    uint64_t articles;
    uint64_t through;
  } cases[] = {{9, 0}, {10, 10}, {49, 49}};
  for (const auto& c : cases) {
    const ScratchDirectory scratch;
    DurableIndexOptions options = Options(scratch / "index");
    options.min_articles_on_close = 10;
    Fill(*Open(options), c.articles);
    EXPECT_EQ(Open(options)->through(), c.through) << c.articles << " articles";
  }
}

TEST(DurableIndexTest, ManyShortRunsLeaveFewFiles) {
  const ScratchDirectory scratch;
  DurableIndexOptions options = Options(scratch / "index");
  options.min_articles_on_close = 1;
  for (uint64_t run = 1; run <= 40; ++run) Fill(*Open(options), run);
  EXPECT_LE(SegmentFiles(options.path).size(), 4u);
  ExpectWhole(*Open(options), 41);
}

TEST(DurableIndexTest, TheRemovedStayRemovedAndMergesDropThem) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  {
    const auto index = Open(options);
    Fill(*index, 100);
    ASSERT_TRUE(index->Flush().ok());
    for (uint64_t n = 1; n <= 100; n += 2) index->Remove(n);
    Fill(*index, 150, 100);  // Whose flush keeps what was removed before it.
    ASSERT_TRUE(index->Flush().ok());
  }
  const auto index = Open(options);
  EXPECT_EQ(index->Stats().articles, 100u);
  index->WaitForMerges();
  EXPECT_EQ(index->Stats().postings, 100u * 4 + 42 * (16 + 17)) << "those that are left";
  const IndexReply reply = index->Find(WithAnchors({3'000'000}), {});
  EXPECT_THAT(reply.candidates, SizeIs(100));
  EXPECT_THAT(Ordinals(reply), testing::Not(Contains(99)));
  EXPECT_EQ(reply.postings_read, 100u);
}

TEST(DurableIndexTest, DropsWhatIsLeftOfTheRemovedOnDemand) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  Make(options, 230);
  const auto index = Open(options);
  const uint64_t before = index->Stats().postings;
  index->Remove(7);
  index->Remove(220);
  index->WaitForMerges();
  EXPECT_EQ(index->Stats().postings, before) << "two of so many are no reason to merge";
  ASSERT_TRUE(index->DropRemoved().ok());
  EXPECT_EQ(index->Stats().postings, before - 2 * 4);
  EXPECT_EQ(index->Stats().segments, 2u);
  EXPECT_EQ(Open(options)->Stats().articles, 228u);
  EXPECT_THAT(VerifyIndexFiles(options.path, options.lineage), IsEmpty());
}

TEST(DurableIndexTest, WhatIsNotOfThisStoreIsDropped) {
  const auto none = [](uint64_t) { return std::optional<uint64_t>(); };
  const struct {
    const char* what;
    std::string lineage;
    uint64_t last_ordinal;
    std::function<std::optional<uint64_t>(uint64_t)> exact_hash_at;
    uint64_t through;
    uint64_t dropped;
  } cases[] = {
      {"the same store", "store 1, scheme 1", 230, none, 230, 0},
      {"another scheme", "store 1, scheme 2", 230, none, 0, 2},
      {"a backup of the store", "store 1, scheme 1", 229, none, 0, 2},
      {"a backup that went on with other articles", "store 1, scheme 1", 500,
       [](uint64_t n) { return n <= 200 ? Article(n).exact_hash : 99; }, 200, 1},
  };
  for (const auto& c : cases) {
    const ScratchDirectory scratch;
    DurableIndexOptions options = Options(scratch / "index");
    Make(options, 230);
    options.lineage = c.lineage;
    options.last_ordinal = c.last_ordinal;
    options.exact_hash_at = c.exact_hash_at;
    const auto index = Open(options);
    EXPECT_EQ(index->through(), c.through) << c.what;
    EXPECT_EQ(index->Stats().dropped_segments, c.dropped) << c.what;
    EXPECT_THAT(SegmentFiles(options.path), SizeIs(2 - c.dropped)) << c.what;
    Fill(*index, 230);
    ExpectWhole(*index, 231);
  }
}

TEST(DurableIndexTest, AMissingOrForeignFileIsAGapUntilItIsRepaired) {
  const ScratchDirectory scratch;
  DurableIndexOptions options = Options(scratch / "index");
  options.merge_share = 1'000;
  Make(options, 200);
  const std::vector<fs::path> files = SegmentFiles(options.path);
  ASSERT_THAT(files, SizeIs(4));
  fs::remove(files[0]);
  fs::copy_file(files[3], files[2], fs::copy_options::overwrite_existing);
  EXPECT_THAT(VerifyIndexFiles(options.path, options.lineage),
              ElementsAre(HasSubstr("No such file"), HasSubstr("not the file that was written")));

  const auto index = Open(options);
  EXPECT_EQ(index->Stats().dropped_segments, 2u);
  EXPECT_EQ(index->Stats().gap_ordinals, 51u + 50u);
  EXPECT_TRUE(index->Find(Article(60), {}).truncated);
  EXPECT_TRUE(index->Find(Article(60), {.below = 1}).truncated);
  index->Remove(20);  // In a gap: by a deletion that its repair does not see.
  ASSERT_TRUE(index->Repair(ReadArticles).ok());
  EXPECT_EQ(index->Stats().gap_ordinals, 0u);
  EXPECT_EQ(index->Stats().articles, 199u);
  EXPECT_THAT(index->Find(Article(20), {.below = 30}).candidates, SizeIs(28));
  EXPECT_THAT(VerifyIndexFiles(options.path, options.lineage), IsEmpty());
}

TEST(DurableIndexTest, DamageThatShowsLaterIsReportedAndRepaired) {
  const ScratchDirectory scratch;
  DurableIndexOptions options = Options(scratch / "index");
  Make(options, 50);
  const fs::path file = SegmentFiles(options.path).front();
  std::string bytes = ReadFile(file);
  // The first blocks' lines of the filter.
  for (size_t i = 128; i < 600; ++i) bytes[i] = static_cast<char>(~bytes[i]);
  WriteFile(file, bytes);
  EXPECT_THAT(VerifyIndexFiles(options.path, options.lineage), ElementsAre(HasSubstr("block 0")));

  int noted = 0;
  options.on_damage = [&] { ++noted; };
  const auto index = Open(options);
  EXPECT_EQ(index->through(), 50u);
  EXPECT_EQ(index->Stats().dropped_segments, 0u);
  uint64_t truncated = 0;
  for (uint64_t n = 1; n <= 50; ++n) truncated += index->Find(Article(n), {}).truncated ? 1 : 0;
  EXPECT_GT(truncated, 0u);
  EXPECT_EQ(noted, 1);
  ASSERT_TRUE(index->Repair(ReadArticles).ok());
  EXPECT_EQ(index->Stats().dropped_segments, 1u);
  ExpectWhole(*index, 51);
}

// No byte is without a checksum: whichever is another, the file is not opened, or a search that
// would read it says so.
TEST(DurableIndexTest, AFlippedByteOfASegmentIsFound) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  Make(options, 25);
  const fs::path file = SegmentFiles(options.path).front();
  const std::string sound = ReadFile(file);
  uint64_t lineage = 0;
  std::memcpy(&lineage, sound.data() + 8, sizeof(lineage));
  std::vector<uint64_t> places;
  for (uint64_t n = 1; n <= 25; ++n) {
    for (const uint64_t place : PlacesOf(KeysOf(Article(n)))) places.push_back(place);
  }
  std::vector<FoundPlace> found;
  ASSERT_TRUE((*Segment::Open(file, lineage))->Lookup(places, 1000, found));
  uint64_t refused = 0;
  uint64_t noticed = 0;
  std::fstream stream(file, std::ios::in | std::ios::out | std::ios::binary);
  const auto put = [&](size_t at, int byte) {
    stream.seekp(static_cast<std::streamoff>(at));
    stream.put(static_cast<char>(byte)).flush();
  };
  for (size_t i = 0; i < sound.size(); ++i) {
    put(i, sound[i] ^ (1 << i % 8));
    const absl::StatusOr<std::shared_ptr<Segment>> segment = Segment::Open(file, lineage);
    if (!segment.ok()) {
      EXPECT_TRUE(absl::IsDataLoss(segment.status())) << segment.status();
      ++refused;
    } else {
      EXPECT_FALSE((*segment)->Lookup(places, 1000, found)) << "byte " << i;
      EXPECT_TRUE((*segment)->damaged());
      EXPECT_FALSE((*segment)->CheckAll().ok());
      ++noticed;
    }
    put(i, sound[i]);
  }
  EXPECT_EQ(refused + noticed, sound.size());
  EXPECT_GT(noticed, 400u) << "blocks are not read when a segment is opened";
}

TEST(DurableIndexTest, AnIndexWithoutASoundManifestIsMadeAnew) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  Make(options, 60);
  const std::string sound = ReadFile(fs::path(options.path) / "manifest");
  ASSERT_TRUE(DecodeManifest(sound).ok());
  for (size_t i = 0; i < sound.size(); ++i) {
    std::string bytes = sound;
    bytes[i] = static_cast<char>(bytes[i] ^ (1 << i % 8));
    EXPECT_FALSE(DecodeManifest(bytes).ok()) << "byte " << i;
    EXPECT_FALSE(DecodeManifest(sound.substr(0, i)).ok()) << i << " bytes";
  }
  WriteFile(fs::path(options.path) / "manifest", sound.substr(1));
  const auto index = Open(options);
  EXPECT_EQ(index->through(), 0u);
  EXPECT_EQ(index->Stats().dropped_segments, 2u);
  Fill(*index, 60);
  ExpectWhole(*index, 61);
}

TEST(DurableIndexTest, NoStepOfWritingAndMergingCanLoseAnything) {
  const ScratchDirectory scratch;
  DurableIndexOptions options = Options(scratch / "index");
  // One segment a round, so that nothing is written while a merge runs: a copy of files that change
  // meanwhile is no state that a kill could leave.
  options.segment_articles = 60;
  std::vector<std::string> steps;
  options.at_step = [&](std::string_view step) {
    steps.emplace_back(step);
    fs::copy(options.path, scratch / ("killed " + std::to_string(steps.size())));
  };
  {
    const auto index = Open(options);
    for (uint64_t end = 60; end <= 240; end += 60) {
      Fill(*index, end, end - 60);
      ASSERT_TRUE(index->Flush().ok());
      index->WaitForMerges();
    }
  }
  EXPECT_THAT(steps, Contains("segment renamed"));
  EXPECT_THAT(steps, Contains("manifest written"));
  EXPECT_THAT(steps, Contains("merged segments removed"));
  options.at_step = nullptr;
  uint64_t through = 0;
  for (size_t i = 1; i <= steps.size(); ++i) {
    options.path = scratch / ("killed " + std::to_string(i));
    const auto index = Open(options);
    EXPECT_EQ(index->Stats().dropped_segments, 0u) << "step " << i << ", " << steps[i - 1];
    EXPECT_EQ(index->Stats().gap_ordinals, 0u);
    EXPECT_GE(index->through(), through) << "what was written stays";
    through = index->through();
    EXPECT_THAT(SegmentFiles(options.path), SizeIs(index->Stats().segments)) << "none left over";
    Fill(*index, 240);
    ExpectWhole(*index, 241);
  }
  EXPECT_EQ(through, 240u);
}

TEST(DurableIndexTest, WhatCannotBeWrittenStaysInMemory) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  const auto index = Open(options);
  fs::remove_all(options.path);
  Fill(*index, 170);
  EXPECT_FALSE(index->Flush().ok());
  ExpectWhole(*index, 171);
  EXPECT_GT(index->Stats().failed_writes, 0u);
  fs::create_directories(options.path);
  EXPECT_TRUE(index->Flush().ok());
  index->WaitForMerges();
  EXPECT_EQ(index->Stats().head_articles, 0u);
  ExpectWhole(*index, 171);
}

// The bytes of a version, kept: a later one opens them or drops them, and says so; it never answers
// wrongly from them. tests/index/testdata was written by Make(Options(...), 120) of each.
fs::path Kept(const std::string& format) {
  return fs::path(NEWSPRINT_SOURCE_DIR) / "tests/index/testdata" / format;
}

class KeptFormatTest : public testing::TestWithParam<const char*> {};

TEST_P(KeptFormatTest, IsReadAsItWas) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  fs::copy(Kept(GetParam()), options.path);
  const auto index = Open(options);
  ASSERT_EQ(index->through(), 120u);
  EXPECT_EQ(index->Stats().dropped_segments, 0u);
  ExpectWhole(*index, 121);
  EXPECT_THAT(Ordinals(index->Find(WithAnchors({2'000'003}), {})),
              ElementsAre(30, 31, 32, 33, 34, 35, 36, 37, 38, 39));
  EXPECT_THAT(
      Ordinals(index->Find({.exact_hash = 0, .signature = UniformSignature(2), .anchors = {}},
                           {.below = 75})),
      ElementsAre(60, 63, 66, 69, 72));
  // Its files are merged with those of today.
  Fill(*index, 240);
  ASSERT_TRUE(index->Flush().ok());
  index->WaitForMerges();
  // Of six files four neighbours became one; which, depends on when the merger looked.
  EXPECT_LE(index->Stats().segments, 3u);
  ExpectWhole(*index, 241);
}

INSTANTIATE_TEST_SUITE_P(Formats, KeptFormatTest, testing::Values("format1", "format2"));

TEST(DurableIndexTest, TheFormatOfTodayIsTheKeptOne) {
  const ScratchDirectory scratch;
  const DurableIndexOptions options = Options(scratch / "index");
  Make(options, 120);
  const std::vector<fs::path> files = SegmentFiles(Kept("format2"));
  ASSERT_FALSE(files.empty());
  for (const fs::path& file : files) {
    EXPECT_EQ(ReadFile(file), ReadFile(fs::path(options.path) / file.filename())) << file;
  }
}

// Of each posting's share, 6 bytes are its own and one is the filter's.
TEST(DurableIndexTest, AnArticleOf600WordsTakes1000BytesAtMost) {
  constexpr uint64_t kArticles = 8'192;
  const ScratchDirectory scratch;
  DurableIndexOptions options = Options(scratch / "index");
  options.segment_articles = kArticles / 4;
  const auto index = Open(options);
  std::mt19937_64 random(3);
  for (uint64_t n = 1; n <= kArticles; ++n) index->Add(n, UniqueArticle(600, random));
  ASSERT_TRUE(index->Flush().ok());
  index->WaitForMerges();
  EXPECT_EQ(index->Stats().segments, 1u);
  EXPECT_LE(index->Stats().mapped_bytes / kArticles, 1'000u);
}

}  // namespace
}  // namespace newsprint
