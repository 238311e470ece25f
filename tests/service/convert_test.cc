#include "service/convert.h"

#include <gmock/gmock.h>
#include <google/protobuf/util/message_differencer.h>
#include <gtest/gtest.h>

#include <limits>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "service/errors.h"

namespace newsprint {
namespace {

using ::testing::ElementsAre;

// "field: description" of the only violation; empty if there is none.
std::string Violation(const absl::Status& status) {
  const google::rpc::Status rpc = ToRpcStatus(status);
  for (const auto& detail : rpc.details()) {
    google::rpc::BadRequest bad;
    if (detail.UnpackTo(&bad) && bad.field_violations_size() == 1) {
      return bad.field_violations(0).field() + ": " + bad.field_violations(0).description();
    }
  }
  return "";
}

v1::Article Sound() {
  v1::Article proto;
  proto.set_name("articles/https://example.org/a?b=c");
  proto.set_body("Body.");
  proto.set_title("Title");
  proto.set_uri("https://example.org/a");
  proto.set_publisher("Example");
  proto.set_language_code("en");
  proto.mutable_publish_time()->set_seconds(1'700'000'000);
  proto.mutable_publish_time()->set_nanos(5);
  v1::OriginSignal& link = *proto.add_signals();
  link.set_kind(v1::OriginSignal::KIND_LINK);
  link.set_value("https://wire.example/1");
  link.mutable_span()->set_end(4);
  return proto;
}

absl::StatusOr<Article> Convert(v1::Article proto, Naming naming = Naming::kDerived) {
  return ArticleFromProto(std::move(proto), ArticleLimits(), naming, "article");
}

TEST(ArticleFromProto, KeepsEveryField) {
  const absl::StatusOr<Article> article = Convert(Sound());
  ASSERT_TRUE(article.ok()) << article.status();
  EXPECT_EQ(article->id.value(), "https://example.org/a?b=c");
  EXPECT_EQ(article->body, "Body.");
  EXPECT_EQ(article->title, "Title");
  EXPECT_EQ(article->url, "https://example.org/a");
  EXPECT_EQ(article->publisher, "Example");
  EXPECT_EQ(article->language, "en");
  EXPECT_EQ(article->published_at, absl::FromUnixSeconds(1'700'000'000) + absl::Nanoseconds(5));
  EXPECT_EQ(article->first_seen_at, std::nullopt);
  EXPECT_THAT(article->signals,
              ElementsAre(OriginSignal{SignalKind::kLink, "https://wire.example/1", {0, 4}}));

  const v1::Article back = ToProto(StoredArticle{
      .ordinal = 7, .revision = 2, .article = *article, .ingested_at = absl::FromUnixSeconds(9)});
  v1::Article expected = Sound();
  expected.set_ordinal(7);
  expected.set_revision(2);
  expected.mutable_ingest_time()->set_seconds(9);
  EXPECT_TRUE(google::protobuf::util::MessageDifferencer::Equals(back, expected))
      << back.DebugString();
}

TEST(ArticleFromProto, NamesWhatComesWithoutAName) {
  v1::Article proto = Sound();
  proto.clear_name();
  EXPECT_EQ(Convert(proto)->id.value(), "https://example.org/a");
  EXPECT_TRUE(Convert(proto, Naming::kNone)->id.empty());
}

TEST(ArticleFromProto, NamesTheField) {
  const struct {
    void (*break_it)(v1::Article&);
    std::string violation;
  } cases[] = {
      {[](v1::Article& a) { a.set_name("https://x"); },
       "article.name: must be articles/{id}, not \"https://x\""},
      {[](v1::Article& a) { a.set_name("articles/"); }, "article.name: must not be empty"},
      {[](v1::Article& a) { a.set_name("articles/a\nb"); },
       "article.name: control character 0x0a at byte 1"},
      {[](v1::Article& a) { a.set_name("articles/" + std::string(513, 'x')); },
       "article.name: 513 bytes, the limit is 512"},
      {[](v1::Article& a) { a.clear_body(); }, "article.body: must not be empty"},
      {[](v1::Article& a) { a.set_body("a\xff"); }, "article.body: not UTF-8 at byte 1"},
      {[](v1::Article& a) { a.set_body(std::string("a\0", 2)); },
       "article.body: NUL byte at byte 1"},
      {[](v1::Article& a) { a.set_body(std::string((4 << 20) + 1, 'x')); },
       "article.body: 4194305 bytes, the limit is 4194304"},
      {[](v1::Article& a) { a.set_title(std::string(8193, 'x')); },
       "article.title: 8193 bytes, the limit is 8192"},
      {[](v1::Article& a) { a.set_uri(std::string(8193, 'x')); },
       "article.uri: 8193 bytes, the limit is 8192"},
      {[](v1::Article& a) { a.set_publisher(std::string("\0", 1)); },
       "article.publisher: NUL byte at byte 0"},
      {[](v1::Article& a) { a.set_language_code(std::string(9000, 'x')); },
       "article.language_code: 9000 bytes, the limit is 8192"},
      {[](v1::Article& a) { a.mutable_publish_time()->set_nanos(1'000'000'000); },
       "article.publish_time: 1000000000 nanos, the range is 0 to 999999999"},
      {[](v1::Article& a) { a.mutable_publish_time()->set_seconds(-99'999'999'999); },
       "article.publish_time: -1199-02-15T14:13:21.000000005+00:00, the range is 1600-01-01 to "
       "9999-12-31"},
      {[](v1::Article& a) {
         a.mutable_first_seen_time()->set_seconds(std::numeric_limits<int64_t>::max());
       },
       "article.first_seen_time: 292277026596-12-04T15:30:07+00:00, the range is 1600-01-01 to "
       "9999-12-31"},
      {[](v1::Article& a) { a.mutable_signals(0)->clear_kind(); },
       "article.signals[0].kind: 0 is no kind of signal"},
      {[](v1::Article& a) { a.mutable_signals(0)->clear_value(); },
       "article.signals[0]: must not be empty"},
      {[](v1::Article& a) { a.mutable_signals(0)->mutable_span()->set_begin(5); },
       "article.signals[0].span: 5 to 4 is no span"},
      {[](v1::Article& a) { a.mutable_signals(0)->mutable_span()->set_end(6); },
       "article.signals[0]: the span 0 to 6 is none of the body, which has 5 bytes"},
  };
  for (const auto& c : cases) {
    v1::Article proto = Sound();
    c.break_it(proto);
    const absl::Status status = Convert(proto).status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(Violation(status), c.violation);
  }
  EXPECT_EQ(Violation(ArticleFromProto(v1::Article(), {}, Naming::kDerived, "").status()),
            "body: must not be empty");
}

TEST(MatchFilterFromProto, KeepsEveryCondition) {
  v1::MatchFilter proto;
  proto.add_relations(v1::RELATION_REPRINT);
  proto.add_relations(v1::RELATION_EXCERPT);
  proto.set_min_containment(0.25);
  proto.set_publisher("P");
  proto.set_language_code("de");
  proto.set_exclude_publisher("Q");
  proto.mutable_start_publish_time()->set_seconds(10);
  proto.mutable_end_publish_time()->set_seconds(20);
  const absl::StatusOr<MatchFilter> filter = MatchFilterFromProto(proto, "filter");
  ASSERT_TRUE(filter.ok()) << filter.status();
  EXPECT_THAT(filter->relations, ElementsAre(Relation::kReprint, Relation::kExcerpt));
  EXPECT_EQ(filter->min_containment, 0.25);
  EXPECT_EQ(filter->publisher, "P");
  EXPECT_EQ(filter->language, "de");
  EXPECT_EQ(filter->exclude_publisher, "Q");
  EXPECT_EQ(filter->published_from, absl::FromUnixSeconds(10));
  EXPECT_EQ(filter->published_to, absl::FromUnixSeconds(20));
  EXPECT_EQ(MatchFilterFromProto({}, "filter")->published_to, absl::InfiniteFuture());
}

TEST(MatchFilterFromProto, NamesTheField) {
  const struct {
    void (*break_it)(v1::MatchFilter&);
    std::string violation;
  } cases[] = {
      {[](v1::MatchFilter& f) { f.add_relations(v1::RELATION_UNSPECIFIED); },
       "filter.relations[0]: RELATION_UNSPECIFIED is no relation to filter by"},
      {[](v1::MatchFilter& f) {
         f.add_relations(v1::RELATION_QUOTE);
         f.add_relations(v1::RELATION_UNRELATED);
       },
       "filter.relations[1]: RELATION_UNRELATED is no relation to filter by"},
      {[](v1::MatchFilter& f) { f.add_relations(static_cast<v1::Relation>(77)); },
       "filter.relations[0]: 77 is no relation to filter by"},
      {[](v1::MatchFilter& f) { f.set_min_containment(1.5); },
       "filter.min_containment: 1.5, the range is 0 to 1"},
      {[](v1::MatchFilter& f) { f.set_min_containment(-0.1); },
       "filter.min_containment: -0.1, the range is 0 to 1"},
      {[](v1::MatchFilter& f) { f.set_min_containment(std::numeric_limits<double>::quiet_NaN()); },
       "filter.min_containment: nan, the range is 0 to 1"},
      {[](v1::MatchFilter& f) {
         f.mutable_start_publish_time()->set_seconds(20);
         f.mutable_end_publish_time()->set_seconds(10);
       },
       "filter.end_publish_time: is before start_publish_time"},
      {[](v1::MatchFilter& f) { f.mutable_start_publish_time()->set_nanos(-1); },
       "filter.start_publish_time: -1 nanos, the range is 0 to 999999999"},
  };
  for (const auto& c : cases) {
    v1::MatchFilter proto;
    c.break_it(proto);
    EXPECT_EQ(Violation(MatchFilterFromProto(proto, "filter").status()), c.violation);
  }
}

TEST(MaxMatchesFromProto, HasADefaultAndARange) {
  EXPECT_EQ(*MaxMatchesFromProto(std::nullopt), 100u);
  EXPECT_EQ(*MaxMatchesFromProto(0), 0u);
  EXPECT_EQ(*MaxMatchesFromProto(10'000), 10'000u);
  EXPECT_EQ(Violation(MaxMatchesFromProto(10'001).status()),
            "max_matches: 10001, the range is 0 to 10000");
  EXPECT_EQ(Violation(MaxMatchesFromProto(-1).status()),
            "max_matches: -1, the range is 0 to 10000");
}

TEST(RelationToProto, GivesEveryVerdictTheNameThatReportsUse) {
  for (int value = 0; value <= static_cast<int>(Relation::kExcerpt); ++value) {
    const auto relation = static_cast<Relation>(value);
    EXPECT_EQ(v1::Relation_Name(ToProto(relation)),
              "RELATION_" + std::string(RelationName(relation)));
  }
}

TEST(TimeToProto, RoundsTowardsThePast) {
  const google::protobuf::Timestamp proto =
      ToProto(absl::FromUnixSeconds(-2) + absl::Nanoseconds(250));
  EXPECT_EQ(proto.seconds(), -2);
  EXPECT_EQ(proto.nanos(), 250);
  EXPECT_EQ(*TimeFromProto(proto, "t"), absl::FromUnixSeconds(-2) + absl::Nanoseconds(250));
}

TEST(MatchToProto, KeepsBothSidesApart) {
  const Match match{.relation = Relation::kEmbedded,
                    .resemblance = 0.25,
                    .containment_a = 0.5,
                    .containment_b = 1,
                    .passages = {{.a = {10, 20}, .b = {1, 11}, .words = 30}},
                    .insufficient_evidence = true};
  v1::ArticleSummary a, b;
  a.set_name("articles/a");
  b.set_name("articles/b");
  const v1::Match proto = ToProto(match, a, b);
  EXPECT_EQ(proto.a().name(), "articles/a");
  EXPECT_EQ(proto.b().name(), "articles/b");
  EXPECT_EQ(proto.relation(), v1::RELATION_EMBEDDED);
  EXPECT_EQ(proto.resemblance(), 0.25);
  EXPECT_EQ(proto.containment_a(), 0.5);
  EXPECT_EQ(proto.containment_b(), 1);
  ASSERT_EQ(proto.passages_size(), 1);
  EXPECT_EQ(proto.passages(0).a().begin(), 10);
  EXPECT_EQ(proto.passages(0).a().end(), 20);
  EXPECT_EQ(proto.passages(0).b().begin(), 1);
  EXPECT_EQ(proto.passages(0).b().end(), 11);
  EXPECT_EQ(proto.passages(0).words(), 30);
  EXPECT_TRUE(proto.insufficient_evidence());
}

TEST(MatchToProto, NamesTheOriginAndWhatSpeaksForAndAgainstIt) {
  FoundMatch found;
  found.other.id = *ArticleId::Create("b");
  OriginAnswer& origin = found.provenance.origin;
  origin.kind = OriginKind::kArticle;
  origin.side = MatchSide::kB;
  origin.source = "rfm";
  origin.confidence = 0.97;
  origin.facts = {
      {.kind = OriginEvidence::kCredit, .side = MatchSide::kA, .source = "rfm", .span = {3, 9}},
      {.kind = OriginEvidence::kFirstSeen,
       .against = true,
       .article = *ArticleId::Create("third")}};
  found.provenance.credits_a = {{.span = {3, 9},
                                 .type = CreditType::kRights,
                                 .source = "rfm",
                                 .name = "RFM",
                                 .name_span = {4, 7},
                                 .confidence = 0.9}};
  found.provenance.only_a = {{{3, 9}, PartKind::kCredit}};
  found.provenance.only_b = {{{0, 5}, PartKind::kBoilerplate}};
  v1::ArticleSummary a;
  a.set_name("articles/a");
  const v1::Match proto = ToProto(found, a);
  EXPECT_EQ(proto.original_side(), v1::SIDE_B);
  EXPECT_EQ(proto.origin().kind(), v1::Origin::KIND_ARTICLE);
  EXPECT_EQ(proto.origin().article().name(), "articles/b");
  EXPECT_EQ(proto.origin().source(), "sources/rfm");
  EXPECT_EQ(proto.origin().confidence(), 0.97);
  ASSERT_EQ(proto.origin().facts_size(), 2);
  EXPECT_EQ(proto.origin().facts(0).kind(), v1::OriginFact::KIND_CREDIT);
  EXPECT_EQ(proto.origin().facts(0).article(), "articles/a");
  EXPECT_EQ(proto.origin().facts(0).span().end(), 9);
  EXPECT_FALSE(proto.origin().facts(0).against());
  EXPECT_EQ(proto.origin().facts(1).kind(), v1::OriginFact::KIND_FIRST_SEEN);
  EXPECT_EQ(proto.origin().facts(1).article(), "articles/third");
  EXPECT_TRUE(proto.origin().facts(1).against());
  ASSERT_EQ(proto.credits_a_size(), 1);
  EXPECT_EQ(proto.credits_a(0).type(), v1::CreditLine::TYPE_RIGHTS);
  EXPECT_EQ(proto.credits_a(0).source(), "sources/rfm");
  EXPECT_EQ(proto.credits_a(0).party_span().begin(), 4);
  EXPECT_EQ(proto.credits_b_size(), 0);
  ASSERT_EQ(proto.only_a_size(), 1);
  EXPECT_EQ(proto.only_a(0).kind(), v1::TextPart::KIND_CREDIT);
  EXPECT_EQ(proto.only_b(0).kind(), v1::TextPart::KIND_BOILERPLATE);

  found.provenance.origin = {.kind = OriginKind::kAbsent, .source = "rfm", .confidence = 0.9};
  EXPECT_EQ(ToProto(found, a).origin().kind(), v1::Origin::KIND_ABSENT_SOURCE);
  EXPECT_FALSE(ToProto(found, a).origin().has_article());
  found.provenance.origin = {};
  EXPECT_EQ(ToProto(found, a).origin().kind(), v1::Origin::KIND_UNKNOWN);
  EXPECT_EQ(ToProto(found, a).original_side(), v1::SIDE_UNSPECIFIED);
}

}  // namespace
}  // namespace newsprint
