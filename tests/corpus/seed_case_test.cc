// The founding case on real input: the seed page, checked against a store on disk that holds the
// story it reprints among thousands of real articles. Skips where ../shared is not there.
#include <gtest/gtest.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "newsprint/corpus/corpus.h"

namespace newsprint {
namespace {

std::vector<Article> ReadDocuments(const std::string& path) {
  std::vector<Article> articles;
  gzFile file = gzopen(path.c_str(), "rb");
  if (file == nullptr) return articles;
  std::string content;
  char buffer[1 << 16];
  for (int n = 0; (n = gzread(file, buffer, sizeof(buffer))) > 0;) content.append(buffer, n);
  gzclose(file);
  std::istringstream lines(content);
  for (std::string line; std::getline(lines, line);) {
    const nlohmann::json document = nlohmann::json::parse(line);
    Article article;
    article.id = *ArticleId::Create(document["id"].get<std::string>());
    article.body = document["text"].get<std::string>();
    articles.push_back(std::move(article));
  }
  return articles;
}

TEST(SeedCase, ThePageIsAReprintOfTheStoryAmongThousandsOfRealArticles) {
  const std::string data = NEWSPRINT_SHARED_DIR "/data/";
  std::ifstream file(data + "seed/american_military_news_reprint.txt");
  if (!file) GTEST_SKIP() << "shared/data is not here";
  std::stringstream content;
  content << file.rdbuf();
  const std::string page = content.str();
  const size_t begin = page.find("NATO Secretary-General Jens Stoltenberg has welcomed");
  ASSERT_NE(begin, std::string::npos);

  std::vector<Article> articles = ReadDocuments(data + "reuters-reissue/docs.jsonl.gz");
  for (Article& article : ReadDocuments(data + "masakhanews-16/docs.jsonl.gz")) {
    articles.push_back(std::move(article));
  }
  ASSERT_GT(articles.size(), 3000u);
  articles.resize(3000);
  Article original;
  original.id = *ArticleId::Create("https://www.rferl.org/a/seed.html");
  original.body = page.substr(begin);
  original.publisher = "RFE/RL";
  articles.insert(articles.begin() + 1000, original);

  const std::filesystem::path directory =
      std::filesystem::path(::testing::TempDir()) / "newsprint_seed_case_store";
  std::filesystem::remove_all(directory);
  {
    const std::unique_ptr<Corpus> corpus = *Corpus::Open(
        *OpenRocksDbStore({.path = directory.string(), .scheme = CurrentScheme(), .seed = 1}),
        {.text_cache_bytes = 512u << 20, .batch_threads = 2});
    for (const auto& report : corpus->IngestBatch(articles, {}))
      ASSERT_TRUE(report.ok()) << report.status();
  }
  // Reopened: the index is rebuilt from the fingerprints on disk.
  std::unique_ptr<Corpus> corpus =
      *Corpus::Open(*OpenRocksDbStore({.path = directory.string(), .scheme = CurrentScheme()}), {});
  Article query;
  query.body = page;
  const absl::Time start = absl::Now();
  const absl::StatusOr<SearchReport> report = corpus->Check(query, {});
  const absl::Duration took = absl::Now() - start;
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->matches.size(), 1u);
  const FoundMatch& found = report->matches[0];
  EXPECT_EQ(found.other.id, original.id);
  EXPECT_EQ(found.match.relation, Relation::kReprint);
  EXPECT_EQ(found.match.containment_b, 1);
  ASSERT_EQ(found.match.passages.size(), 1u);
  EXPECT_EQ(found.match.passages[0].a,
            (Span{static_cast<uint32_t>(begin), static_cast<uint32_t>(page.size() - 1)}));
  EXPECT_LE(report->work.candidates_verified, 5u);  // Of 3,001.
  RecordProperty("check_microseconds", static_cast<int>(absl::ToInt64Microseconds(took)));
  RecordProperty("containment_of_page", std::to_string(found.match.containment_a));
  corpus.reset();  // Before the directory goes: the engine deletes old files beside us.
  std::filesystem::remove_all(directory);
}

}  // namespace
}  // namespace newsprint
