// Accepts connections and hands them to gRPC, so many at a time: gRPC 1.51 has no bound of its own,
// and whoever used up the process's files would leave the server deaf and the store without its
// own.
#ifndef NEWSPRINT_SRC_SERVICE_CONNECTION_GATE_H_
#define NEWSPRINT_SRC_SERVICE_CONNECTION_GATE_H_

#include <grpcpp/server_builder.h>

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/statusor.h"

namespace newsprint {

class ConnectionGate {
 public:
  // Binds `listen`, HOST:PORT; port 0 picks a free one. Nothing is accepted before Open.
  //
  // Errors: UNAVAILABLE "cannot listen on ...", with the system's words for why;
  // FAILED_PRECONDITION if the process may not open as many files as that takes.
  static absl::StatusOr<std::unique_ptr<ConnectionGate>> Bind(const std::string& listen,
                                                              int max_connections);
  // Close.
  ~ConnectionGate();

  int port() const { return port_; }

  // Accepts from now on. The acceptor is of a server that has started.
  void Open(std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor);

  // Accepts no more; what is open stays so. Before the server is shut down.
  void Close();

  int open_connections() const { return open_; }
  // Closed at once, since as many as may be were open.
  uint64_t refused_connections() const { return refused_; }

 private:
  explicit ConnectionGate(int max_connections) : max_connections_(max_connections) {}

  absl::Status BindAll(const std::string& host, const std::string& port);
  void Run();
  void Accept(int listener);
  void Watch(int fd, uint32_t events) const;

  const int max_connections_;
  int port_ = 0;
  int poll_ = -1;  // An epoll instance.
  int wake_ = -1;  // An eventfd: written to once, to end.
  std::vector<int> listeners_;
  std::unique_ptr<grpc::experimental::ExternalConnectionAcceptor> acceptor_;
  std::atomic<int> open_ = 0;
  std::atomic<uint64_t> refused_ = 0;
  std::thread thread_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_CONNECTION_GATE_H_
