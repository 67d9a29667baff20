import {
  createFileRegistry,
  type DescMessage,
  equals,
  type FileRegistry,
  fromBinary,
  fromJson,
  type JsonValue,
  type Message,
  toBinary,
  toJson,
} from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import type { MessageCodec } from '#engine/codec/message-codec.ts';
import type { Random } from '../random.ts';
import { isEndless, RandomMessages } from './random-message.ts';
import { sameJson } from './same-json.ts';

export interface CodecComparison {
  /** Types and messages that were compared. */
  readonly types: number;
  readonly messages: number;
  readonly differences: readonly string[];
}

/**
 * Compares Duplex's codec with that of `@bufbuild/protobuf` over all message types of a descriptor set:
 * of random messages each must read what the other writes, in binary and in JSON, as the same message.
 */
export function compareCodecs(
  set: Uint8Array,
  codec: (type: string) => MessageCodec,
  random: Random,
  messagesOfEach: number,
): CodecComparison {
  const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, set));
  const types = [...registry].filter(
    (one): one is DescMessage => one.kind === 'message' && !isEndless(one),
  );
  const messages = new RandomMessages(random, registry, types);
  const differences: string[] = [];
  for (const type of types) {
    for (let left = messagesOfEach; left > 0; left -= 1) {
      const difference = compareOne(type, messages.make(type), codec(type.typeName), registry);
      if (difference === undefined) continue;
      differences.push(`${type.typeName}: ${difference}`);
      break;
    }
  }
  return { types: types.length, messages: types.length * messagesOfEach, differences };
}

function compareOne(
  type: DescMessage,
  message: Message,
  codec: MessageCodec,
  registry: FileRegistry,
): string | undefined {
  const bytes = toBinary(type, message);
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
      const encoded = codec.encode(JSON.stringify(json));
      if (!isSame(fromBinary(type, encoded)))
        return `${JSON.stringify(json)} is encoded as ${hex(encoded)}, not as ${hex(bytes)}`;
    }
    // In binary, because they keep the shortest form of a float as a double.
    const read = toBinary(type, fromJson(type, ours as JsonValue, { registry }));
    return isSame(fromBinary(type, read))
      ? undefined
      : `they read ${JSON.stringify(ours)} as ${hex(read)}, not as ${hex(bytes)}`;
  });
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
