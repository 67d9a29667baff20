import type { AddressInfo } from 'node:net';
import { Server, ServerCredentials, type ServerDuplexStream } from '@grpc/grpc-js';
import protobuf from 'protobufjs';

/** What a server answers to one question; `undefined` is an error answer. */
export type Answer = readonly Uint8Array[] | undefined;

interface Script {
  readonly services: readonly string[];
  readonly bySymbol: (symbol: string) => Answer;
  readonly byName: (file: string) => Answer;
}

const { root } = protobuf.parse(`
  syntax = "proto3";
  message Request { string file_by_filename = 3; string file_containing_symbol = 4; string list_services = 7; }
  message Files { repeated bytes file_descriptor_proto = 1; }
  message Service { string name = 1; }
  message Services { repeated Service service = 1; }
  message Fault { int32 error_code = 1; string error_message = 2; }
  message Response { Files file_descriptor_response = 4; Services list_services_response = 6; Fault error_response = 7; }`);
const request = root.lookupType('Request');
const response = root.lookupType('Response');

/** A server whose reflection (v1) answers as the script says, however wrong. The caller closes it. */
export async function startReflectionServer(
  script: Script,
): Promise<{ readonly address: string; close(): void }> {
  const server = new Server();
  const identity = (bytes: Buffer) => bytes;
  server.addService(
    {
      ServerReflectionInfo: {
        path: '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
        requestStream: true,
        responseStream: true,
        requestDeserialize: identity,
        requestSerialize: identity,
        responseDeserialize: identity,
        responseSerialize: identity,
      },
    },
    {
      ServerReflectionInfo: (call: ServerDuplexStream<Buffer, Buffer>) => {
        call.on('data', (bytes: Buffer) => call.write(answer(script, bytes)));
        call.on('end', () => call.end());
      },
    },
  );
  const port = await new Promise<AddressInfo['port']>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return { address: `127.0.0.1:${port}`, close: () => server.forceShutdown() };
}

function answer(script: Script, bytes: Buffer): Buffer {
  const question: { readonly [key: string]: unknown } = request.toObject(request.decode(bytes));
  const encode = (message: object) =>
    Buffer.from(response.encode(response.fromObject(message)).finish());
  if (question['listServices'] !== undefined) {
    return encode({ listServicesResponse: { service: script.services.map((name) => ({ name })) } });
  }
  const symbol = question['fileContainingSymbol'];
  const files =
    typeof symbol === 'string'
      ? script.bySymbol(symbol)
      : script.byName(String(question['fileByFilename']));
  return files === undefined
    ? encode({ errorResponse: { errorCode: 5, errorMessage: 'not found' } })
    : encode({ fileDescriptorResponse: { fileDescriptorProto: files } });
}
