import * as v from 'valibot';
import { methodKind } from './schema.ts';

const fieldShape = v.object({
  number: v.number(),
  name: v.string(),
  /** Where it is another than the name. */
  jsonName: v.exactOptional(v.string()),
  /** Keyword of a scalar, or the full name of a message or enum; of a map, that of its values. */
  type: v.string(),
  /** Nobody defines the type. */
  unknown: v.exactOptional(v.boolean()),
  /** Keyword of a map's keys. */
  key: v.exactOptional(v.string()),
  label: v.exactOptional(v.picklist(['repeated', 'required'])),
  oneof: v.exactOptional(v.string()),
});
export type FieldShape = v.InferOutput<typeof fieldShape>;

const messageShape = v.object({ name: v.string(), fields: v.array(fieldShape) });
export type MessageShape = v.InferOutput<typeof messageShape>;

const enumShape = v.object({
  name: v.string(),
  values: v.array(v.tuple([v.number(), v.string()])),
});
export type EnumShape = v.InferOutput<typeof enumShape>;

/** More fields and enum values are in no shape. */
export const mostInShape = 2000;

/**
 * What a method takes and returns, as far as a request can be written for it: its messages and those
 * within them, each once, the nearest first. Two of them can be compared.
 */
export const methodShape = v.object({
  kind: methodKind,
  input: v.string(),
  output: v.string(),
  /** Without well-known types, which do not change, and without types that nobody defines. */
  messages: v.pipe(v.array(messageShape), v.maxLength(mostInShape)),
  enums: v.pipe(v.array(enumShape), v.maxLength(mostInShape)),
});
export type MethodShape = v.InferOutput<typeof methodShape>;
