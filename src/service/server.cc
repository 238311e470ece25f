#include "service/server.h"

#include <grpc/grpc.h>
#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/health_check_service_interface.h>
#include <grpcpp/resource_quota.h>
#include <grpcpp/server.h>
#include <grpcpp/server_builder.h>
#include <malloc.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <limits>
#include <mutex>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/clock.h"
#include "newsprint/article/status.h"
#include "newsprint/v1/operations_service.pb.h"
#include "newsprint/v1/reprint_service.pb.h"
#include "service/call_context.h"
#include "service/calls.h"
#include "service/connection_gate.h"
#include "service/http_metrics.h"
#include "service/metrics.h"
#include "service/services.h"
#include "service/source_file.h"
#include "service/stream_gate.h"
#include "service/unsent_answers.h"
#include "service/worker_pool.h"

namespace newsprint {
namespace {

// In place of a file.
constexpr std::string_view kShippedSources = "shipped";

constexpr const char* kServices[] = {"newsprint.v1.ReprintService",
                                     "newsprint.v1.OperationsService", "newsprint.v1.AuditService"};

// Audits have threads of their own: one runs for minutes and may wait for its caller, and all the
// other calls should not wait with it. More than this wait for their turn, and then are refused.
constexpr int kAuditThreads = 2;
constexpr size_t kMaxQueuedAudits = 16;

// A few round trips of a slow network.
constexpr std::chrono::milliseconds kLinger{500};

int Threads(const ServerConfig& config) {
  if (config.worker_threads > 0) return static_cast<int>(config.worker_threads);
  // Two for each: one of them waits for the disk.
  return 2 * std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

// Runs it on a thread whose priority, which the threads inherit that gRPC makes meanwhile, is below
// that of the workers: where there is more to refuse than to do, what is done goes first, and the
// rest waits with its senders. Where the system does not let it, the server serves all the same.
void AtLowPriority(const std::function<void()>& run) {
  constexpr int kNiceness = 15;
  std::thread([&] {
    setpriority(PRIO_PROCESS, static_cast<id_t>(gettid()), kNiceness);
    run();
  }).join();
}

// Process-wide, for all servers built from then on.
void PrepareProcess() {
  static std::once_flag once;
  std::call_once(once, [] {
    // Debian builds Abseil with its search for deadlocks, which every lock of gRPC's would pay for.
    absl::SetMutexDeadlockDetectionMode(absl::OnDeadlockCycle::kIgnore);
    // glibc raises this threshold to the largest block that was freed, and keeps what is below it
    // in the heaps of its threads: after a few large articles, twice what the limits say. A fixed
    // one returns the memory of a body, a message or an answer with its end.
    mallopt(M_MMAP_THRESHOLD, 128 << 10);
    AtLowPriority(grpc_init);
    grpc::EnableDefaultHealthCheckService(true);
    grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  });
}

// The configured address with the port that was picked.
std::string AddressOf(const std::string& listen, int port) {
  return absl::StrCat(listen.substr(0, listen.rfind(':') + 1), port);
}

}  // namespace

absl::StatusOr<std::unique_ptr<Corpus>> OpenCorpus(const ServerConfig& config,
                                                   std::optional<CreditLineFinder> credits) {
  const StoreOptions options{.path = config.store_path,
                             .scheme = CurrentScheme(),
                             .create_if_missing = config.store_create,
                             .accept_damage = config.store_accept_damage};
  std::unique_ptr<Store> store;
  if (config.store_engine == "memory") {
    store = CreateMemoryStore(options);
  } else {
    NEWSPRINT_ASSIGN_OR_RETURN(store, OpenRocksDbStore(options));
  }
  if (!credits && config.sources_path != kShippedSources) {
    NEWSPRINT_ASSIGN_OR_RETURN(SourceRegistry sources, SourceFile::Read(config.sources_path));
    credits = CreditLineFinder::WithDefaultPatterns(std::move(sources));
  }
  return Corpus::Open(
      std::move(store),
      {.limits = {.max_body_bytes = static_cast<size_t>(config.max_body_bytes)},
       .text_cache_bytes = static_cast<size_t>(config.text_cache_bytes),
       .max_postings = static_cast<uint64_t>(config.max_postings),
       .max_candidates = static_cast<size_t>(config.max_candidates),
       .batch_threads = static_cast<size_t>(Threads(config)),
       .index_path =
           config.store_engine == "memory" ? std::string() : IndexPathOf(config.store_path),
       .credits = std::move(credits)});
}

class Server::Impl {
 public:
  Impl(std::unique_ptr<Corpus> corpus, const ServerConfig& config, CallLog log,
       SourcesLog sources_log)
      : config_(config),
        sources_log_(std::move(sources_log)),
        corpus_(std::move(corpus)),
        reprint_calls_(*corpus_,
                       {.article = {.max_body_bytes = static_cast<size_t>(config.max_body_bytes)},
                        .max_batch_articles = static_cast<int>(config.max_batch_articles)}),
        operations_calls_(*corpus_, config),
        audit_calls_(*corpus_),
        pool_({.threads = Threads(config),
               .max_queued_tasks = static_cast<size_t>(config.max_queued_calls),
               .max_queued_bytes = static_cast<size_t>(config.max_queued_bytes)}),
        audit_pool_({.threads = kAuditThreads,
                     .max_queued_tasks = kMaxQueuedAudits,
                     .max_queued_bytes = static_cast<size_t>(config.max_queued_bytes)}),
        streams_(static_cast<int>(config.max_streams)),
        unsent_answers_(static_cast<size_t>(config.max_unsent_bytes)),
        metrics_([this] { return corpus_->Stats(); }, [this] { return Load(); }),
        environment_{
            .pool = pool_,
            .audit_pool = audit_pool_,
            .log =
                [this, log = std::move(log)](const CallRecord& record) {
                  metrics_.CountCall(record);
                  if (log) log(record);
                },
            .batch_log =
                [this](std::string_view method, absl::StatusCode code, absl::Duration elapsed) {
                  metrics_.CountBatch(method, code, elapsed);
                },
            .drain = drain_.get_token(),
            .streams = streams_,
            .unsent_answers = unsent_answers_,
            .max_stream_batches = static_cast<int>(config.max_stream_batches)},
        reprints_(CreateReprintService(reprint_calls_, environment_)),
        operations_(CreateOperationsService(operations_calls_, environment_)),
        audits_(CreateAuditService(audit_calls_, environment_)) {}

  ~Impl() { Drain(); }

  absl::Status Start() {
    grpc::ServerBuilder builder;
    const bool on_socket_file = absl::StartsWith(config_.listen, "unix:");
    std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor;
    if (on_socket_file) {
      builder.AddListeningPort(config_.listen, grpc::InsecureServerCredentials());
    } else if (!config_.listen.empty()) {
      NEWSPRINT_ASSIGN_OR_RETURN(
          gate_, ConnectionGate::Bind(config_.listen, static_cast<int>(config_.max_connections)));
      acceptor = builder.experimental().AddExternalConnectionAcceptor(
          grpc::ServerBuilder::experimental_type::ExternalConnectionType::FROM_FD,
          grpc::InsecureServerCredentials());
    }
    builder.SetMaxReceiveMessageSize(static_cast<int>(config_.max_message_bytes));
    builder.SetMaxSendMessageSize(-1);
    builder.AddChannelArgument(GRPC_ARG_MAX_CONCURRENT_STREAMS,
                               static_cast<int>(config_.max_connection_calls));
    builder.AddChannelArgument(
        GRPC_ARG_MAX_CONNECTION_IDLE_MS,
        static_cast<int>(std::min<int64_t>(absl::ToInt64Milliseconds(config_.max_connection_idle),
                                           std::numeric_limits<int>::max())));
    builder.SetResourceQuota(
        grpc::ResourceQuota("connections").Resize(static_cast<size_t>(config_.connection_bytes)));
    builder.RegisterService(reprints_.get());
    builder.RegisterService(operations_.get());
    builder.RegisterService(audits_.get());
    AtLowPriority([&] { server_ = builder.BuildAndStart(); });
    if (server_ == nullptr) {
      return absl::UnavailableError(
          absl::StrCat("cannot listen on ", config_.listen, ": the address cannot be used"));
    }
    if (on_socket_file) address_ = config_.listen;
    if (gate_) {
      address_ = AddressOf(config_.listen, gate_->port());
      gate_->Open(std::move(acceptor));
    }
    if (config_.metrics_listen != "off") {
      NEWSPRINT_ASSIGN_OR_RETURN(http_metrics_,
                                 HttpMetrics::Start(config_.metrics_listen, metrics_));
    }
    for (const char* service : kServices) {
      server_->GetHealthCheckService()->SetServingStatus(service, true);
    }
    return absl::OkStatus();
  }

  void WatchSources() {
    if (config_.sources_path == kShippedSources) return;
    source_file_.emplace(
        config_.sources_path, config_.sources_poll, corpus_->credits().registry().hash(),
        [this](SourceRegistry registry) {
          corpus_->SetCredits(CreditLineFinder::WithDefaultPatterns(std::move(registry)));
        },
        [this](const absl::Status& status) { ReportSources(status); });
  }

  void ReloadSources() {
    if (source_file_) return source_file_->Reload();
    ReportSources(absl::FailedPreconditionError(
        "sources.path is not set: the list of sources is the one that newsprint ships"));
  }

  const std::string& address() const { return address_; }
  std::string metrics_address() const { return http_metrics_ ? http_metrics_->address() : ""; }

  std::shared_ptr<grpc::Channel> InProcessChannel() {
    grpc::ChannelArguments arguments;
    arguments.SetMaxReceiveMessageSize(-1);
    return server_->InProcessChannel(arguments);
  }

  void Drain() {
    if (server_ == nullptr) return;
    const auto deadline = absl::ToChronoTime(absl::Now() + config_.drain_timeout);
    server_->GetHealthCheckService()->SetServingStatus(false);
    const bool had_streams = streams_.open() > 0;
    drain_.request_stop();
    if (had_streams) {
      streams_.WaitUntilNoneOpen(deadline);
      // Shutdown closes a connection as soon as nothing runs on it, and if the caller is still
      // sending then, the system resets it, and he loses the last answers. So: time to hear them.
      std::this_thread::sleep_until(std::min(deadline, std::chrono::system_clock::now() + kLinger));
    }
    if (gate_) gate_->Close();
    server_->Shutdown(deadline);
    server_->Wait();
    http_metrics_.reset();
    server_.reset();
  }

 private:
  void ReportSources(const absl::Status& status) const {
    if (sources_log_) sources_log_(status);
  }

  ServerLoad Load() {
    const WorkerPool::Load waiting = pool_.load();
    return {.queued_calls = waiting.queued_tasks,
            .queued_bytes = waiting.queued_bytes,
            .open_streams = static_cast<uint64_t>(streams_.open()),
            .open_connections = gate_ ? static_cast<uint64_t>(gate_->open_connections()) : 0,
            .refused_connections = gate_ ? gate_->refused_connections() : 0,
            .unsent_bytes = unsent_answers_.bytes(),
            .cancelled_answers = unsent_answers_.cancelled(),
            .refused_articles = reprint_calls_.refused_articles()};
  }

  const ServerConfig config_;
  const SourcesLog sources_log_;
  const std::unique_ptr<Corpus> corpus_;
  std::optional<SourceFile> source_file_;  // Ends before the corpus.
  ReprintCalls reprint_calls_;
  OperationsCalls operations_calls_;
  AuditCalls audit_calls_;
  std::stop_source drain_;
  WorkerPool pool_;  // Ends before what its tasks use, after the server that waits for them.
  WorkerPool audit_pool_;
  StreamGate streams_;
  UnsentAnswers unsent_answers_;
  Metrics metrics_;
  CallEnvironment environment_;
  const std::unique_ptr<grpc::Service> reprints_;
  const std::unique_ptr<grpc::Service> operations_;
  const std::unique_ptr<grpc::Service> audits_;
  std::unique_ptr<ConnectionGate> gate_;
  std::unique_ptr<grpc::Server> server_;
  std::string address_;
  std::unique_ptr<HttpMetrics> http_metrics_;
};

Server::Server(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Server::~Server() = default;

absl::StatusOr<std::unique_ptr<Server>> Server::Open(const ServerConfig& config, CallLog log,
                                                     SourcesLog sources_log) {
  PrepareProcess();
  NEWSPRINT_ASSIGN_OR_RETURN(std::unique_ptr<Corpus> corpus, OpenCorpus(config));
  return Start(std::move(corpus), config, std::move(log), std::move(sources_log));
}

absl::StatusOr<std::unique_ptr<Server>> Server::Start(std::unique_ptr<Corpus> corpus,
                                                      const ServerConfig& config, CallLog log,
                                                      SourcesLog sources_log) {
  PrepareProcess();
  auto impl =
      std::make_unique<Impl>(std::move(corpus), config, std::move(log), std::move(sources_log));
  impl->WatchSources();
  NEWSPRINT_RETURN_IF_ERROR(impl->Start());
  return std::unique_ptr<Server>(new Server(std::move(impl)));
}

void Server::ReloadSources() { impl_->ReloadSources(); }
const std::string& Server::address() const { return impl_->address(); }
std::string Server::metrics_address() const { return impl_->metrics_address(); }
std::shared_ptr<grpc::Channel> Server::InProcessChannel() { return impl_->InProcessChannel(); }
void Server::Drain() { impl_->Drain(); }

}  // namespace newsprint
