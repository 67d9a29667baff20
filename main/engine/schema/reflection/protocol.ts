import protobuf from 'protobufjs';
import { makeOneByOne } from '#engine/codec/one-by-one.ts';

/** The two names under which servers offer one and the same protocol. */
export const reflectionServices = {
  v1: 'grpc.reflection.v1.ServerReflection',
  v1alpha: 'grpc.reflection.v1alpha.ServerReflection',
} as const;

export type ReflectionVersion = keyof typeof reflectionServices;

export type ReflectionQuestion =
  | { readonly listServices: '*' }
  | { readonly fileContainingSymbol: string }
  | { readonly fileByFilename: string }
  | { readonly allExtensionNumbersOfType: string }
  | {
      readonly fileContainingExtension: {
        readonly containingType: string;
        readonly extensionNumber: number;
      };
    };

/** What a server says to one question; `fault` when it says no, or nothing that can be used. */
export type ReflectionAnswer =
  | { readonly kind: 'files'; readonly files: readonly Uint8Array[] }
  | { readonly kind: 'services'; readonly names: readonly string[] }
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | ReflectionFault;

export interface ReflectionFault {
  readonly kind: 'fault';
  /** A gRPC status code, as the server gives it. */
  readonly code: number;
  readonly reason: string;
  /** Whether the stream ended over this question, instead of being answered. */
  readonly ended: boolean;
  /** The server was given up because it said nothing. */
  readonly isSilent?: true;
}

/** What a question asks for, as a person would say it. */
export function nameOf(question: ReflectionQuestion): string {
  if ('listServices' in question) return 'the list of services';
  if ('fileByFilename' in question) return question.fileByFilename;
  if ('fileContainingSymbol' in question) return question.fileContainingSymbol;
  if ('allExtensionNumbersOfType' in question) return question.allExtensionNumbersOfType;
  const { containingType, extensionNumber } = question.fileContainingExtension;
  return `${containingType}:${extensionNumber}`;
}

const { root } = protobuf.parse(`
  syntax = "proto3";
  message Question {
    string host = 1;
    oneof message_request {
      string file_by_filename = 3;
      string file_containing_symbol = 4;
      Extension file_containing_extension = 5;
      string all_extension_numbers_of_type = 6;
      string list_services = 7;
    }
  }
  message Extension { string containing_type = 1; int32 extension_number = 2; }
  message Answer {
    message Files { repeated bytes file_descriptor_proto = 1; }
    message Numbers { string base_type_name = 1; repeated int32 extension_number = 2; }
    message Services { repeated Service service = 1; }
    message Service { string name = 1; }
    message Fault { int32 error_code = 1; string error_message = 2; }
    bytes original_request = 2;
    oneof message_response {
      Files file_descriptor_response = 4;
      Numbers all_extension_numbers_response = 5;
      Services list_services_response = 6;
      Fault error_response = 7;
    }
  }`);
makeOneByOne(root);
const questionType = root.lookupType('Question');
const answerType = root.lookupType('Answer');

/** An `Answer` as protobufjs decodes it; `null` is what is not set. */
interface WireAnswer {
  readonly originalRequest: Uint8Array;
  readonly fileDescriptorResponse: { readonly fileDescriptorProto: readonly Uint8Array[] } | null;
  readonly allExtensionNumbersResponse: { readonly extensionNumber: readonly number[] } | null;
  readonly listServicesResponse: { readonly service: readonly { readonly name: string }[] } | null;
  readonly errorResponse: { readonly errorCode: number; readonly errorMessage: string } | null;
}

export function encodeQuestion(question: ReflectionQuestion): Buffer {
  return Buffer.from(questionType.encode(question).finish());
}

/** An answer, and the bytes of the question that the server says it answers; empty when it says none. */
export function decodeAnswer(bytes: Buffer): {
  readonly answer: ReflectionAnswer;
  readonly question: Buffer;
} {
  try {
    const message: unknown = answerType.decode(bytes);
    const wire = message as WireAnswer;
    return { answer: answerOf(wire), question: normalQuestion(wire.originalRequest) };
  } catch (error) {
    const reason = `an answer that cannot be decoded: ${error instanceof Error ? error.message : String(error)}`;
    return { answer: fault(2, reason), question: Buffer.alloc(0) };
  }
}

function fault(code: number, reason: string): ReflectionFault {
  return { kind: 'fault', code, reason, ended: false };
}

function answerOf(wire: WireAnswer): ReflectionAnswer {
  if (wire.fileDescriptorResponse !== null)
    return { kind: 'files', files: wire.fileDescriptorResponse.fileDescriptorProto };
  if (wire.listServicesResponse !== null)
    return { kind: 'services', names: wire.listServicesResponse.service.map(({ name }) => name) };
  if (wire.allExtensionNumbersResponse !== null)
    return { kind: 'numbers', numbers: wire.allExtensionNumbersResponse.extensionNumber };
  const told = wire.errorResponse;
  return told === null
    ? fault(2, 'an empty answer')
    : fault(told.errorCode, told.errorMessage || `error ${told.errorCode}`);
}

/** A question as {@link encodeQuestion} writes it, whatever the host and the order of its fields. */
function normalQuestion(bytes: Uint8Array): Buffer {
  try {
    const question = questionType.decode(bytes);
    Reflect.set(question, 'host', '');
    return Buffer.from(questionType.encode(question).finish());
  } catch {
    return Buffer.alloc(0);
  }
}
