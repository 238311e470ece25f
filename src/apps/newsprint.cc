#include <unistd.h>

#include <csignal>
#include <string>
#include <vector>

#include "apps/program.h"

int main(int argc, char** argv) {
  // A reader that leaves is seen where output is written.
  std::signal(SIGPIPE, SIG_IGN);
  const std::vector<std::string> words(argv + (argc > 0), argv + argc);
  newsprint::Output out(STDOUT_FILENO);
  return static_cast<int>(newsprint::RunProgram(words, out));
}
