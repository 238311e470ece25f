#include "service/http_metrics.h"

#include <exception>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "service/listen_probe.h"

namespace newsprint {

absl::StatusOr<std::unique_ptr<HttpMetrics>> HttpMetrics::Start(const std::string& listen,
                                                                const Metrics& metrics) {
  // One that is taken would otherwise be told by the server's own log alone.
  const std::string why = WhyNotListening(listen);
  const std::string failure = absl::StrCat("cannot serve metrics on ", listen, ": ");
  std::unique_ptr<prometheus::Exposer> exposer;
  try {
    // Two threads: a scraper that hangs does not lock out the next. A request gets ten seconds.
    exposer = std::make_unique<prometheus::Exposer>(
        std::vector<std::string>{"listening_ports", listen, "num_threads", "2",
                                 "request_timeout_ms", "10000", "enable_keep_alive", "no"});
  } catch (const std::exception&) {
    return absl::UnavailableError(absl::StrCat(failure, why));
  }
  const std::vector<int> ports = exposer->GetListeningPorts();
  if (ports.empty()) return absl::UnavailableError(absl::StrCat(failure, why));
  for (const auto& collectable : metrics.collectables()) {
    exposer->RegisterCollectable(collectable, "/metrics");
  }
  std::string address = absl::StrCat(listen.substr(0, listen.rfind(':') + 1), ports.front());
  return std::unique_ptr<HttpMetrics>(new HttpMetrics(std::move(exposer), std::move(address)));
}

}  // namespace newsprint
