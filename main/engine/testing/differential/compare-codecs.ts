import {
  createFileRegistry,
  type DescMessage,
  equals,
  type FileRegistry,
  fromBinary,
  fromJson,
  fromJsonString,
  type JsonValue,
  type Message,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { Failure } from '#app/contract/result.ts';
import type { MessageCodec } from '#engine/codec/message-codec.ts';
import { printJson } from '#engine/codec/print-json.ts';
import type { Schema } from '#engine/schema/schema.ts';
import type { Random } from '../random.ts';
import { differentText } from './different-text.ts';
import { isEndless, isInherited, RandomMessages } from './random-message.ts';
import { sameJson } from './same-json.ts';

export interface CodecComparison {
  /** Types and messages that were compared. */
  readonly types: number;
  readonly messages: number;
  readonly differences: readonly string[];
  /** Why types were left out: protobufjs does not take the files that they need. */
  readonly left: readonly string[];
}

/**
 * Compares Duplex's codec with that of `@bufbuild/protobuf` over all message types of a descriptor set:
 * of random messages each must read what the other writes, in binary and in JSON, as the same message,
 * and both read skeletons alike.
 */
export function compareCodecs(
  set: Uint8Array,
  schema: Pick<Schema, 'codec' | 'skeleton'>,
  random: Random,
  messagesOfEach: number,
): CodecComparison {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, set));
  const types = [...registry].filter(
    (one): one is DescMessage => one.kind === 'message' && !isEndless(one),
  );
  const codecs = new Map<DescMessage, MessageCodec>();
  const left = new Map<string, number>();
  for (const type of types) {
    const own = usable(() => schema.codec(type.typeName));
    if (typeof own === 'string') left.set(own, (left.get(own) ?? 0) + 1);
    else codecs.set(type, own);
  }
  const messages = new RandomMessages(random, registry, [...codecs.keys()]);
  const differences: string[] = [];
  for (const [type, own] of codecs) {
    const difference = compareSkeleton(type, schema.skeleton(type.typeName), own, registry);
    if (difference !== undefined) differences.push(`${type.typeName}: ${difference}`);
    for (let count = messagesOfEach; count > 0; count -= 1) {
      const difference = compareOne(type, messages.make(type), own, registry);
      if (difference === undefined) continue;
      differences.push(`${type.typeName}: ${difference}`);
      break;
    }
  }
  return {
    types: codecs.size,
    messages: codecs.size * messagesOfEach,
    differences,
    left: [...left].map(([reason, count]) => `${count} types: ${reason}`),
  };
}

function compareSkeleton(
  type: DescMessage,
  skeleton: string,
  codec: MessageCodec,
  registry: FileRegistry,
): string | undefined {
  return attempt(() => {
    const bytes = codec.encode(skeleton);
    const again = codec.encode(printJson(codec.decode(bytes).json));
    if (!again.equals(bytes)) return `the skeleton comes back as ${hex(again)}: ${skeleton}`;
    if (reachesInherited(type)) return undefined;
    const theirs = fromJsonString(type, skeleton, { registry });
    const options = { unknown: true, extensions: true, unpackAny: true, registry };
    return equals(type, fromBinary(type, bytes), theirs, options)
      ? undefined
      : `they read the skeleton as ${hex(toBinary(type, theirs))}: ${skeleton}`;
  });
}

/** Whether a field of a type, or of one below it, is one that they do not read. */
function reachesInherited(type: DescMessage): boolean {
  const types = new Set([type]);
  // Grows while it is gone through.
  for (const { fields } of types) {
    if (fields.some(isInherited)) return true;
    for (const { message } of fields) if (message !== undefined) types.add(message);
  }
  return false;
}

function compareOne(
  type: DescMessage,
  message: Message,
  codec: MessageCodec,
  registry: FileRegistry,
): string | undefined {
  const bytes = toBinary(type, message);
  const different = differentText(codec, bytes);
  if (different !== undefined) return different;
  const theirs = toJson(type, message, { registry });
  const { json: ours, warning } = codec.decode(bytes);
  if (ours === undefined || warning !== undefined)
    return `${hex(bytes)} is not decoded: ${warning}; it is ${JSON.stringify(theirs)}`;
  const place = sameJson(ours, theirs);
  if (place !== undefined) return `the JSON differs: ${place}`;
  // No NaN equals another, so of messages with one the JSON is compared.
  const isSame = (other: Message): boolean =>
    (JSON.stringify(theirs).includes('"NaN"') &&
      sameJson(toJson(type, other, { registry }), theirs) === undefined) ||
    equals(type, other, message, { unknown: true, extensions: true, unpackAny: true, registry });
  return attempt(() => {
    for (const json of [theirs, ours]) {
      const encoded = codec.encode(printJson(json));
      if (!isSame(fromBinary(type, encoded)))
        return `${printJson(json)} is encoded as ${hex(encoded)}, not as ${hex(bytes)}`;
    }
    // In binary, because they keep the shortest form of a float as a double.
    const read = toBinary(type, fromJson(type, ours as JsonValue, { registry }));
    return isSame(fromBinary(type, read))
      ? undefined
      : `they read ${printJson(ours)} as ${hex(read)}, not as ${hex(bytes)}`;
  });
}

/** The codec, or why there is none. */
function usable(codec: () => MessageCodec): MessageCodec | string {
  try {
    return codec();
  } catch (error) {
    if (error instanceof Failure) return error.message;
    throw error;
  }
}

function attempt(work: () => string | undefined): string | undefined {
  try {
    return work();
  } catch (error) {
    return String(error);
  }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
