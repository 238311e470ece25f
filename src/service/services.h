// The methods of the API as gRPC calls them. They take bytes (decode.h says why) and hand each call
// to the worker pool.
#ifndef NEWSPRINT_SRC_SERVICE_SERVICES_H_
#define NEWSPRINT_SRC_SERVICE_SERVICES_H_

#include <grpcpp/impl/codegen/service_type.h>

#include <memory>

#include "service/audit_calls.h"
#include "service/call_context.h"
#include "service/calls.h"

namespace newsprint {

// The arguments must outlive the service.
std::unique_ptr<grpc::Service> CreateReprintService(ReprintCalls& calls,
                                                    CallEnvironment& environment);
std::unique_ptr<grpc::Service> CreateAuditService(AuditCalls& calls, CallEnvironment& environment);
std::unique_ptr<grpc::Service> CreateOperationsService(OperationsCalls& calls,
                                                       CallEnvironment& environment);

}  // namespace newsprint

#endif  // NEWSPRINT_SRC_SERVICE_SERVICES_H_
