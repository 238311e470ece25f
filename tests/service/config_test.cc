#include "newsprint/service/config.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <string>

namespace newsprint {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

std::string Message(const absl::Status& status) { return std::string(status.message()); }

Environment Variables(const std::map<std::string, std::string>& variables) {
  return [variables](const std::string& name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::nullopt : std::optional(found->second);
  };
}

absl::StatusOr<ServerConfig> Load(const std::vector<std::string>& flags,
                                  const std::map<std::string, std::string>& variables = {}) {
  return LoadConfig(flags, Variables(variables));
}

// A file that goes with the test.
class TemporaryFile {
 public:
  explicit TemporaryFile(const std::string& text)
      : path_(std::filesystem::temp_directory_path() /
              ("newsprint_config_" + std::to_string(::getpid()) + ".yaml")) {
    std::ofstream(path_) << text;
  }
  ~TemporaryFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

TEST(ParseConfig, ReadsEveryKindOfValue) {
  const absl::StatusOr<ServerConfig> config = ParseConfig(R"(
listen: "[::1]:0"
store:
  engine: memory
  path: /srv/news
  create: false
limits:
  max_body_bytes: 1MiB
  max_message_bytes: 2000000
workers: {threads: 3}
drain_timeout: 1m30s
log:
  level: warn
)",
                                                          "n.yaml");
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->listen, "[::1]:0");
  EXPECT_EQ(config->store_engine, "memory");
  EXPECT_EQ(config->store_path, "/srv/news");
  EXPECT_FALSE(config->store_create);
  EXPECT_EQ(config->max_body_bytes, 1 << 20);
  EXPECT_EQ(config->max_message_bytes, 2'000'000);
  EXPECT_EQ(config->worker_threads, 3);
  EXPECT_EQ(config->drain_timeout, absl::Seconds(90));
  EXPECT_EQ(config->log_level, "warn");
  EXPECT_EQ(config->max_streams, ServerConfig().max_streams);
}

TEST(ParseConfig, TakesAnEmptyFile) {
  EXPECT_TRUE(ParseConfig("", "n.yaml").ok());
  EXPECT_TRUE(ParseConfig("# nothing\n", "n.yaml").ok());
}

TEST(ParseConfig, NamesFileLineAndKey) {
  const struct {
    std::string yaml;
    std::string message;
  } cases[] = {
      {"listen: localhost", "n.yaml:1: listen: 'localhost', must be HOST:PORT or unix:PATH"},
      {"listen: a:70000", "n.yaml:1: listen: 'a:70000', must be HOST:PORT or unix:PATH"},
      {"listen: :80", "n.yaml:1: listen: ':80', must be HOST:PORT or unix:PATH"},
      {"\n\nlisten:\n  - a:1", "n.yaml:3: listen: must have one value"},
      {"listen:", "n.yaml:1: listen: must have one value"},
      {"store:\n  pth: /x", "n.yaml:2: store.pth: is no setting (see newsprintd --help)"},
      {"stor: 1", "n.yaml:1: stor: is no setting (see newsprintd --help)"},
      {"store.path: /x\nstore:\n  path: /y", "n.yaml:3: store.path: stands here twice"},
      {"log: {level: info}\nlog: {level: warn}", "n.yaml:2: log: stands here twice"},
      {"store: /x", "n.yaml:1: store: is a section, so keys must follow below it"},
      {"store:\n  path: ''", "n.yaml:2: store.path: must not be empty"},
      {"store:\n  engine: mysql", "n.yaml:2: store.engine: 'mysql', must be rocksdb|memory"},
      {"store:\n  create: yes", "n.yaml:2: store.create: 'yes', must be true|false"},
      {"workers:\n  threads: 257", "n.yaml:2: workers.threads: '257', must be 0 to 256"},
      {"workers:\n  threads: -1", "n.yaml:2: workers.threads: '-1', must be 0 to 256"},
      {"workers:\n  threads: two", "n.yaml:2: workers.threads: 'two', must be 0 to 256"},
      {"limits:\n  max_body_bytes: 65MiB",
       "n.yaml:2: limits.max_body_bytes: '65MiB', must be 1KiB to 64MiB"},
      {"limits:\n  max_body_bytes: 99999999999GiB",
       "n.yaml:2: limits.max_body_bytes: '99999999999GiB', must be 1KiB to 64MiB"},
      {"limits:\n  max_body_bytes: 1MB",
       "n.yaml:2: limits.max_body_bytes: '1MB', must be 1KiB to 64MiB"},
      {"drain_timeout: 20", "n.yaml:1: drain_timeout: '20', must be 0 to 1h"},
      {"drain_timeout: 2h", "n.yaml:1: drain_timeout: '2h', must be 0 to 1h"},
      {"log:\n  level: trace", "n.yaml:2: log.level: 'trace', must be debug|info|warn|error"},
      {"limits:\n  max_body_bytes: 20MiB",
       "limits.max_message_bytes: '20MiB', must be more than limits.max_body_bytes, 20MiB"},
      {"- a\n- b", "n.yaml:1: must be keys and values"},
      {"[a]: b", "n.yaml:1: a key must be a word"},
  };
  for (const auto& c : cases) {
    const absl::Status status = ParseConfig(c.yaml, "n.yaml").status();
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument) << c.yaml;
    EXPECT_EQ(Message(status), c.message) << c.yaml;
  }
  EXPECT_THAT(Message(ParseConfig("a: b\nc: [d\n", "n.yaml").status()), StartsWith("n.yaml:3: "));
  EXPECT_THAT(Message(ParseConfig("a: 'b\n", "n.yaml").status()), StartsWith("n.yaml:"));
}

TEST(LoadConfig, FlagsComeBeforeVariablesBeforeTheFile) {
  const TemporaryFile file("listen: a:1\nstore: {path: /file}\nlog: {level: debug}\n");
  const absl::StatusOr<ServerConfig> config =
      Load({"--config", file.path(), "--listen=c:3"},
           {{"NEWSPRINT_LISTEN", "b:2"}, {"NEWSPRINT_STORE_PATH", "/variable"}});
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->listen, "c:3");
  EXPECT_EQ(config->store_path, "/variable");
  EXPECT_EQ(config->log_level, "debug");
}

TEST(LoadConfig, FindsTheFileByVariableToo) {
  const TemporaryFile file("store: {engine: memory}\n");
  const absl::StatusOr<ServerConfig> config = Load({}, {{"NEWSPRINT_CONFIG", file.path()}});
  ASSERT_TRUE(config.ok()) << config.status();
  EXPECT_EQ(config->store_engine, "memory");
}

TEST(LoadConfig, NamesFlagVariableOrFile) {
  const struct {
    std::vector<std::string> flags;
    std::map<std::string, std::string> variables;
    std::string message;
  } cases[] = {
      {{"--workers-threads=x"}, {}, "--workers-threads: 'x', must be 0 to 256"},
      {{"--workers-threads", "999"}, {}, "--workers-threads: '999', must be 0 to 256"},
      {{"--no-such=1"}, {}, "--no-such: is no flag"},
      {{"--listen"}, {}, "--listen: needs a value"},
      {{"serve"}, {}, "serve: is no flag"},
      {{}, {{"NEWSPRINT_LOG_LEVEL", "loud"}}, "NEWSPRINT_LOG_LEVEL: 'loud', must be debug|"},
      {{"--config=/no/such/file.yaml"}, {}, "/no/such/file.yaml"},
      {{"--config=/"}, {}, "cannot read the configuration /"},
  };
  for (const auto& c : cases) {
    EXPECT_THAT(Message(Load(c.flags, c.variables).status()), HasSubstr(c.message));
  }
  const TemporaryFile file("listen: a:1\nbad: 1\n");
  EXPECT_EQ(Message(Load({"--config", file.path()}).status()),
            file.path() + ":2: bad: is no setting (see newsprintd --help)");
}

// Every row of the table must work by all three of its names: its own default is a value it takes.
TEST(DescribeSettings, NamesAreOneToAllAndDefaultsAreValid) {
  std::set<std::string> names;
  for (const SettingHelp& setting : DescribeSettings()) {
    EXPECT_TRUE(names.insert(setting.flag).second) << setting.flag;
    EXPECT_TRUE(names.insert(setting.environment).second) << setting.environment;
    EXPECT_FALSE(setting.description.empty());
    EXPECT_TRUE(Load({setting.flag + "=" + setting.default_value}).ok()) << setting.flag;
    EXPECT_TRUE(Load({}, {{setting.environment, setting.default_value}}).ok());
    EXPECT_TRUE(ParseConfig(setting.key + ": " + setting.default_value, "n.yaml").ok());
    if (setting.values != "DIR" && setting.values != "FILE|shipped") {  // Which may be any text.
      EXPECT_THAT(Message(Load({setting.flag + "=\x01"}).status()), StartsWith(setting.flag));
    }
  }
  EXPECT_GT(names.size(), 20u);
}

// The example in deploy/ has every setting once, at its default.
TEST(DeployedConfig, StatesEveryDefault) {
  const std::string path = std::string(NEWSPRINT_SOURCE_DIR) + "/deploy/newsprintd.yaml";
  std::ifstream file(path);
  const std::string yaml{std::istreambuf_iterator<char>(file), {}};
  ASSERT_TRUE(ParseConfig(yaml, path).ok()) << ParseConfig(yaml, path).status();
  for (const SettingHelp& setting : DescribeSettings()) {
    const std::string leaf = setting.key.substr(setting.key.rfind('.') + 1);
    EXPECT_THAT(yaml, HasSubstr(leaf + ": " + setting.default_value + "\n")) << setting.key;
    // A second one of the same name would be refused, so each stands there once.
    const size_t dot = setting.key.find('.');
    const std::string again =
        dot == std::string::npos ? setting.key + ": x" : setting.key.substr(0, dot) + ": {}";
    EXPECT_THAT(Message(ParseConfig(yaml + again, "n").status()), HasSubstr("stands here twice"));
  }
}

}  // namespace
}  // namespace newsprint
