// The program `newsprint`, but for the process around it.
#ifndef NEWSPRINT_APPS_PROGRAM_H_
#define NEWSPRINT_APPS_PROGRAM_H_

#include <span>
#include <string>

#include "apps/command_table.h"
#include "apps/output.h"

namespace newsprint {

// Runs the command that the words name, and reports an error on standard error. SIGPIPE must be
// ignored.
ExitCode RunProgram(std::span<const std::string> words, Output& out);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_PROGRAM_H_
