import protobuf from 'protobufjs';
import { Failure } from '#app/contract/result.ts';
import { MessageCodec } from '#engine/codec/message-codec.ts';
import type { Registry } from '#engine/schema/registry.ts';

/** One task of the official runner, as `conformance.proto` has it. */
interface Request {
  readonly protobufPayload: Uint8Array;
  readonly jsonPayload: string;
  readonly requestedOutputFormat: number;
  readonly messageType: string;
  readonly testCategory: number;
}

type Response =
  | { readonly parseError: string }
  | { readonly serializeError: string }
  | { readonly protobufPayload: Uint8Array }
  | { readonly jsonPayload: string }
  | { readonly skipped: string };

const PROTOBUF = 1;
const JSON_FORMAT = 2;
const IGNORING_UNKNOWN = 3;

/**
 * Does what the official conformance runner asks for with the engine's codec, and answers as
 * `conformance.proto` says: bytes in, bytes out.
 */
export function respond(schema: Registry, request: Uint8Array): Uint8Array {
  const asked: unknown = schema.type('conformance.ConformanceRequest').decode(request);
  const answer = schema.type('conformance.ConformanceResponse');
  return answer.encode(answer.create(answerTo(schema, asked as Request))).finish();
}

function answerTo(schema: Registry, request: Request): Response {
  if (!has(request, 'protobufPayload') && !has(request, 'jsonPayload'))
    return { skipped: 'Duplex reads binary and JSON' };
  const type = schema.type(request.messageType);
  const codec = new MessageCodec(type);
  let bytes: Uint8Array;
  try {
    bytes = read(type, codec, request);
  } catch (error) {
    return { parseError: error instanceof Error ? error.message : String(error) };
  }
  if (request.requestedOutputFormat === PROTOBUF) return { protobufPayload: bytes };
  if (request.requestedOutputFormat !== JSON_FORMAT)
    return { skipped: 'Duplex writes binary and JSON' };
  const { json, warning } = codec.decode(bytes);
  if (warning !== undefined) return { serializeError: warning };
  return { jsonPayload: JSON.stringify(json) };
}

/** The payload in Duplex's own binary form. */
function read(type: protobuf.Type, codec: MessageCodec, request: Request): Uint8Array {
  if (has(request, 'jsonPayload')) {
    return codec.encode(request.jsonPayload, {
      ignoreUnknown: request.testCategory === IGNORING_UNKNOWN,
    });
  }
  const payload = request.protobufPayload;
  const fault = codec.check(payload).fault;
  if (fault !== undefined) throw new Failure('message-invalid', fault);
  const reader = protobuf.Reader.create(payload);
  reader.discardUnknown = false;
  return type.encode(type.decode(reader)).finish();
}

/** Whether a field is set: one that is not shows its default through the prototype. */
function has(request: Request, field: keyof Request): boolean {
  return Object.hasOwn(request, field);
}
