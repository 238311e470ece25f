// What `--help` prints, from the table of commands.
#ifndef NEWSPRINT_APPS_HELP_H_
#define NEWSPRINT_APPS_HELP_H_

#include <string>

#include "apps/command_table.h"

namespace newsprint {

// The program: what it is for, its commands, exit statuses.
std::string ProgramHelp();

// One command: usage, what it does, operands, flags, examples.
std::string CommandHelp(const Command& command);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_HELP_H_
