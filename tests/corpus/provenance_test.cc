// Whose text it is, in the answers: by credit lines, by markup, and by the list of sources of
// today.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "newsprint/corpus/corpus.h"
#include "tests/corpus/articles.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kSources[] = R"(version: 1
sources:
  - id: cpa
    name: Coastal Press Agency
    kind: agency
    domains: [cpa.example]
  - id: rfm
    name: Radio Free Meridian
    kind: broadcaster
    domains: [rfm.example]
publishers:
  - {id: gazette, name: Harbor Gazette, domains: [gazette.example]}
  - {id: courier, name: Valley Courier, domains: [courier.example]}
)";

CreditLineFinder Finder(std::string_view yaml = kSources) {
  absl::StatusOr<SourceRegistry> registry = SourceRegistry::Parse(yaml, "sources.yaml");
  EXPECT_TRUE(registry.ok()) << registry.status();
  return CreditLineFinder::WithDefaultPatterns(registry.ok() ? *registry : SourceRegistry());
}

// A story of a few paragraphs.
std::string Story() {
  return "The harbour council voted on Tuesday evening to close the old swing bridge to lorries "
         "until the spring, after engineers found cracks in two of its four bearings during a "
         "routine survey.\n"
         "Council leader Mara Lindqvist said the closure would cost the port about a tenth of its "
         "winter trade, and that a temporary ferry for vehicles under twelve tonnes was being "
         "chartered from the neighbouring county.\n"
         "The bridge, built in 1931, carries some nine thousand vehicles a day and was last "
         "repaired when a coaster struck its northern pier in fog eleven years ago.";
}

class ProvenanceTest : public ::testing::Test {
 protected:
  ProvenanceTest() { Open(); }

  void Open() {
    StoreOptions store;
    store.scheme = CurrentScheme();
    store.seed = 1;
    CorpusOptions options;
    static const CreditLineFinder finder = Finder();  // Compiling its patterns takes a while.
    options.credits = finder;
    corpus_ = *Corpus::Open(CreateMemoryStore(store), options);
  }

  Article Make(std::string_view id, std::string publisher, std::string body, int hour) {
    Article article = MakeArticle(id, std::move(body), std::move(publisher));
    article.url = absl::StrCat("https://", std::string(id));
    article.first_seen_at = absl::UnixEpoch() + absl::Hours(hour);
    return article;
  }

  IngestReport Put(const Article& article) {
    absl::StatusOr<IngestReport> report = corpus_->Ingest(article, {});
    EXPECT_TRUE(report.ok()) << report.status();
    return report.ok() ? *std::move(report) : IngestReport();
  }

  // The origin as a listing of the article's matches gives it for the first of them.
  OriginAnswer Listed(std::string_view id) {
    FindQuery query;
    query.id = *ArticleId::Create(id);
    absl::StatusOr<FindPage> page = corpus_->FindReprints(query);
    EXPECT_TRUE(page.ok() && !page->matches.empty()) << page.status();
    return page.ok() && !page->matches.empty() ? page->matches[0].provenance.origin
                                               : OriginAnswer();
  }

  std::unique_ptr<Corpus> corpus_;
};

std::vector<PartKind> Kinds(const std::vector<TextPart>& parts) {
  std::vector<PartKind> kinds;
  for (const TextPart& part : parts) kinds.push_back(part.kind);
  return kinds;
}

std::vector<OriginEvidence> For(const OriginAnswer& origin) {
  std::vector<OriginEvidence> kinds;
  for (const OriginAnswer::Fact& fact : origin.facts) {
    if (!fact.against) kinds.push_back(fact.kind);
  }
  return kinds;
}

TEST_F(ProvenanceTest, ACheckSaysWhoseItIsByWhichLineAndWhatWasAdded) {
  Put(Make("rfm.example/1", "Radio Free Meridian", Story(), 1));
  const std::string credit =
      "This article was originally published by Radio Free Meridian and is reprinted with "
      "permission.";
  const std::string page = "Bridge shut to lorries until spring\n" + credit + "\n" + Story() +
                           "\nOur reporter adds that the ferry will dock by the fish market, and "
                           "that tickets are to be had at the harbour office.";
  const Article article = Make("gazette.example/9", "Harbor Gazette", page, 5);
  const absl::StatusOr<SearchReport> report = corpus_->Check(article, {});
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->matches.size(), 1u);
  const MatchProvenance& provenance = report->matches[0].provenance;
  const auto begin = static_cast<uint32_t>(page.find(credit));
  const Span line{begin, begin + static_cast<uint32_t>(credit.size())};

  ASSERT_EQ(provenance.credits_a.size(), 1u);
  EXPECT_EQ(provenance.credits_a[0].span, line);
  EXPECT_EQ(provenance.credits_a[0].source, "rfm");
  EXPECT_EQ(provenance.credits_a[0].name, "Radio Free Meridian");
  EXPECT_THAT(provenance.credits_b, IsEmpty());

  const OriginAnswer& origin = provenance.origin;
  EXPECT_EQ(origin.kind, OriginKind::kArticle);
  EXPECT_EQ(origin.side, MatchSide::kB);
  ASSERT_TRUE(origin.article);
  EXPECT_EQ(origin.article->id.value(), "rfm.example/1");
  EXPECT_EQ(origin.source, "rfm");
  ASSERT_FALSE(origin.facts.empty());
  EXPECT_EQ(origin.facts[0].kind, OriginEvidence::kCredit);
  EXPECT_EQ(origin.facts[0].side, MatchSide::kA);
  EXPECT_EQ(origin.facts[0].span, line);

  EXPECT_THAT(Kinds(provenance.only_a),
              ElementsAre(PartKind::kHeadline, PartKind::kCredit, PartKind::kParagraph));
  EXPECT_EQ(provenance.only_a[1].span, line);
  EXPECT_THAT(provenance.only_b, IsEmpty());
}

TEST_F(ProvenanceTest, WordsInsideALineAreToldFromWholeLines) {
  std::string changed = Story();
  const std::string cut =
      ", and that a temporary ferry for vehicles under twelve tonnes was being chartered from the "
      "neighbouring county";
  changed.erase(changed.find(cut), cut.size());
  const absl::StatusOr<FoundMatch> found =
      corpus_->Compare(MakeArticle("", Story()), MakeArticle("", changed));
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_THAT(Kinds(found->provenance.only_a), ElementsAre(PartKind::kWords));
  const Span words = found->provenance.only_a[0].span;
  EXPECT_NE(Story().substr(words.begin, words.size()).find("temporary ferry"), std::string::npos);
  EXPECT_THAT(found->provenance.only_b, IsEmpty());
  EXPECT_EQ(found->provenance.origin.kind, OriginKind::kUnknown) << "neither has a time";
}

TEST_F(ProvenanceTest, TwoThatRanOneAgencysTextHaveItFromTheAgency) {
  const std::string gazette = "Bridge shut\n" + Story() + "\nWith reporting by our staff.";
  const std::string courier = Story() + "\nSubscribe to the Valley Courier for two crowns a week.";
  // Neither names the agency, and both came before it.
  Put(Make("gazette.example/1", "Harbor Gazette", gazette, 2));
  Put(Make("courier.example/1", "Valley Courier", courier, 3));
  EXPECT_EQ(Listed("courier.example/1").side, MatchSide::kNeither) << "no claimed time: unknown";
  Put(Make("cpa.example/1", "Coastal Press Agency", Story(), 9));

  FindQuery query;
  query.id = *ArticleId::Create("courier.example/1");
  const absl::StatusOr<FindPage> page = corpus_->FindReprints(query);
  ASSERT_TRUE(page.ok()) << page.status();
  ASSERT_EQ(page->matches.size(), 2u);
  for (const FoundMatch& found : page->matches) {
    const OriginAnswer& origin = found.provenance.origin;
    ASSERT_TRUE(origin.article) << found.other.id.value();
    EXPECT_EQ(origin.article->id.value(), "cpa.example/1");
    EXPECT_EQ(origin.side == MatchSide::kB, found.other.id.value() == "cpa.example/1");
  }
  const auto got =
      corpus_->FindProvenance(*ArticleId::Create("gazette.example/1"), 0, CallControl());
  ASSERT_TRUE(got.ok()) << got.status();
  ASSERT_TRUE(got->origin.article);
  EXPECT_EQ(got->origin.article->id.value(), "cpa.example/1");
}

TEST_F(ProvenanceTest, ASourceIsNamedThoughItsArticleIsNotThere) {
  Put(Make("gazette.example/1", "Harbor Gazette",
           Story() + "\nOriginally published by Coastal Press Agency.", 2));
  Put(Make("courier.example/1", "Valley Courier", Story(), 1));
  const OriginAnswer origin = Listed("courier.example/1");
  EXPECT_EQ(origin.kind, OriginKind::kAbsent);
  EXPECT_EQ(origin.source, "cpa");
  EXPECT_EQ(For(origin), std::vector<OriginEvidence>{OriginEvidence::kCredit});
  EXPECT_EQ(corpus_->FindProvenance(*ArticleId::Create("courier.example/1"), 0, CallControl())
                ->origin.source,
            "cpa");
}

TEST_F(ProvenanceTest, TheMarkupOfAStoredPageIsEvidence) {
  const struct {
    OriginSignal signal;
    OriginEvidence evidence;
  } cases[] = {
      {{SignalKind::kCanonical, "https://www.cpa.example/a/1", {}}, OriginEvidence::kCanonical},
      {{SignalKind::kIsBasedOn, "https://cpa.example/a/1", {}}, OriginEvidence::kIsBasedOn},
      {{SignalKind::kCopyrightHolder, "Coastal Press Agency", {}},
       OriginEvidence::kCopyrightHolder},
      {{SignalKind::kSource, "Coastal Press Agency", {}}, OriginEvidence::kSource},
      {{SignalKind::kAuthor, "Coastal Press Agency", {}}, OriginEvidence::kByline},
  };
  for (const auto& c : cases) {
    Open();
    Article page = Make("gazette.example/1", "Harbor Gazette", Story(), 1);
    page.signals = {c.signal};
    Put(page);
    const IngestReport report =
        Put(Make("courier.example/1", "Valley Courier", Story() + "\nMore on page two.", 2));
    ASSERT_EQ(report.search.matches.size(), 1u);
    const OriginAnswer& origin = report.search.matches[0].provenance.origin;
    EXPECT_EQ(origin.kind, OriginKind::kAbsent) << c.signal.value;
    EXPECT_EQ(origin.source, "cpa");
    ASSERT_FALSE(origin.facts.empty());
    EXPECT_EQ(origin.facts[0].kind, c.evidence);
    EXPECT_EQ(origin.facts[0].side, MatchSide::kB);
  }
}

TEST_F(ProvenanceTest, ALinkToTheVeryArticleIsEvidenceAndOneToASiteIsAHint) {
  Put(Make("blog.example/first", "", Story(), 1));
  Article copy = Make("other.example/second", "", Story() + "\nSeen on a blog.", 2);
  copy.signals = {{SignalKind::kLink, "https://blog.example/first#top", {0, 3}}};
  const IngestReport report = Put(copy);
  ASSERT_EQ(report.search.matches.size(), 1u);
  EXPECT_EQ(report.search.matches[0].provenance.origin.side, MatchSide::kB);
  EXPECT_EQ(report.search.matches[0].provenance.origin.facts[0].kind, OriginEvidence::kLink);
  EXPECT_EQ(report.search.matches[0].provenance.origin.facts[0].span, (Span{0, 3}));

  Open();
  copy.signals = {{SignalKind::kLink, "https://cpa.example/", {0, 3}}};
  Put(copy);
  Put(Make("blog.example/first", "", Story(), 1));
  const OriginAnswer origin = Listed("blog.example/first");
  EXPECT_EQ(origin.kind, OriginKind::kUnknown);
  ASSERT_FALSE(origin.facts.empty());
  EXPECT_EQ(origin.facts[0].kind, OriginEvidence::kLink);
  EXPECT_EQ(origin.facts[0].source, "cpa");
}

TEST_F(ProvenanceTest, OriginsAreByTheListOfSourcesOfToday) {
  Put(Make("gazette.example/1", "Harbor Gazette",
           Story() + "\nOriginally published by Northern Lights Daily.", 2));
  Put(Make("courier.example/1", "Valley Courier", Story(), 1));
  EXPECT_EQ(Listed("courier.example/1").kind, OriginKind::kUnknown);
  corpus_->SetCredits(Finder(R"(version: 1
sources:
  - {id: nld, name: Northern Lights Daily, kind: publisher, domains: [nld.example]}
)"));
  const OriginAnswer origin = Listed("courier.example/1");
  EXPECT_EQ(origin.kind, OriginKind::kAbsent);
  EXPECT_EQ(origin.source, "nld");
  corpus_->SetCredits(Finder());
  EXPECT_EQ(Listed("courier.example/1").kind, OriginKind::kUnknown);
}

TEST_F(ProvenanceTest, WhatTheFilterDropsMayBeTheOrigin) {
  Put(Make("cpa.example/1", "Coastal Press Agency", Story(), 1));
  Put(Make("gazette.example/1", "Harbor Gazette", "Bridge shut\n" + Story(), 2));
  SearchOptions options;
  options.filter.publisher = "Harbor Gazette";
  const auto report =
      corpus_->Check(Make("courier.example/1", "Valley Courier", Story(), 3), options);
  ASSERT_TRUE(report.ok()) << report.status();
  ASSERT_EQ(report->matches.size(), 1u);
  const OriginAnswer& origin = report->matches[0].provenance.origin;
  ASSERT_TRUE(origin.article);
  EXPECT_EQ(origin.article->id.value(), "cpa.example/1");
}

}  // namespace
}  // namespace newsprint
