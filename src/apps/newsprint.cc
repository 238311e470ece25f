#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <string>
#include <vector>

#include "apps/program.h"

int main(int argc, char** argv) {
  // A reader that leaves is seen where output is written.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> words(argv + (argc > 0), argv + argc);
  // A command says itself what went wrong; a server logs what gRPC says.
  if (words.empty() || words[0] != "serve") setenv("GRPC_VERBOSITY", "NONE", /*overwrite=*/0);
  newsprint::Output out(STDOUT_FILENO);
  return static_cast<int>(newsprint::RunProgram(words, out));
}
