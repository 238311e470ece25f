// What each method of the API does: check, call, convert. Requests and responses are serialised
// messages; no type of gRPC's takes part, so a handler can be run, and raced, without a server.
#ifndef NEWSPRINT_SRC_SERVICE_CALLS_H_
#define NEWSPRINT_SRC_SERVICE_CALLS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "newsprint/article/article.h"
#include "newsprint/corpus/corpus.h"
#include "newsprint/service/config.h"
#include "newsprint/v1/reprint_service.pb.h"
#include "service/request_memory.h"

namespace newsprint {

struct CallLimits {
  ArticleLimits article;
  int max_batch_articles = 1'000;  // In one message of IngestArticles or CheckArticles.
};

// Thread-safe. Errors of every method: those that its comment in reprint_service.proto names, with
// their details as errors.h attaches them.
class ReprintCalls {
 public:
  // `corpus` must outlive this.
  ReprintCalls(Corpus& corpus, const CallLimits& limits);

  absl::StatusOr<std::string> IngestArticle(std::string_view request, const CallControl& control);
  absl::StatusOr<std::string> CheckArticle(std::string_view request,
                                           const CallControl& control) const;
  absl::StatusOr<std::string> CompareArticles(std::string_view request,
                                              const CallControl& control) const;
  absl::StatusOr<std::string> GetArticle(std::string_view request,
                                         const CallControl& control) const;
  absl::StatusOr<std::string> ListArticles(std::string_view request,
                                           const CallControl& control) const;
  absl::StatusOr<std::string> DeleteArticle(std::string_view request, const CallControl& control);
  absl::StatusOr<std::string> FindReprints(std::string_view request,
                                           const CallControl& control) const;
  absl::StatusOr<std::string> GetStory(std::string_view request, const CallControl& control) const;
  absl::StatusOr<std::string> ListStories(std::string_view request,
                                          const CallControl& control) const;

  // What WatchReprints asks for.
  absl::StatusOr<WatchQuery> StartWatch(std::string_view request) const;
  // The next responses of it, which move the query on; none if there is nothing to say, but for the
  // first of a call, which says where it begins. `caught_up` tells that there is nothing more by
  // now.
  absl::StatusOr<std::vector<std::string>> ContinueWatch(WatchQuery& query, bool is_first,
                                                         bool& caught_up) const;
  ChangeSignal::Subscription OnChange(std::function<void()> notify) const {
    return corpus_.OnChange(std::move(notify));
  }

  // One message of IngestArticles or CheckArticles. An error is one of the whole batch, and ends
  // its stream.
  absl::StatusOr<std::string> IngestBatch(std::string_view request, const CallControl& control);
  absl::StatusOr<std::string> CheckBatch(std::string_view request,
                                         const CallControl& control) const;

  // Articles to ingest that broke a limit, and that the corpus was not asked to take.
  uint64_t refused_articles() const { return refused_articles_; }

 private:
  absl::StatusOr<StoredArticle> Resolve(v1::ArticleSource&& source, std::string_view field) const;

  Corpus& corpus_;
  const CallLimits limits_;
  RequestMemory memory_;
  std::atomic<uint64_t> refused_articles_ = 0;
};

// Thread-safe.
class OperationsCalls {
 public:
  // `corpus` must outlive this.
  OperationsCalls(Corpus& corpus, const ServerConfig& config);

  absl::StatusOr<std::string> GetStatus(std::string_view request, const CallControl& control) const;
  absl::StatusOr<std::string> PurgeDeleted(std::string_view request, const CallControl& control);

 private:
  Corpus& corpus_;
  const ServerConfig config_;
  const absl::Time start_time_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_CALLS_H_
