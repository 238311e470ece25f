// Stories and what happened to matches, as messages.
#include "service/convert.h"
#include "service/convert_parts.h"

namespace newsprint {

static_assert(static_cast<int>(MatchEventKind::kWithdrawn) + 1 == v1::MatchEvent::KIND_WITHDRAWN);

v1::Story ToProto(const Story& story) {
  v1::Story proto;
  proto.set_name(StoryName(story.id));
  for (const StoryArticle& article : story.articles) {
    v1::StoryArticle& added = *proto.add_articles();
    *added.mutable_article() = SummaryOf(article.summary);
    for (const RevisionMark& mark : article.revisions) {
      v1::StoryRevision& revision = *added.add_revisions();
      FillPlace(mark.revision, mark.ordinal, revision);
      *revision.mutable_first_seen_time() = ToProto(mark.first_seen_at);
      if (mark.published_at) *revision.mutable_publish_time() = ToProto(*mark.published_at);
    }
    added.set_made_from_revision(static_cast<int32_t>(article.made_from_revision.value_or(0)));
  }
  for (const PublisherShare& share : story.publishers) {
    v1::PublisherShare& added = *proto.add_publishers();
    added.set_publisher(share.publisher);
    added.set_articles(static_cast<int32_t>(share.articles));
    *added.mutable_first_seen_time() = ToProto(share.first_seen_at);
  }
  FillOrigin(story.origin, {}, {}, *proto.mutable_origin());
  proto.set_original(ArticleName(story.original));
  const auto first_seen = [](const StoryArticle& article) {
    return article.revisions.front().first_seen_at;
  };
  *proto.mutable_first_seen_time() = ToProto(first_seen(story.articles.front()));
  *proto.mutable_last_seen_time() = ToProto(first_seen(story.articles.back()));
  proto.set_truncated(story.truncated);
  return proto;
}

v1::MatchEvent ToProto(const MatchEvent& event) {
  v1::MatchEvent proto;
  proto.set_kind(OneUp<v1::MatchEvent::Kind>(event.kind));
  const v1::ArticleSummary a = SummaryOf(event.a);
  const v1::ArticleSummary b = SummaryOf(event.b);
  if (event.kind == MatchEventKind::kWithdrawn) {
    *proto.mutable_match()->mutable_a() = a;
    *proto.mutable_match()->mutable_b() = b;
  } else {
    *proto.mutable_match() = ToProto({event.match, event.b, event.provenance}, a, b);
  }
  if (event.old) {
    v1::OldVerdict& old = *proto.mutable_old();
    old.set_relation(ToProto(event.old->match.relation));
    old.set_resemblance(event.old->match.resemblance);
    old.set_containment_a(event.old->match.containment_a);
    old.set_containment_b(event.old->match.containment_b);
    if (event.old->origin) FillOrigin(*event.old->origin, a, b, *old.mutable_origin());
  }
  proto.set_ordinal(static_cast<int64_t>(event.ordinal));
  return proto;
}

}  // namespace newsprint
