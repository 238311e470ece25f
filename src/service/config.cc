#include "newsprint/service/config.h"

#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>
#include <limits>
#include <set>
#include <sstream>
#include <system_error>
#include <type_traits>
#include <utility>
#include <variant>

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/string_view.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr int64_t kKiB = 1 << 10;
constexpr int64_t kMiB = 1 << 20;
constexpr int64_t kGiB = 1 << 30;

absl::string_view View(std::string_view text) { return {text.data(), text.size()}; }

bool IsHostAndPort(std::string_view value) {
  const size_t colon = value.rfind(':');
  uint32_t port = 0;
  return colon != std::string_view::npos && colon > 0 &&
         absl::SimpleAtoi(View(value.substr(colon + 1)), &port) && port <= 65535;
}

absl::Status CheckListen(std::string_view value) {
  if (value.starts_with("unix:") && value.size() > 5) return absl::OkStatus();
  if (IsHostAndPort(value)) return absl::OkStatus();
  return absl::InvalidArgumentError(
      absl::StrCat("'", View(value), "', must be HOST:PORT or unix:PATH"));
}

absl::Status CheckMetricsListen(std::string_view value) {
  if (value == "off" || (IsHostAndPort(value) && !value.starts_with("unix:"))) {
    return absl::OkStatus();
  }
  return absl::InvalidArgumentError(absl::StrCat("'", View(value), "', must be HOST:PORT or off"));
}

absl::Status CheckPath(std::string_view value) {
  if (!value.empty()) return absl::OkStatus();
  return absl::InvalidArgumentError("must not be empty");
}

struct Text {
  std::string ServerConfig::* field;
  std::string_view values;
  absl::Status (*check)(std::string_view value);
};
struct Choice {
  std::string ServerConfig::* field;
  std::array<std::string_view, 4> values;  // Unused ones are empty.
};
struct Switch {
  bool ServerConfig::* field;
};
struct Number {
  int64_t ServerConfig::* field;
  int64_t min;
  int64_t max;
};
struct Bytes {
  int64_t ServerConfig::* field;
  int64_t min;
  int64_t max;
};
struct Period {
  absl::Duration ServerConfig::* field;
  absl::Duration min;
  absl::Duration max;
};

struct Setting {
  std::string_view key;
  std::variant<Text, Choice, Switch, Number, Bytes, Period> kind;
  std::string_view description;
};

const Setting kSettings[] = {
    {"listen", Text{&ServerConfig::listen, "HOST:PORT|unix:PATH", CheckListen},
     "where to serve; port 0 picks a free one"},
    {"store.engine", Choice{&ServerConfig::store_engine, {"rocksdb", "memory"}},
     "what keeps the articles; memory forgets them at exit"},
    {"store.path", Text{&ServerConfig::store_path, "DIR", CheckPath},
     "the directory of the store; one process at a time"},
    {"store.create", Switch{&ServerConfig::store_create}, "make the store if there is none"},
    {"store.accept_damage", Switch{&ServerConfig::store_accept_damage},
     "serve what is sound of a store that has lost acknowledged articles, and mark the others as "
     "missing for good"},
    {"sources.path", Text{&ServerConfig::sources_path, "FILE|shipped", CheckPath},
     "the list of sources (sources.yaml), or the one that newsprint ships; read again on SIGHUP "
     "and "
     "when the file changes"},
    {"sources.poll", Period{&ServerConfig::sources_poll, absl::Milliseconds(10), absl::Hours(24)},
     "how often to look whether that file has changed"},
    {"limits.max_body_bytes", Bytes{&ServerConfig::max_body_bytes, kKiB, 64 * kMiB},
     "largest body of an article"},
    {"limits.max_message_bytes", Bytes{&ServerConfig::max_message_bytes, 64 * kKiB, kGiB},
     "largest request; more than limits.max_body_bytes"},
    {"limits.max_batch_articles", Number{&ServerConfig::max_batch_articles, 64, 10'000},
     "articles in one message of a stream"},
    {"limits.max_postings", Number{&ServerConfig::max_postings, 1'000, 1'000'000'000},
     "index postings that one search may read before it answers truncated"},
    {"limits.max_candidates", Number{&ServerConfig::max_candidates, 1, 10'000'000},
     "articles that one search may compare before it answers truncated"},
    {"cache.text_bytes", Bytes{&ServerConfig::text_cache_bytes, 0, 1024 * kGiB},
     "memory for prepared texts"},
    {"workers.threads", Number{&ServerConfig::worker_threads, 0, 256},
     "threads that match; 0 is two for each processor"},
    {"workers.max_queued_calls", Number{&ServerConfig::max_queued_calls, 1, 100'000},
     "calls that may wait for a thread before others are turned away"},
    {"workers.max_queued_bytes", Bytes{&ServerConfig::max_queued_bytes, kMiB, 1024 * kGiB},
     "memory of the calls that wait"},
    {"answers.max_unsent_bytes", Bytes{&ServerConfig::max_unsent_bytes, kMiB, 1024 * kGiB},
     "memory of answers that callers have not taken yet; over it, the calls that have waited "
     "longest "
     "are cancelled"},
    {"streams.max_open", Number{&ServerConfig::max_streams, 1, 10'000},
     "ingest streams that may be open at a time"},
    {"streams.max_batches", Number{&ServerConfig::max_stream_batches, 1, 64},
     "batches of one stream that are read before the first is answered"},
    {"connections.max_open", Number{&ServerConfig::max_connections, 1, 100'000},
     "connections at a time; further ones are closed at once. Not of a unix: socket"},
    {"connections.max_calls", Number{&ServerConfig::max_connection_calls, 1, 100'000},
     "calls and streams that may run at a time on one connection; its client holds further ones "
     "back"},
    {"connections.memory_bytes", Bytes{&ServerConfig::connection_bytes, 16 * kMiB, 1024 * kGiB},
     "memory for what is on its way in and out on all connections, softly: over it, connections "
     "are "
     "slowed down, then idle ones closed and calls ended one by one"},
    {"connections.max_idle",
     Period{&ServerConfig::max_connection_idle, absl::Seconds(1), absl::Hours(24 * 365)},
     "how long a connection may be without a call before it is closed"},
    {"drain_timeout", Period{&ServerConfig::drain_timeout, absl::ZeroDuration(), absl::Hours(1)},
     "how long running calls may take after SIGTERM"},
    {"log.level", Choice{&ServerConfig::log_level, {"debug", "info", "warn", "error"}},
     "the least that is logged"},
    {"metrics.listen", Text{&ServerConfig::metrics_listen, "HOST:PORT|off", CheckMetricsListen},
     "where to serve Prometheus metrics, at /metrics over HTTP"},
};

std::string FlagOf(const Setting& setting) {
  return absl::StrCat("--", absl::StrReplaceAll(View(setting.key), {{".", "-"}, {"_", "-"}}));
}

std::string VariableOf(const Setting& setting) {
  return absl::StrCat("NEWSPRINT_",
                      absl::AsciiStrToUpper(absl::StrReplaceAll(View(setting.key), {{".", "_"}})));
}

const Setting* FindSetting(std::string_view key) {
  const auto* found = std::ranges::find(kSettings, key, &Setting::key);
  return found == std::end(kSettings) ? nullptr : found;
}

bool IsSection(std::string_view key) {
  return std::ranges::any_of(kSettings, [&](const Setting& setting) {
    return setting.key.starts_with(key) && setting.key.substr(key.size()).starts_with('.');
  });
}

constexpr std::pair<std::string_view, int64_t> kUnits[] = {
    {"GiB", kGiB}, {"MiB", kMiB}, {"KiB", kKiB}};

std::string FormatBytes(int64_t bytes) {
  for (const auto& [unit, size] : kUnits) {
    if (bytes >= size && bytes % size == 0) return absl::StrCat(bytes / size, View(unit));
  }
  return absl::StrCat(bytes);
}

bool ParseBytes(std::string_view text, int64_t* bytes) {
  int64_t factor = 1;
  for (const auto& [unit, size] : kUnits) {
    if (text.ends_with(unit)) {
      factor = size;
      text.remove_suffix(unit.size());
      break;
    }
  }
  if (!absl::SimpleAtoi(View(text), bytes)) return false;
  return *bytes <= std::numeric_limits<int64_t>::max() / factor && (*bytes *= factor, true);
}

std::vector<std::string_view> ValuesOf(const Choice& choice) {
  std::vector<std::string_view> values;
  for (const std::string_view value : choice.values) {
    if (!value.empty()) values.push_back(value);
  }
  return values;
}

std::string JoinChoices(const Choice& choice, std::string_view separator) {
  return absl::StrJoin(
      ValuesOf(choice), View(separator),
      [](std::string* out, std::string_view value) { absl::StrAppend(out, View(value)); });
}

template <typename... Handlers>
struct Overloaded : Handlers... {
  using Handlers::operator()...;
};
template <typename... Handlers>
Overloaded(Handlers...) -> Overloaded<Handlers...>;

std::string ValuesText(const Setting& setting) {
  return std::visit(Overloaded{[](const Text& text) { return std::string(text.values); },
                               [](const Choice& choice) { return JoinChoices(choice, "|"); },
                               [](const Switch&) { return std::string("true|false"); },
                               [](const Number& n) { return absl::StrCat(n.min, " to ", n.max); },
                               [](const Bytes& b) {
                                 return absl::StrCat(FormatBytes(b.min), " to ",
                                                     FormatBytes(b.max));
                               },
                               [](const Period& p) {
                                 return absl::StrCat(absl::FormatDuration(p.min), " to ",
                                                     absl::FormatDuration(p.max));
                               }},
                    setting.kind);
}

std::string DefaultText(const Setting& setting) {
  const ServerConfig defaults;
  return std::visit(
      Overloaded{[&](const Text& text) { return defaults.*text.field; },
                 [&](const Choice& choice) { return defaults.*choice.field; },
                 [&](const Switch& s) { return std::string(defaults.*s.field ? "true" : "false"); },
                 [&](const Number& n) { return absl::StrCat(defaults.*n.field); },
                 [&](const Bytes& b) { return FormatBytes(defaults.*b.field); },
                 [&](const Period& p) { return absl::FormatDuration(defaults.*p.field); }},
      setting.kind);
}

absl::Status OutOfRange(const Setting& setting, std::string_view value) {
  return absl::InvalidArgumentError(
      absl::StrCat("'", View(value), "', must be ", ValuesText(setting)));
}

// Errors: INVALID_ARGUMENT, without a place.
absl::Status Apply(const Setting& setting, std::string_view value, ServerConfig& config) {
  return std::visit(Overloaded{[&](const Text& text) -> absl::Status {
                                 NEWSPRINT_RETURN_IF_ERROR(text.check(value));
                                 config.*text.field = std::string(value);
                                 return absl::OkStatus();
                               },
                               [&](const Choice& choice) -> absl::Status {
                                 const auto values = ValuesOf(choice);
                                 if (std::ranges::find(values, value) == values.end())
                                   return OutOfRange(setting, value);
                                 config.*choice.field = std::string(value);
                                 return absl::OkStatus();
                               },
                               [&](const Switch& s) -> absl::Status {
                                 if (value != "true" && value != "false")
                                   return OutOfRange(setting, value);
                                 config.*s.field = value == "true";
                                 return absl::OkStatus();
                               },
                               [&](const Number& n) -> absl::Status {
                                 int64_t number = 0;
                                 if (!absl::SimpleAtoi(View(value), &number) || number < n.min ||
                                     number > n.max) {
                                   return OutOfRange(setting, value);
                                 }
                                 config.*n.field = number;
                                 return absl::OkStatus();
                               },
                               [&](const Bytes& b) -> absl::Status {
                                 int64_t bytes = 0;
                                 if (!ParseBytes(value, &bytes) || bytes < b.min || bytes > b.max) {
                                   return OutOfRange(setting, value);
                                 }
                                 config.*b.field = bytes;
                                 return absl::OkStatus();
                               },
                               [&](const Period& p) -> absl::Status {
                                 absl::Duration period;
                                 if (!absl::ParseDuration(View(value), &period) || period < p.min ||
                                     period > p.max) {
                                   return OutOfRange(setting, value);
                                 }
                                 config.*p.field = period;
                                 return absl::OkStatus();
                               }},
                    setting.kind);
}

absl::Status At(std::string_view place, const absl::Status& status) {
  if (status.ok()) return status;
  return absl::Status(status.code(), absl::StrCat(View(place), ": ", status.message()));
}

absl::Status Invalid(std::string_view place, std::string_view what) {
  return absl::InvalidArgumentError(absl::StrCat(View(place), ": ", View(what)));
}

// Settings that bound each other.
absl::Status CheckWhole(const ServerConfig& config) {
  if (config.max_message_bytes > config.max_body_bytes) return absl::OkStatus();
  return Invalid("limits.max_message_bytes",
                 absl::StrCat("'", FormatBytes(config.max_message_bytes),
                              "', must be more than limits.max_body_bytes, ",
                              FormatBytes(config.max_body_bytes)));
}

std::string Place(std::string_view file_name, const YAML::Mark& mark) {
  return absl::StrCat(View(file_name), ":", mark.line + 1);
}

absl::Status ApplyNode(const YAML::Node& node, const std::string& section,
                       std::string_view file_name, std::set<std::string>& seen,
                       ServerConfig& config) {
  for (const auto& entry : node) {
    const std::string place = Place(file_name, entry.first.Mark());
    if (!entry.first.IsScalar()) return Invalid(place, "a key must be a word");
    const std::string key = absl::StrCat(section, entry.first.Scalar());
    const std::string where = absl::StrCat(place, ": ", key);
    if (!seen.insert(key).second) return Invalid(where, "stands here twice");
    if (IsSection(key)) {
      if (!entry.second.IsMap())
        return Invalid(where, "is a section, so keys must follow below it");
      NEWSPRINT_RETURN_IF_ERROR(
          ApplyNode(entry.second, absl::StrCat(key, "."), file_name, seen, config));
      continue;
    }
    const Setting* setting = FindSetting(key);
    if (setting == nullptr) return Invalid(where, "is no setting (see newsprintd --help)");
    if (!entry.second.IsScalar()) return Invalid(where, "must have one value");
    NEWSPRINT_RETURN_IF_ERROR(At(where, Apply(*setting, entry.second.Scalar(), config)));
  }
  return absl::OkStatus();
}

absl::Status ApplyYaml(std::string_view yaml, std::string_view file_name, ServerConfig& config) {
  // The library throws; nothing of that leaves this function.
  try {
    const YAML::Node root = YAML::Load(std::string(yaml));
    if (root.IsNull()) return absl::OkStatus();
    if (!root.IsMap()) return Invalid(Place(file_name, root.Mark()), "must be keys and values");
    std::set<std::string> seen;
    return ApplyNode(root, "", file_name, seen, config);
  } catch (const YAML::Exception& error) {
    return Invalid(Place(file_name, error.mark), error.msg);
  }
}

absl::StatusOr<std::string> ReadFile(const std::string& path) {
  errno = 0;
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  if (!file || !(text << file.rdbuf())) {
    const int error = errno == 0 ? EIO : errno;  // A directory opens, and fails when it is read.
    return absl::ErrnoToStatus(error, absl::StrCat("cannot read the configuration ", path));
  }
  return std::move(text).str();
}

struct Flag {
  std::string name;
  std::string value;
};

absl::StatusOr<std::vector<Flag>> SplitFlags(std::span<const std::string> flags) {
  std::vector<Flag> split;
  for (size_t i = 0; i < flags.size(); ++i) {
    const std::string& flag = flags[i];
    if (!flag.starts_with("--")) return Invalid(flag, "is no flag (see newsprintd --help)");
    if (const size_t equals = flag.find('='); equals != std::string::npos) {
      split.push_back({flag.substr(0, equals), flag.substr(equals + 1)});
    } else if (i + 1 < flags.size()) {
      split.push_back({flag, flags[++i]});
    } else {
      return Invalid(flag, "needs a value");
    }
  }
  return split;
}

}  // namespace

absl::StatusOr<ServerConfig> ParseConfig(std::string_view yaml, std::string_view file_name) {
  ServerConfig config;
  NEWSPRINT_RETURN_IF_ERROR(ApplyYaml(yaml, file_name, config));
  NEWSPRINT_RETURN_IF_ERROR(CheckWhole(config));
  return config;
}

absl::StatusOr<ServerConfig> LoadConfig(std::span<const std::string> flags,
                                        const Environment& environment) {
  NEWSPRINT_ASSIGN_OR_RETURN(const std::vector<Flag> split, SplitFlags(flags));
  std::string path = environment("NEWSPRINT_CONFIG").value_or("");
  for (const Flag& flag : split) {
    if (flag.name == "--config") path = flag.value;
  }
  ServerConfig config;
  if (!path.empty()) {
    NEWSPRINT_ASSIGN_OR_RETURN(const std::string yaml, ReadFile(path));
    NEWSPRINT_RETURN_IF_ERROR(ApplyYaml(yaml, path, config));
  }
  for (const Setting& setting : kSettings) {
    const std::string name = VariableOf(setting);
    if (const std::optional<std::string> value = environment(name)) {
      NEWSPRINT_RETURN_IF_ERROR(At(name, Apply(setting, *value, config)));
    }
  }
  for (const Flag& flag : split) {
    if (flag.name == "--config") continue;
    const auto* setting = std::ranges::find_if(
        kSettings, [&](const Setting& candidate) { return FlagOf(candidate) == flag.name; });
    if (setting == std::end(kSettings)) {
      return Invalid(flag.name, "is no flag (see newsprintd --help)");
    }
    NEWSPRINT_RETURN_IF_ERROR(At(flag.name, Apply(*setting, flag.value, config)));
  }
  NEWSPRINT_RETURN_IF_ERROR(CheckWhole(config));
  return config;
}

std::vector<SettingHelp> DescribeSettings() {
  std::vector<SettingHelp> help;
  for (const Setting& setting : kSettings) {
    help.push_back({.flag = FlagOf(setting),
                    .environment = VariableOf(setting),
                    .key = std::string(setting.key),
                    .values = ValuesText(setting),
                    .default_value = DefaultText(setting),
                    .description = std::string(setting.description)});
  }
  return help;
}

}  // namespace newsprint
