#include "service/connection_gate.h"

#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <system_error>
#include <utility>

#include "absl/strings/str_cat.h"
#include "newsprint/article/status.h"

namespace newsprint {
namespace {

constexpr int kBacklog = 512;
// How long to leave the backlog alone when the process or the system is out of files.
constexpr std::chrono::milliseconds kOutOfFilesDelay{100};

absl::Status LastError() { return absl::UnavailableError(std::generic_category().message(errno)); }

int PortOf(int fd) {
  sockaddr_storage address{};
  socklen_t size = sizeof(address);
  if (getsockname(fd, reinterpret_cast<sockaddr*>(&address), &size) != 0) return 0;
  return ntohs(address.ss_family == AF_INET6
                   ? reinterpret_cast<const sockaddr_in6&>(address).sin6_port
                   : reinterpret_cast<const sockaddr_in&>(address).sin_port);
}

// A listening socket, or -1 with errno set.
int ListenOn(const addrinfo& entry, int port) {
  const int fd =
      socket(entry.ai_family, entry.ai_socktype | SOCK_CLOEXEC | SOCK_NONBLOCK, entry.ai_protocol);
  if (fd < 0) return -1;
  const int on = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
  sockaddr_storage address{};
  std::copy_n(reinterpret_cast<const char*>(entry.ai_addr), entry.ai_addrlen,
              reinterpret_cast<char*>(&address));
  if (entry.ai_family == AF_INET6) {
    // "::" takes callers by IPv4, too, as gRPC's own listener does.
    const int off = 0;
    setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &off, sizeof(off));
    if (port != 0) {
      reinterpret_cast<sockaddr_in6&>(address).sin6_port = htons(static_cast<uint16_t>(port));
    }
  } else if (port != 0) {
    reinterpret_cast<sockaddr_in&>(address).sin_port = htons(static_cast<uint16_t>(port));
  }
  if (bind(fd, reinterpret_cast<const sockaddr*>(&address), entry.ai_addrlen) == 0 &&
      listen(fd, kBacklog) == 0) {
    return fd;
  }
  const int error = errno;
  close(fd);
  errno = error;
  return -1;
}

// Without a trace of it in the kernel: the caller sees a reset.
void Refuse(int fd) {
  const linger now{.l_onoff = 1, .l_linger = 0};
  setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
  close(fd);
}

// What store, log and gRPC open beside the connections; the store alone up to 1,024.
constexpr rlim_t kOtherFiles = 1'536;

// Lets the process open as many files as it may, which must do for all connections.
absl::Status ProvideFiles(int max_connections) {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return LastError();
  if (limit.rlim_cur < limit.rlim_max) {
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
  }
  const rlim_t needed = 2 * static_cast<rlim_t>(max_connections) + kOtherFiles;
  if (limit.rlim_max >= needed) return absl::OkStatus();
  return absl::FailedPreconditionError(
      absl::StrCat("connections.max_open: '", max_connections, "' takes ", needed,
                   " open files, and the process may have ", limit.rlim_max,
                   ": raise that (LimitNOFILE=), or lower connections.max_open"));
}

}  // namespace

absl::StatusOr<std::unique_ptr<ConnectionGate>> ConnectionGate::Bind(const std::string& listen,
                                                                     int max_connections) {
  NEWSPRINT_RETURN_IF_ERROR(ProvideFiles(max_connections));
  std::unique_ptr<ConnectionGate> gate(new ConnectionGate(max_connections));
  const size_t colon = listen.rfind(':');
  std::string host = listen.substr(0, colon);
  if (host.starts_with('[') && host.ends_with(']')) host = host.substr(1, host.size() - 2);
  if (const absl::Status bound = gate->BindAll(host, listen.substr(colon + 1)); !bound.ok()) {
    return absl::UnavailableError(absl::StrCat("cannot listen on ", listen, ": ", bound.message()));
  }
  gate->poll_ = epoll_create1(EPOLL_CLOEXEC);
  gate->wake_ = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  if (gate->poll_ < 0 || gate->wake_ < 0) return LastError();
  return gate;
}

absl::Status ConnectionGate::BindAll(const std::string& host, const std::string& port) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* list = nullptr;
  if (const int error = getaddrinfo(host.c_str(), port.c_str(), &hints, &list); error != 0) {
    return absl::UnavailableError(gai_strerror(error));
  }
  const std::unique_ptr<addrinfo, decltype(&freeaddrinfo)> owner(list, freeaddrinfo);
  absl::Status failed;
  for (const addrinfo* entry = list; entry != nullptr; entry = entry->ai_next) {
    // All addresses of one name get the same port.
    const int fd = ListenOn(*entry, port_);
    if (fd < 0) {
      failed.Update(LastError());
      continue;
    }
    listeners_.push_back(fd);
    if (port_ == 0) port_ = PortOf(fd);
  }
  return listeners_.empty() ? failed : absl::OkStatus();
}

ConnectionGate::~ConnectionGate() {
  Close();
  for (const int fd : {poll_, wake_}) {
    if (fd >= 0) close(fd);
  }
}

void ConnectionGate::Open(
    std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor) {
  acceptor_ = std::move(acceptor);
  Watch(wake_, EPOLLIN);
  for (const int listener : listeners_) Watch(listener, EPOLLIN);
  thread_ = std::thread([this] { Run(); });
}

void ConnectionGate::Close() {
  if (thread_.joinable()) {
    eventfd_write(wake_, 1);
    thread_.join();
  }
  for (const int listener : listeners_) close(listener);
  listeners_.clear();
}

void ConnectionGate::Watch(int fd, uint32_t events) const {
  epoll_event event{};
  event.events = events;
  event.data.fd = fd;
  epoll_ctl(poll_, EPOLL_CTL_ADD, fd, &event);
}

void ConnectionGate::Run() {
  std::array<epoll_event, 64> events;
  while (true) {
    const int count = epoll_wait(poll_, events.data(), static_cast<int>(events.size()), -1);
    for (int i = 0; i < count; ++i) {
      const int fd = events[i].data.fd;
      if (fd == wake_) return;
      if (std::ranges::find(listeners_, fd) != listeners_.end()) {
        Accept(fd);
      } else {
        // gRPC, or the caller's system, has ended the connection: both directions are shut. While
        // gRPC has not closed its own descriptor, only this keeps events of it from coming again,
        // under a number that may be another's by then.
        epoll_ctl(poll_, EPOLL_CTL_DEL, fd, nullptr);
        close(fd);
        --open_;
      }
    }
  }
}

void ConnectionGate::Accept(int listener) {
  const int fd = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
  if (fd < 0) {
    if (errno == EMFILE || errno == ENFILE) std::this_thread::sleep_for(kOutOfFilesDelay);
    return;
  }
  // gRPC owns the connection and does not say when it ends. A second descriptor of it does.
  const int watched = open_ < max_connections_ ? fcntl(fd, F_DUPFD_CLOEXEC, 0) : -1;
  if (watched < 0) {
    ++refused_;
    Refuse(fd);
    return;
  }
  ++open_;
  Watch(watched, EPOLLET);  // Nothing but EPOLLHUP and EPOLLERR, which always are reported.
  const int on = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof(on));
  grpc::experimental::ExternalConnectionAcceptor::NewConnectionParameters connection;
  connection.listener_fd = listener;
  connection.fd = fd;
  acceptor_->HandleNewConnection(&connection);
}

}  // namespace newsprint
