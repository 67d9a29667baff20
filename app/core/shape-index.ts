import type { EnumShape, FieldShape, MessageShape, MethodShape } from '../contract/method-shape.ts';

/** A shape's parts by their full names. */
interface ShapeIndex {
  readonly messages: ReadonlyMap<string, MessageShape>;
  readonly enums: ReadonlyMap<string, EnumShape>;
}

/** Finds a shape's messages and enums by name. */
export function shapeIndex({ messages, enums }: MethodShape): ShapeIndex {
  return {
    messages: new Map(messages.map((message) => [message.name, message])),
    enums: new Map(enums.map((enumeration) => [enumeration.name, enumeration])),
  };
}

/** The field by either of the names that JSON may have for it. */
export function fieldInJson(
  message: MessageShape | undefined,
  key: string,
): FieldShape | undefined {
  return message?.fields.find(({ name, jsonName = name }) => jsonName === key || name === key);
}
