// The server. Exit status: 0 after a drain, 2 if it could not serve.
#include <signal.h>
#include <unistd.h>

#include <cstdio>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "apps/output.h"
#include "apps/serve.h"
#include "newsprint/service/config.h"

namespace newsprint {
namespace {

constexpr int kExitDone = 0;
constexpr int kExitError = 2;

std::string Help() {
  std::string help =
      "newsprintd finds where a news story has been before: a gRPC server (newsprint.v1).\n"
      "\n"
      "Usage: newsprintd [--config FILE] [--SETTING=VALUE ...]\n"
      "\n"
      "A setting is taken from its flag, or else from its variable, or else from the file, or else "
      "it\n"
      "is the default. The file is YAML: the key a.b stands as b in the section a.\n"
      "\n"
      "  --config FILE            NEWSPRINT_CONFIG\n"
      "  --help, --version\n";
  for (const SettingHelp& setting : DescribeSettings()) {
    absl::StrAppendFormat(&help, "\n  %s=%s\n      %s.\n      Key %s, variable %s, default %s.\n",
                          setting.flag, setting.values, setting.description, setting.key,
                          setting.environment, setting.default_value);
  }
  return help;
}

int Fail(const absl::Status& status) {
  std::fprintf(stderr, "newsprintd: %s\n", std::string(status.message()).c_str());
  return kExitError;
}

int Main(const std::vector<std::string>& flags) {
  signal(SIGPIPE, SIG_IGN);
  for (const std::string& flag : flags) {
    if (flag == "--help" || flag == "-h") {
      std::fputs(Help().c_str(), stdout);
      return kExitDone;
    }
    if (flag == "--version") {
      std::puts("newsprintd " NEWSPRINT_VERSION);
      return kExitDone;
    }
  }
  Output out(STDOUT_FILENO);
  const absl::Status status = ServeUntilSignal(flags, out);
  return status.ok() ? kExitDone : Fail(status);
}

}  // namespace
}  // namespace newsprint

int main(int argc, char** argv) {
  return newsprint::Main(std::vector<std::string>(argv + (argc > 0), argv + argc));
}
