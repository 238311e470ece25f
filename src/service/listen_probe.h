// Why a server could not listen: gRPC says only that it could not.
#ifndef NEWSPRINT_SRC_SERVICE_LISTEN_PROBE_H_
#define NEWSPRINT_SRC_SERVICE_LISTEN_PROBE_H_

#include <string>

namespace newsprint {

// Tries to bind `address` ("HOST:PORT" or "unix:PATH") once more, and returns the system's words
// for what is wrong, such as "Address already in use".
std::string WhyNotListening(const std::string& address);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_LISTEN_PROBE_H_
