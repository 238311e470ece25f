// `compare`: two texts, given or stored, side by side.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "apps/api_values.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/documents.h"
#include "apps/json_list.h"
#include "apps/match_json.h"
#include "apps/match_text.h"
#include "apps/provenance_text.h"
#include "apps/shared_flags.h"
#include "newsprint/article/status.h"
#include "newsprint/report/comparison.h"

namespace newsprint {
namespace {

constexpr std::string_view kStoredPrefix = "id:";

bool IsStored(std::string_view operand) { return operand.starts_with(kStoredPrefix); }

// The one article in a file.
absl::StatusOr<Article> ReadOne(const std::string& path) {
  std::vector<Article> articles;
  NEWSPRINT_RETURN_IF_ERROR(
      ReadDocuments(std::span(&path, 1), {}, [&](absl::StatusOr<Document> document) {
        if (document.ok()) articles.push_back(std::move(document->article));
        return document.status();
      }).status());
  if (articles.size() != 1) {
    return absl::InvalidArgumentError(
        fmt::format("{}: holds {} articles; just one can be compared", path, articles.size()));
  }
  return std::move(articles.front());
}

// Fills in what the operand names. Returns the body, to quote from.
absl::StatusOr<std::string> Resolve(const std::string& operand, Connection& connection,
                                    v1::ArticleSource& source) {
  if (!IsStored(operand)) {
    NEWSPRINT_ASSIGN_OR_RETURN(const Article article, ReadOne(operand));
    *source.mutable_article() = ToMessage(article);
    return article.body;
  }
  source.set_name(ResourceName(operand.substr(kStoredPrefix.size())));
  v1::GetArticleRequest request;
  request.set_name(source.name());
  grpc::ClientContext context;
  v1::Article article;
  NEWSPRINT_RETURN_IF_ERROR(
      connection.Outcome(connection.reprints().GetArticle(&context, request, &article)));
  source.set_revision(article.revision());
  return std::move(*article.mutable_body());
}

ShownText Shown(std::string_view side, const ArticleSummary& article, std::string body) {
  return {.side = std::string(side),
          .title = article.title,
          .publisher = article.publisher,
          .id = article.id.value(),
          .url = article.url,
          .language = article.language,
          .published_at = article.published_at,
          .body = std::move(body)};
}

absl::StatusOr<std::string> ComparisonAsHtml(const PairReport& pair, ComparedTexts texts) {
  const Match& match = pair.match;
  ComparisonPage page;
  page.headline = fmt::format("A {} B", RelationInWords(match));
  page.relation = RelationName(match.relation);
  page.containment_a = match.containment_a;
  page.containment_b = match.containment_b;
  page.resemblance = match.resemblance;
  page.insufficient_evidence = match.insufficient_evidence;
  page.pair.passages = match.passages;
  NEWSPRINT_ASSIGN_OR_RETURN(page.pair.changes, FindWordChanges(texts.a, texts.b, match.passages));
  const MatchProvenance& provenance = pair.provenance;
  page.pair.credits_a = ShownCredits(provenance.credits_a);
  page.pair.credits_b = ShownCredits(provenance.credits_b);
  page.pair.furniture_a = ShownFurniture(provenance.only_a);
  page.pair.furniture_b = ShownFurniture(provenance.only_b);
  page.notes = OriginInWords(
      provenance.origin,
      {.a = "A", .a_has = "A's", .b = "B", .b_has = "B's", .text_a = texts.a, .text_b = texts.b});
  page.a = Shown("A", pair.a, std::move(texts.a));
  page.b = Shown("B", pair.b, std::move(texts.b));
  return RenderComparison(page, "newsprint " NEWSPRINT_VERSION);
}

}  // namespace

absl::StatusOr<ExitCode> RunCompare(const Invocation& call, CommandContext& context) {
  const std::vector<std::string>& operands = call.operands();
  if (call.Has("--docs") || call.Has("--pairs")) {
    if (!operands.empty()) {
      return absl::InvalidArgumentError(
          fmt::format("'{}' cannot stand beside --docs and --pairs", operands.front()));
    }
    if (call.Has("--sources")) {
      return absl::InvalidArgumentError(
          "--sources: whose text it is, is told of two texts, not of the pairs of a list");
    }
    return RunComparePairs(call, context);
  }
  if (operands.size() != 2) {
    return absl::InvalidArgumentError("two texts are needed, A and B, or --docs and --pairs");
  }
  const bool needs_store =
      std::ranges::any_of(operands, IsStored) || call.Has("--store") || call.Has("--server");
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection,
                             needs_store ? Connection::Open(call, MissingStore::kRefuse)
                                         : Connection::OpenWithoutStore(call));
  v1::CompareArticlesRequest request;
  ComparedTexts texts;
  NEWSPRINT_ASSIGN_OR_RETURN(texts.a, Resolve(operands[0], connection, *request.mutable_a()));
  NEWSPRINT_ASSIGN_OR_RETURN(texts.b, Resolve(operands[1], connection, *request.mutable_b()));
  request.set_explain(call.Has("--explain"));
  grpc::ClientContext rpc;
  v1::CompareArticlesResponse response;
  NEWSPRINT_RETURN_IF_ERROR(
      connection.Outcome(connection.reprints().CompareArticles(&rpc, request, &response)));
  NEWSPRINT_ASSIGN_OR_RETURN(const PairReport pair, FromMessage(response.match()));

  const std::string format = call.Text("--format");
  if (format == "text") {
    context.out.Write(ComparisonInWords(pair, texts, PaletteOf(call)));
  } else if (format == "html") {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string html, ComparisonAsHtml(pair, std::move(texts)));
    context.out.Write(html);
  } else {
    JsonList list(context.out, format);
    list.Add([&](JsonWriter& json) { WritePair(json, pair); });
    list.Finish();
  }
  return ExitCode::kDone;
}

}  // namespace newsprint
