// `check` and `reprints`: what the store has that shares text with an article.
#include <fmt/format.h>
#include <grpcpp/client_context.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "absl/time/time.h"
#include "apps/api_values.h"
#include "apps/check_call.h"
#include "apps/commands.h"
#include "apps/connection.h"
#include "apps/delimited_row.h"
#include "apps/documents.h"
#include "apps/json_list.h"
#include "apps/match_json.h"
#include "apps/match_text.h"
#include "apps/shared_flags.h"
#include "apps/terminal.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr uint64_t kMatchesInText = 5;  // One screen.
constexpr uint64_t kMatchesInJson = 100;
constexpr uint64_t kMaxPageSize = 1000;

std::string ShownTimeOf(const ArticleSummary& article) {
  return article.published_at
             ? absl::FormatTime(absl::RFC3339_full, *article.published_at, absl::UTCTimeZone())
             : "";
}

void WriteTable(Output& out, const SearchResult& result, bool csv) {
  const auto write = [&](const std::array<std::string, 11>& cells) {
    out.Write(csv ? CsvRow(cells) : TsvRow(cells));
  };
  write({"relation", "resemblance", "containment_asked", "containment_other", "id", "title",
         "publisher", "published_at", "url", "asked_id", "asked_title"});
  for (const PairReport& pair : result.matches) {
    write({std::string(RelationName(pair.match.relation)),
           fmt::format("{:.4f}", pair.match.resemblance),
           fmt::format("{:.4f}", pair.match.containment_a),
           fmt::format("{:.4f}", pair.match.containment_b), pair.b.id.value(), pair.b.title,
           pair.b.publisher, ShownTimeOf(pair.b), pair.b.url, pair.a.id.value(), pair.a.title});
  }
}

// Whose reprints the call asks for; sets the request's subject.
absl::Status TakeSubject(const Invocation& call, v1::FindReprintsRequest& request,
                         SearchResult& result) {
  const bool of_source = call.Has("--source") || call.Has("--domain");
  if (of_source == !call.operands().empty()) {
    return absl::InvalidArgumentError(
        of_source
            ? fmt::format("'{}' cannot stand beside --source and --domain", call.operands().front())
            : "ID, --source NAME or --domain HOST is missing");
  }
  if (!of_source) {
    for (const std::string_view flag : {"--since", "--until"}) {
      if (!call.Has(flag)) continue;
      return absl::InvalidArgumentError(
          fmt::format("{}: is of a source; --source NAME or --domain HOST is missing", flag));
    }
    result.where = call.operands().front();
    request.set_article(ResourceName(result.where));
    return absl::OkStatus();
  }
  result.of_source = true;
  result.where = call.Text("--source");
  if (call.Has("--domain")) {
    result.where += fmt::format("{}{}", result.where.empty() ? "" : " at ", call.Text("--domain"));
  }
  *request.mutable_source() = SourceOf(call);
  return absl::OkStatus();
}

absl::StatusOr<SearchResult> FindReprints(Connection& connection, const Invocation& call,
                                          v1::FindReprintsRequest request, SearchResult result) {
  const uint64_t wanted = *call.Count("--max-matches");
  *request.mutable_filter() = FilterOf(call);
  result.strongest_first = call.Text("--order") == "strongest";
  request.set_order_by(result.strongest_first ? "strength desc" : "publish_time desc");
  do {
    // One at least, to learn the total.
    request.set_page_size(static_cast<int32_t>(
        std::clamp<uint64_t>(wanted - result.matches.size(), 1, kMaxPageSize)));
    grpc::ClientContext context;
    v1::FindReprintsResponse page;
    NEWSPRINT_RETURN_IF_ERROR(
        connection.Outcome(connection.reprints().FindReprints(&context, request, &page)));
    NEWSPRINT_ASSIGN_OR_RETURN(std::vector<PairReport> pairs, PairsOf(page.matches()));
    std::ranges::move(pairs, std::back_inserter(result.matches));
    result.total_matches = static_cast<uint64_t>(page.total_size());
    result.total_is_upper_bound = page.total_is_upper_bound();
    request.set_page_token(page.next_page_token());
  } while (!request.page_token().empty() && result.matches.size() < wanted);
  result.matches.resize(std::min<size_t>(result.matches.size(), wanted));
  return result;
}

}  // namespace

absl::StatusOr<ExitCode> RunCheck(const Invocation& call, CommandContext& context) {
  if (call.Has("--licences")) return RunCheckLicences(call, context);
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  const std::string format = call.Text("--format");
  const bool text = format == "text";
  const Palette palette = PaletteOf(call);
  JsonList list(context.out, text ? "jsonl" : format);
  v1::CheckArticleRequest request;
  *request.mutable_filter() = FilterOf(call);
  request.set_explain(call.Has("--explain"));
  request.set_max_matches(static_cast<int32_t>(
      call.Count("--max-matches").value_or(text ? kMatchesInText : kMatchesInJson)));

  const auto show = [&](const Document&, const SearchResult& result) -> absl::StatusOr<bool> {
    if (text) {
      context.out.Write(SearchInWords(result, palette));
    } else {
      list.Add([&](JsonWriter& json) { WriteSearchResult(json, result); });
    }
    return result.total_matches > 0;
  };
  NEWSPRINT_ASSIGN_OR_RETURN(const ExitCode exit,
                             CheckDocuments(call, context, connection, std::move(request), show));
  list.Finish();
  return exit;
}

absl::StatusOr<ExitCode> RunReprints(const Invocation& call, CommandContext& context) {
  v1::FindReprintsRequest request;
  SearchResult subject;
  NEWSPRINT_RETURN_IF_ERROR(TakeSubject(call, request, subject));
  NEWSPRINT_ASSIGN_OR_RETURN(Connection connection, Connection::Open(call, MissingStore::kRefuse));
  NEWSPRINT_ASSIGN_OR_RETURN(
      const SearchResult result,
      FindReprints(connection, call, std::move(request), std::move(subject)));
  const std::string format = call.Text("--format");
  if (format == "text") {
    context.out.Write(SearchInWords(result, PaletteOf(call)));
  } else if (format == "csv" || format == "tsv") {
    WriteTable(context.out, result, format == "csv");
  } else {
    JsonList list(context.out, format);
    list.Add([&](JsonWriter& json) { WriteSearchResult(json, result); });
    list.Finish();
  }
  return ExitCode::kDone;
}

}  // namespace newsprint
