// What `newsprintd` and `newsprint serve` run: a server, until a signal ends it.
#ifndef NEWSPRINT_APPS_SERVE_H_
#define NEWSPRINT_APPS_SERVE_H_

#include <span>
#include <string>

#include "absl/status/status.h"
#include "apps/output.h"

namespace newsprint {

// Takes the settings as LoadConfig does, from `flags` and the environment; prints "listening on
// HOST:PORT" when it serves, and returns when SIGTERM or SIGINT came and all calls are done. No
// thread may have been made before: all must inherit that these signals are blocked.
//
// Errors: as LoadConfig and Server::Open.
absl::Status ServeUntilSignal(std::span<const std::string> flags, Output& out);

}  // namespace newsprint

#endif  // NEWSPRINT_APPS_SERVE_H_
