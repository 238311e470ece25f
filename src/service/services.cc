#include "service/services.h"

#include "newsprint/v1/audit_service.grpc.pb.h"
#include "newsprint/v1/operations_service.grpc.pb.h"
#include "newsprint/v1/reprint_service.grpc.pb.h"
#include "service/answer_stream.h"
#include "service/batch_stream.h"
#include "service/unary_call.h"
#include "service/watch_stream.h"

namespace newsprint {
namespace {

using Reprints = v1::ReprintService;
template <typename Base>
using RawSearch =
    Reprints::WithRawCallbackMethod_IngestArticle<Reprints::WithRawCallbackMethod_IngestArticles<
        Reprints::WithRawCallbackMethod_CheckArticle<Reprints::WithRawCallbackMethod_CheckArticles<
            Reprints::WithRawCallbackMethod_FindReprints<Base>>>>>;
template <typename Base>
using RawArticles = Reprints::WithRawCallbackMethod_CompareArticles<
    Reprints::WithRawCallbackMethod_GetArticle<Reprints::WithRawCallbackMethod_ListArticles<
        Reprints::WithRawCallbackMethod_DeleteArticle<Base>>>>;
template <typename Base>
using RawStories =
    Reprints::WithRawCallbackMethod_GetStory<Reprints::WithRawCallbackMethod_ListStories<
        Reprints::WithRawCallbackMethod_WatchReprints<Base>>>;
using RawReprints = RawSearch<RawArticles<RawStories<Reprints::Service>>>;
using Operations = v1::OperationsService;
using RawOperations = Operations::WithRawCallbackMethod_GetStatus<
    Operations::WithRawCallbackMethod_PurgeDeleted<Operations::Service>>;

using Audits = v1::AuditService;
using RawAudits =
    Audits::WithRawCallbackMethod_RunAudit<Audits::WithRawCallbackMethod_ListAuditRuns<
        Audits::WithRawCallbackMethod_ListFindings<Audits::Service>>>;

// Binds a method of a calls object.
template <typename Calls, typename Method>
UnaryHandler Handler(Calls& calls, Method method) {
  return [&calls, method](std::string_view request, const CallControl& control) {
    return (calls.*method)(request, control);
  };
}

class ReprintServiceImpl final : public RawReprints {
 public:
  ReprintServiceImpl(ReprintCalls& calls, CallEnvironment& environment)
      : calls_(calls), environment_(environment) {}

  grpc::ServerUnaryReactor* IngestArticle(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "IngestArticle",
                          Handler(calls_, &ReprintCalls::IngestArticle), environment_);
  }
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* IngestArticles(
      grpc::CallbackServerContext* context) override {
    return StartBatchStream(context, "IngestArticles", Handler(calls_, &ReprintCalls::IngestBatch),
                            environment_);
  }
  grpc::ServerUnaryReactor* CheckArticle(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "CheckArticle",
                          Handler(calls_, &ReprintCalls::CheckArticle), environment_);
  }
  grpc::ServerBidiReactor<grpc::ByteBuffer, grpc::ByteBuffer>* CheckArticles(
      grpc::CallbackServerContext* context) override {
    return StartBatchStream(context, "CheckArticles", Handler(calls_, &ReprintCalls::CheckBatch),
                            environment_);
  }
  grpc::ServerUnaryReactor* CompareArticles(grpc::CallbackServerContext* context,
                                            const grpc::ByteBuffer* request,
                                            grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "CompareArticles",
                          Handler(calls_, &ReprintCalls::CompareArticles), environment_);
  }
  grpc::ServerUnaryReactor* GetArticle(grpc::CallbackServerContext* context,
                                       const grpc::ByteBuffer* request,
                                       grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "GetArticle",
                          Handler(calls_, &ReprintCalls::GetArticle), environment_);
  }
  grpc::ServerUnaryReactor* ListArticles(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "ListArticles",
                          Handler(calls_, &ReprintCalls::ListArticles), environment_);
  }
  grpc::ServerUnaryReactor* DeleteArticle(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "DeleteArticle",
                          Handler(calls_, &ReprintCalls::DeleteArticle), environment_);
  }
  grpc::ServerUnaryReactor* FindReprints(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "FindReprints",
                          Handler(calls_, &ReprintCalls::FindReprints), environment_);
  }
  grpc::ServerUnaryReactor* GetStory(grpc::CallbackServerContext* context,
                                     const grpc::ByteBuffer* request,
                                     grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "GetStory",
                          Handler(calls_, &ReprintCalls::GetStory), environment_);
  }
  grpc::ServerUnaryReactor* ListStories(grpc::CallbackServerContext* context,
                                        const grpc::ByteBuffer* request,
                                        grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "ListStories",
                          Handler(calls_, &ReprintCalls::ListStories), environment_);
  }
  grpc::ServerWriteReactor<grpc::ByteBuffer>* WatchReprints(
      grpc::CallbackServerContext* context, const grpc::ByteBuffer* request) override {
    return StartWatchStream(context, request, calls_, environment_);
  }

 private:
  ReprintCalls& calls_;
  CallEnvironment& environment_;
};

class OperationsServiceImpl final : public RawOperations {
 public:
  OperationsServiceImpl(OperationsCalls& calls, CallEnvironment& environment)
      : calls_(calls), environment_(environment) {}

  grpc::ServerUnaryReactor* GetStatus(grpc::CallbackServerContext* context,
                                      const grpc::ByteBuffer* request,
                                      grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "GetStatus",
                          Handler(calls_, &OperationsCalls::GetStatus), environment_);
  }
  grpc::ServerUnaryReactor* PurgeDeleted(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "PurgeDeleted",
                          Handler(calls_, &OperationsCalls::PurgeDeleted), environment_);
  }

 private:
  OperationsCalls& calls_;
  CallEnvironment& environment_;
};

class AuditServiceImpl final : public RawAudits {
 public:
  AuditServiceImpl(AuditCalls& calls, CallEnvironment& environment)
      : calls_(calls), environment_(environment) {}

  grpc::ServerWriteReactor<grpc::ByteBuffer>* RunAudit(grpc::CallbackServerContext* context,
                                                       const grpc::ByteBuffer* request) override {
    return StartAnswerStream(
        context, request, "RunAudit",
        [this](std::string_view bytes, const CallControl& control, const Emit& emit) {
          return calls_.RunAudit(bytes, control, emit);
        },
        environment_);
  }
  grpc::ServerUnaryReactor* ListAuditRuns(grpc::CallbackServerContext* context,
                                          const grpc::ByteBuffer* request,
                                          grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "ListAuditRuns",
                          Handler(calls_, &AuditCalls::ListAuditRuns), environment_);
  }
  grpc::ServerUnaryReactor* ListFindings(grpc::CallbackServerContext* context,
                                         const grpc::ByteBuffer* request,
                                         grpc::ByteBuffer* response) override {
    return StartUnaryCall(context, request, response, "ListFindings",
                          Handler(calls_, &AuditCalls::ListFindings), environment_);
  }

 private:
  AuditCalls& calls_;
  CallEnvironment& environment_;
};

}  // namespace

std::unique_ptr<grpc::Service> CreateAuditService(AuditCalls& calls, CallEnvironment& environment) {
  return std::make_unique<AuditServiceImpl>(calls, environment);
}

std::unique_ptr<grpc::Service> CreateReprintService(ReprintCalls& calls,
                                                    CallEnvironment& environment) {
  return std::make_unique<ReprintServiceImpl>(calls, environment);
}

std::unique_ptr<grpc::Service> CreateOperationsService(OperationsCalls& calls,
                                                       CallEnvironment& environment) {
  return std::make_unique<OperationsServiceImpl>(calls, environment);
}

}  // namespace newsprint
