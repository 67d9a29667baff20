// A server for gRPC's interop tests on gRPC's own C++ library: what Duplex is tried against beside
// servers on the library that it uses itself. It prints the port that it listens at on 127.0.0.1, and
// ends when its standard input does.

#include <chrono>
#include <iostream>
#include <limits>
#include <memory>
#include <string>
#include <thread>

#include <grpcpp/ext/proto_server_reflection_plugin.h>
#include <grpcpp/grpcpp.h>

#include "test.grpc.pb.h"

// Of gRPC's library, and in none of its headers: what its own interop server looks at.
uint32_t grpc_call_test_only_get_message_flags(grpc_call* call);

namespace {

using namespace grpc::testing;
using grpc::ServerContext;
using grpc::Status;
using grpc::StatusCode;

constexpr char echo_initial[] = "x-grpc-test-echo-initial";
constexpr char echo_trailing[] = "x-grpc-test-echo-trailing-bin";
// GRPC_WRITE_INTERNAL_COMPRESS and, in newer versions, GRPC_WRITE_INTERNAL_TEST_ONLY_WAS_COMPRESSED: the
// message that was read last came compressed.
constexpr uint32_t compressed_flag = 0xc0000000u;

void echo_metadata(ServerContext* context) {
  const auto& metadata = context->client_metadata();
  const auto initial = metadata.find(echo_initial);
  if (initial != metadata.end())
    context->AddInitialMetadata(echo_initial,
                                std::string(initial->second.data(), initial->second.size()));
  const auto trailing = metadata.find(echo_trailing);
  if (trailing != metadata.end())
    context->AddTrailingMetadata(echo_trailing,
                                 std::string(trailing->second.data(), trailing->second.size()));
}

bool came_as_expected(ServerContext* context, const BoolValue& expected) {
  const bool compressed =
      (grpc_call_test_only_get_message_flags(context->c_call()) & compressed_flag) != 0;
  return compressed == expected.value();
}

Status not_as_expected() {
  return Status(StatusCode::INVALID_ARGUMENT, "The message is not compressed as it should be");
}

Status asked_for(const EchoStatus& status) {
  return Status(static_cast<StatusCode>(status.code()), status.message());
}

std::string zeros(int size) { return std::string(size > 0 ? size : 0, '\0'); }

class Service final : public TestService::Service {
  Status EmptyCall(ServerContext* context, const Empty*, Empty*) override {
    echo_metadata(context);
    return Status::OK;
  }

  Status UnaryCall(ServerContext* context, const SimpleRequest* request,
                   SimpleResponse* response) override {
    echo_metadata(context);
    if (request->has_expect_compressed() &&
        !came_as_expected(context, request->expect_compressed()))
      return not_as_expected();
    if (request->has_response_compressed())
      context->set_compression_level(request->response_compressed().value()
                                         ? GRPC_COMPRESS_LEVEL_HIGH
                                         : GRPC_COMPRESS_LEVEL_NONE);
    if (request->response_size() > 0)
      response->mutable_payload()->set_body(zeros(request->response_size()));
    return request->has_response_status() ? asked_for(request->response_status()) : Status::OK;
  }

  Status StreamingInputCall(ServerContext* context,
                            grpc::ServerReader<StreamingInputCallRequest>* reader,
                            StreamingInputCallResponse* response) override {
    StreamingInputCallRequest request;
    int size = 0;
    while (reader->Read(&request)) {
      if (request.has_expect_compressed() &&
          !came_as_expected(context, request.expect_compressed()))
        return not_as_expected();
      size += static_cast<int>(request.payload().body().size());
    }
    response->set_aggregated_payload_size(size);
    return Status::OK;
  }

  Status StreamingOutputCall(
      ServerContext* context, const StreamingOutputCallRequest* request,
      grpc::ServerWriter<StreamingOutputCallResponse>* writer) override {
    for (const auto& wanted : request->response_parameters())
      if (wanted.has_compressed()) context->set_compression_level(GRPC_COMPRESS_LEVEL_HIGH);
    return answer(*request, [writer](const auto& response, const auto& options) {
      return writer->Write(response, options);
    });
  }

  Status FullDuplexCall(
      ServerContext* context,
      grpc::ServerReaderWriter<StreamingOutputCallResponse, StreamingOutputCallRequest>* stream)
      override {
    echo_metadata(context);
    StreamingOutputCallRequest request;
    while (stream->Read(&request)) {
      const Status status = answer(request, [stream](const auto& response, const auto& options) {
        return stream->Write(response, options);
      });
      if (!status.ok()) return status;
    }
    return Status::OK;
  }

  template <typename Write>
  static Status answer(const StreamingOutputCallRequest& request, Write write) {
    for (const auto& wanted : request.response_parameters()) {
      std::this_thread::sleep_for(std::chrono::microseconds(wanted.interval_us()));
      StreamingOutputCallResponse response;
      response.mutable_payload()->set_body(zeros(wanted.size()));
      grpc::WriteOptions options;
      if (wanted.has_compressed() && !wanted.compressed().value()) options.set_no_compression();
      if (!write(response, options)) return Status(StatusCode::INTERNAL, "Nobody reads any more");
    }
    return request.has_response_status() ? asked_for(request.response_status()) : Status::OK;
  }
};

}  // namespace

int main() {
  grpc::reflection::InitProtoReflectionServerBuilderPlugin();
  Service service;
  grpc::ServerBuilder builder;
  int port = 0;
  builder.AddListeningPort("127.0.0.1:0", grpc::InsecureServerCredentials(), &port);
  builder.RegisterService(&service);
  builder.SetMaxReceiveMessageSize(-1);
  const std::unique_ptr<grpc::Server> server = builder.BuildAndStart();
  if (server == nullptr) return 1;
  std::cout << port << std::endl;
  std::cin.ignore(std::numeric_limits<std::streamsize>::max());
  server->Shutdown(std::chrono::system_clock::now() + std::chrono::seconds(1));
}
