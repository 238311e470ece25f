// The server's log: one JSON object a line on standard error, {"time", "level", "event", ...}.
// Never holds text of an article. Lines are written by a thread of its own, so that a slow reader
// of the log cannot stop a call; if it falls far behind, the oldest lines go.
#ifndef NEWSPRINT_APPS_SERVER_LOG_H_
#define NEWSPRINT_APPS_SERVER_LOG_H_

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "newsprint/service/call_record.h"

namespace spdlog {
class logger;
namespace details {
class thread_pool;
}
}  // namespace spdlog

namespace newsprint {

// Thread-safe.
class ServerLog {
 public:
  using Fields = std::vector<std::pair<std::string_view, std::string>>;

  // `level` is debug, info, warn or error: the least that is written.
  explicit ServerLog(const std::string& level);
  // Writes what is left.
  ~ServerLog();

  void Info(std::string_view event, const Fields& fields) const;
  void Warn(std::string_view event, const Fields& fields) const;

  // A call's end: at level error where the server is at fault, debug where it was turned away for
  // overload, or else info.
  void Call(const CallRecord& record) const;

  // What gRPC and protobuf say of themselves goes to level debug from here on, until this is
  // destroyed. One log at a time may do so.
  void TakeLibraryMessages() const;

 private:
  void Write(int level, std::string_view event, const Fields& fields) const;

  std::shared_ptr<spdlog::details::thread_pool> writer_;
  std::shared_ptr<spdlog::logger> logger_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_SERVER_LOG_H_
