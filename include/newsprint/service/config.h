// How a server is set up: flags over environment over file over defaults.
//
// One table (src/service/config.cc) names each setting once; the file's keys, the environment's
// names, the flags, the ranges and the help text all derive from it: `store.path` is the key
//
//   store:
//     path: /var/lib/newsprint
//
// the variable NEWSPRINT_STORE_PATH and the flag --store-path.
#ifndef NEWSPRINT_SERVICE_CONFIG_H_
#define NEWSPRINT_SERVICE_CONFIG_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace newsprint {

// Units and ranges stand in the table. A default-constructed one is valid.
struct ServerConfig {
  std::string listen = "127.0.0.1:7300";
  std::string store_engine = "rocksdb";
  std::string store_path = "/var/lib/newsprint";
  bool store_create = true;
  bool store_accept_damage = false;
  std::string sources_path = "shipped";
  absl::Duration sources_poll = absl::Seconds(5);
  int64_t max_body_bytes = 4 << 20;
  int64_t max_message_bytes = 20 << 20;
  int64_t max_batch_articles = 1'000;
  int64_t max_postings = 2'500'000;
  int64_t max_candidates = 20'000;
  int64_t text_cache_bytes = 64 << 20;
  int64_t worker_threads = 0;
  int64_t max_queued_calls = 256;
  int64_t max_queued_bytes = 256 << 20;
  int64_t max_unsent_bytes = 256 << 20;
  int64_t max_streams = 64;
  int64_t max_stream_batches = 4;
  int64_t max_connections = 1'000;
  int64_t max_connection_calls = 256;
  int64_t connection_bytes = 512 << 20;
  absl::Duration max_connection_idle = absl::Minutes(30);
  absl::Duration drain_timeout = absl::Seconds(20);
  std::string log_level = "info";
  std::string metrics_listen = "off";
};

// A variable of the environment, or nothing.
using Environment = std::function<std::optional<std::string>(const std::string& name)>;

// `flags` are `--key=value` or `--key value`, without the program's name; `--config FILE` (or
// NEWSPRINT_CONFIG) names the file.
//
// Errors: INVALID_ARGUMENT for whatever is unknown, malformed or out of range: a message starts
// with where it stands, "newsprintd.yaml:12: store.pth", "NEWSPRINT_STORE_PATH" or "--store-path";
// NOT_FOUND or PERMISSION_DENIED if the file cannot be read.
absl::StatusOr<ServerConfig> LoadConfig(std::span<const std::string> flags,
                                        const Environment& environment);

// The same for the text of a file alone. `file_name` is for messages.
absl::StatusOr<ServerConfig> ParseConfig(std::string_view yaml, std::string_view file_name);

// One entry of the help text.
struct SettingHelp {
  std::string flag;         // "--store-path"
  std::string environment;  // "NEWSPRINT_STORE_PATH"
  std::string key;          // "store.path"
  std::string values;       // "PATH", "1 to 256"
  std::string default_value;
  std::string description;
};

// All settings, in the order of the table.
std::vector<SettingHelp> DescribeSettings();

}  // namespace newsprint

#endif  // NEWSPRINT_SERVICE_CONFIG_H_
