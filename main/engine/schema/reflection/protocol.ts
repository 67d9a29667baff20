import protobuf from 'protobufjs';

/** The two names under which servers offer one and the same protocol. */
export const reflectionServices = {
  v1: 'grpc.reflection.v1.ServerReflection',
  v1alpha: 'grpc.reflection.v1alpha.ServerReflection',
} as const;

export type ReflectionVersion = keyof typeof reflectionServices;

export type ReflectionQuestion =
  | { readonly listServices: '*' }
  | { readonly fileContainingSymbol: string }
  | { readonly fileByFilename: string };

/** A `grpc.reflection.v1.ServerReflectionResponse`, as far as Duplex asks; `null` is what is not set. */
export interface ReflectionAnswer {
  readonly fileDescriptorResponse: { readonly fileDescriptorProto: readonly Uint8Array[] } | null;
  readonly listServicesResponse: { readonly service: readonly { readonly name: string }[] } | null;
  readonly errorResponse: { readonly errorCode: number; readonly errorMessage: string } | null;
}

const { root } = protobuf.parse(`
  syntax = "proto3";
  message Question {
    string host = 1;
    oneof message_request {
      string file_by_filename = 3;
      string file_containing_symbol = 4;
      string list_services = 7;
    }
  }
  message Answer {
    message Files { repeated bytes file_descriptor_proto = 1; }
    message Services { repeated Service service = 1; }
    message Service { string name = 1; }
    message Fault { int32 error_code = 1; string error_message = 2; }
    oneof message_response {
      Files file_descriptor_response = 4;
      Services list_services_response = 6;
      Fault error_response = 7;
    }
  }`);
const questionType = root.lookupType('Question');
const answerType = root.lookupType('Answer');

export function encodeQuestion(question: ReflectionQuestion): Buffer {
  return Buffer.from(questionType.encode(questionType.create(question)).finish());
}

export function decodeAnswer(bytes: Buffer): ReflectionAnswer {
  const message: unknown = answerType.decode(bytes);
  return message as ReflectionAnswer;
}
