// Serves metrics to whoever scrapes them: GET /metrics on a port of its own.
#ifndef NEWSPRINT_SRC_SERVICE_HTTP_METRICS_H_
#define NEWSPRINT_SRC_SERVICE_HTTP_METRICS_H_

#include <prometheus/exposer.h>

#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "service/metrics.h"

namespace newsprint {

class HttpMetrics {
 public:
  // `listen` is HOST:PORT; port 0 picks a free one. `metrics` must outlive this.
  //
  // Errors: UNAVAILABLE if it cannot listen there; the message names the address and why.
  static absl::StatusOr<std::unique_ptr<HttpMetrics>> Start(const std::string& listen,
                                                            const Metrics& metrics);

  // "127.0.0.1:9464", with the port that was picked.
  const std::string& address() const { return address_; }

 private:
  HttpMetrics(std::unique_ptr<prometheus::Exposer> exposer, std::string address)
      : exposer_(std::move(exposer)), address_(std::move(address)) {}

  const std::unique_ptr<prometheus::Exposer> exposer_;
  const std::string address_;
};

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_HTTP_METRICS_H_
