#include "apps/server_log.h"

#include <google/protobuf/stubs/logging.h>
#include <grpc/support/log.h>
#include <spdlog/async.h>
#include <spdlog/async_logger.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

#include <atomic>

#include "report/json_writer.h"

namespace newsprint {
namespace {

constexpr size_t kQueuedLines = 8'192;

std::atomic<spdlog::logger*> library_logger = nullptr;

// The inside of an object: the braces, the time and the level are the pattern's.
std::string Inside(const JsonWriter& json) { return json.text().substr(1, json.text().size() - 2); }

void LogLibraryMessage(std::string_view library, std::string_view message) {
  spdlog::logger* logger = library_logger;
  if (logger == nullptr || !logger->should_log(spdlog::level::debug)) return;
  JsonWriter json;
  json.BeginObject().Key("event").String(library).Key("message").String(message).EndObject();
  logger->debug(Inside(json));
}

void OnGrpcMessage(gpr_log_func_args* args) { LogLibraryMessage("grpc", args->message); }

// Among others, it reports each string of a request that is not UTF-8.
void OnProtobufMessage(google::protobuf::LogLevel /*level*/, const char* /*file*/, int /*line*/,
                       const std::string& message) {
  LogLibraryMessage("protobuf", message);
}

// A flood of calls must not become one of lines, which would take from those that are served: the
// metrics count what was turned away.
bool WasTurnedAway(const CallRecord& record) {
  return record.code == absl::StatusCode::kResourceExhausted && record.reason == "OVERLOADED";
}

bool IsServersFault(const CallRecord& record) {
  switch (record.code) {
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kDataLoss:
      return true;
    case absl::StatusCode::kUnavailable:
      return record.reason != "DRAINING";
    default:
      return false;
  }
}

spdlog::level::level_enum LevelOf(const CallRecord& record) {
  if (WasTurnedAway(record)) return spdlog::level::debug;
  return IsServersFault(record) ? spdlog::level::err : spdlog::level::info;
}

}  // namespace

ServerLog::ServerLog(const std::string& level)
    : writer_(std::make_shared<spdlog::details::thread_pool>(kQueuedLines, 1)),
      logger_(std::make_shared<spdlog::async_logger>(
          "newsprintd", std::make_shared<spdlog::sinks::stderr_sink_mt>(), writer_,
          spdlog::async_overflow_policy::overrun_oldest)) {
  logger_->set_pattern(R"({"time":"%Y-%m-%dT%H:%M:%S.%eZ","level":"%l",%v})",
                       spdlog::pattern_time_type::utc);
  logger_->set_level(spdlog::level::from_str(level));
}

ServerLog::~ServerLog() { library_logger = nullptr; }

void ServerLog::Write(int level, std::string_view event, const Fields& fields) const {
  JsonWriter json;
  json.BeginObject().Key("event").String(event);
  for (const auto& [key, value] : fields) json.Key(key).String(value);
  logger_->log(static_cast<spdlog::level::level_enum>(level), Inside(json.EndObject()));
}

void ServerLog::Info(std::string_view event, const Fields& fields) const {
  Write(spdlog::level::info, event, fields);
}

void ServerLog::Warn(std::string_view event, const Fields& fields) const {
  Write(spdlog::level::warn, event, fields);
}

void ServerLog::Call(const CallRecord& record) const {
  const auto level = LevelOf(record);
  if (!logger_->should_log(level)) return;
  JsonWriter json;
  json.BeginObject().Key("event").String("call");
  json.Key("method").String(record.method);
  json.Key("request_id").String(record.request_id);
  json.Key("peer").String(record.peer);
  json.Key("code").String(absl::StatusCodeToString(record.code));
  if (!record.reason.empty()) json.Key("reason").String(record.reason);
  if (!record.message.empty()) json.Key("message").String(record.message);
  json.Key("elapsed_us").Integer(static_cast<uint64_t>(absl::ToInt64Microseconds(record.elapsed)));
  json.Key("messages").Integer(record.messages);
  json.Key("request_bytes").Integer(record.request_bytes);
  json.Key("response_bytes").Integer(record.response_bytes);
  logger_->log(level, Inside(json.EndObject()));
}

void ServerLog::TakeLibraryMessages() const {
  library_logger = logger_.get();
  gpr_set_log_function(OnGrpcMessage);
  google::protobuf::SetLogHandler(OnProtobufMessage);
}

}  // namespace newsprint
