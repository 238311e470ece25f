#include "service/listen_probe.h"

#include <netdb.h>
#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <memory>
#include <system_error>

namespace newsprint {

std::string WhyNotListening(const std::string& address) {
  constexpr char kUnknown[] = "the address cannot be used";
  const size_t colon = address.rfind(':');
  if (colon == std::string::npos || address.starts_with("unix:")) return kUnknown;
  std::string host = address.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  const std::string port = address.substr(colon + 1);

  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE;
  addrinfo* list = nullptr;
  if (const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &list); error != 0) {
    return gai_strerror(error);
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
  for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
    const int socket_fd = socket(entry->ai_family, entry->ai_socktype, entry->ai_protocol);
    if (socket_fd < 0) continue;
    const int on = 1;
    setsockopt(socket_fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
    const int error =
        bind(socket_fd, entry->ai_addr, entry->ai_addrlen) == 0 && listen(socket_fd, 1) == 0
            ? 0
            : errno;
    close(socket_fd);
    if (error != 0) return std::generic_category().message(error);
  }
  return kUnknown;
}

}  // namespace newsprint
