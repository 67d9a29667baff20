import type { AddressInfo } from 'node:net';
import {
  type Metadata,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/** What a server answers to one question; `undefined` is an error answer. */
export type Answer = readonly Uint8Array[] | undefined;

/** One question of a stream and the answer that the script has for it. */
export interface Turn {
  readonly call: ServerDuplexStream<Buffer, Buffer>;
  /** How many questions came on this stream, this one included. */
  readonly number: number;
  /** The name of a symbol, a file or a type, `type:number` of an extension, or `*`. */
  readonly asked: string;
  readonly answer: Buffer;
  /** Whether the answer is that there is none. */
  readonly isError: boolean;
}

interface Script {
  /** `undefined` is the answer that listing is not implemented. */
  readonly services: readonly string[] | undefined;
  readonly bySymbol: (symbol: string) => Answer;
  readonly byName: (file: string) => Answer;
  /** Of a type; without it all are unknown. */
  readonly extensions?: (type: string) => readonly number[] | undefined;
  readonly byExtension?: (type: string, number: number) => Answer;
  /** The versions that are there; only v1 without it. */
  readonly versions?: readonly ('v1' | 'v1alpha')[];
  /** How the server behaves; without it, it writes each answer. */
  readonly manner?: (turn: Turn) => void;
  /** Further unary methods of the server, by path. */
  readonly methods?: UntypedServiceImplementation;
  /** Further bidi streams, by path. */
  readonly talks?: UntypedServiceImplementation;
  readonly leavesOriginalOut?: boolean;
}

/** The metadata and the version of each stream, in order. */
type Streams = { readonly version: string; readonly metadata: Metadata }[];

const { root } = protobuf.parse(`
  syntax = "proto3";
  message Request {
    string file_by_filename = 3;
    string file_containing_symbol = 4;
    Extension file_containing_extension = 5;
    string all_extension_numbers_of_type = 6;
    string list_services = 7;
  }
  message Extension { string containing_type = 1; int32 extension_number = 2; }
  message Files { repeated bytes file_descriptor_proto = 1; }
  message Numbers { string base_type_name = 1; repeated int32 extension_number = 2; }
  message Service { string name = 1; }
  message Services { repeated Service service = 1; }
  message Fault { int32 error_code = 1; string error_message = 2; }
  message Response {
    bytes original_request = 2;
    Files file_descriptor_response = 4;
    Numbers all_extension_numbers_response = 5;
    Services list_services_response = 6;
    Fault error_response = 7;
  }`);
const request = root.lookupType('Request');
const response = root.lookupType('Response');

/** A server whose reflection answers as the script says, however wrong. The caller closes it. */
export async function startReflectionServer(
  script: Script,
): Promise<{ readonly address: string; readonly streams: Streams; close(): void }> {
  const server = new Server();
  const streams: Streams = [];
  for (const version of script.versions ?? ['v1']) {
    server.addService(
      {
        ServerReflectionInfo: bytesMethod(
          `/grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`,
          true,
        ),
      },
      {
        ServerReflectionInfo: (call: ServerDuplexStream<Buffer, Buffer>) => {
          streams.push({ version, metadata: call.metadata });
          converse(script, call);
        },
      },
    );
  }
  for (const [path, handler] of Object.entries(script.methods ?? {}))
    server.addService({ method: bytesMethod(path, false) }, { method: handler });
  for (const [path, handler] of Object.entries(script.talks ?? {}))
    server.addService({ method: bytesMethod(path, true) }, { method: handler });
  const port = await new Promise<AddressInfo['port']>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, streams, close: () => server.forceShutdown() };
}

function converse(script: Script, call: ServerDuplexStream<Buffer, Buffer>): void {
  const manner = script.manner ?? (({ answer }: Turn) => call.write(answer));
  let number = 0;
  call.on('error', () => {});
  call.on('data', (bytes: Buffer) => {
    number += 1;
    manner({ call, number, ...answerTo(script, bytes) });
  });
  call.on('end', () => call.end());
}

function answerTo(script: Script, bytes: Buffer): Pick<Turn, 'asked' | 'answer' | 'isError'> {
  const question: { readonly [key: string]: unknown } = request.toObject(request.decode(bytes));
  const asked = (name: string, message: object | undefined): ReturnType<typeof answerTo> => {
    const told = message ?? { errorResponse: { errorCode: 5, errorMessage: 'not found' } };
    const all = { ...told, ...(!script.leavesOriginalOut && { originalRequest: bytes }) };
    const answer = Buffer.from(response.encode(response.fromObject(all)).finish());
    return { asked: name, answer, isError: message === undefined };
  };
  const { listServices, fileContainingSymbol, fileByFilename, allExtensionNumbersOfType } =
    question;
  if (listServices !== undefined)
    return asked(
      '*',
      script.services === undefined
        ? { errorResponse: { errorCode: 12, errorMessage: 'it is off' } }
        : { listServicesResponse: { service: script.services.map((name) => ({ name })) } },
    );
  if (typeof fileContainingSymbol === 'string')
    return asked(fileContainingSymbol, filesOf(script.bySymbol(fileContainingSymbol)));
  if (typeof allExtensionNumbersOfType === 'string') {
    const numbers = script.extensions?.(allExtensionNumbersOfType);
    return asked(
      allExtensionNumbersOfType,
      numbers && { allExtensionNumbersResponse: { extensionNumber: numbers } },
    );
  }
  if (typeof fileByFilename === 'string')
    return asked(fileByFilename, filesOf(script.byName(fileByFilename)));
  const { containingType = '', extensionNumber = 0 } = (question['fileContainingExtension'] ??
    {}) as {
    readonly containingType?: string;
    readonly extensionNumber?: number;
  };
  const name = `${containingType}:${extensionNumber}`;
  return asked(name, filesOf(script.byExtension?.(containingType, extensionNumber)));
}

function filesOf(files: Answer): object | undefined {
  return files && { fileDescriptorResponse: { fileDescriptorProto: files } };
}

function bytesMethod(path: string, streams: boolean): MethodDefinition<Buffer, Buffer> {
  const identity = (bytes: Buffer): Buffer => bytes;
  return {
    path,
    requestStream: streams,
    responseStream: streams,
    requestDeserialize: identity,
    requestSerialize: identity,
    responseDeserialize: identity,
    responseSerialize: identity,
  };
}
