import protobuf from 'protobufjs';
import { pathStep } from '#app/core/json-path.ts';
import { fieldStep } from './json-tree.ts';

/** Fields that have no place in the JSON of their message. */
export interface UnknownFields {
  readonly count: number;
  /** The first of them, each once, such as `field 7, field 9 of $.items[0]`. */
  readonly named: string;
}

/** So many are named, and no longer than this: the paths are a server's. */
const mostNamed = 12;
const longestName = 100;

/**
 * The fields of a message, and of those below it, that have no place in its JSON: the type does not know
 * their number, or its closed enum their value. Throws where the bytes do not decode.
 */
export function unknownFields(type: protobuf.Type, bytes: Uint8Array): UnknownFields {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = false;
  const fields = [...new Set(below(type, type.decode(reader), '$'))];
  const names = fields
    .slice(0, mostNamed)
    .map((name) => (name.length > longestName ? `${name.slice(0, longestName)}…` : name));
  const more = fields.length > mostNamed ? ', …' : '';
  return { count: fields.length, named: `${names.join(', ')}${more}` };
}

/** Whether {@link unknownFields} has any, at the cost of decoding. Throws where the bytes do not decode. */
export function hasUnknownFields(type: protobuf.Type, bytes: Uint8Array): boolean {
  const reader = new NotingReader(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  type.decode(reader);
  return reader.metUnknown;
}

class NotingReader extends protobuf.BufferReader {
  metUnknown = false;
}
// A decoder asks for it only when it has met what it does not know.
Object.defineProperty(NotingReader.prototype, 'discardUnknown', {
  get(this: NotingReader) {
    this.metUnknown = true;
    return true;
  },
  set() {},
});

function below(type: protobuf.Type, message: object, path: string): readonly string[] {
  const values = new Map<string, unknown>(Object.entries(message));
  const unknown: unknown = Reflect.get(message, '$unknowns');
  return [
    ...(Array.isArray(unknown) ? unknown.map((raw: Uint8Array) => told(raw, path)) : []),
    ...type.fieldsArray.flatMap((field) => {
      const { resolvedType } = field.resolve();
      const value = values.get(field.name);
      if (!(resolvedType instanceof protobuf.Type)) return [];
      return messagesIn(field, value).flatMap(([step, one]) =>
        below(resolvedType, one, `${path}${fieldStep(field)}${step}`),
      );
    }),
  ];
}

function messagesIn(field: protobuf.Field, value: unknown): readonly [string, object][] {
  if (typeof value !== 'object' || value === null) return [];
  if (!Array.isArray(value) && !(field instanceof protobuf.MapField)) return [['', value]];
  return Object.entries(value as { readonly [key: string]: object }).map(([key, one]) => [
    field.repeated ? `[${key}]` : pathStep(key),
    one,
  ]);
}

function told(raw: Uint8Array, path: string): string {
  const field = `field ${protobuf.Reader.create(raw).uint32() >>> 3}`;
  return path === '$' ? field : `${field} of ${path}`;
}
