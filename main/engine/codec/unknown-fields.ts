import protobuf from 'protobufjs';
import { pathStep } from '#app/core/json-path.ts';
import { fieldStep } from './json-tree.ts';

/**
 * The fields of a message, and of those below it, that have no place in its JSON: the type does not know
 * their number, or its closed enum their value. Each once: `field 7 of $.items[0]`. Throws where the
 * bytes do not decode.
 */
export function unknownFields(type: protobuf.Type, bytes: Uint8Array): readonly string[] {
  const reader = protobuf.Reader.create(bytes);
  reader.discardUnknown = false;
  return [...new Set(below(type, type.decode(reader), '$'))];
}

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
