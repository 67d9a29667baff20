import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';

/** What a schema can tell of messages. */
export interface MessageSource {
  message(type: string): Promise<MessageDoc | undefined>;
  /** A first message as JSON. */
  skeleton(type: string): Promise<string>;
  /** Full names of messages that may be meant. */
  messagesLike(query: string): Promise<readonly string[]>;
}

/** The field by either of the names that JSON takes for it. */
export function fieldNamed(
  doc: MessageDoc,
  key: string | number | undefined,
): FieldDoc | undefined {
  return doc.fields.find(({ name, jsonName }) => jsonName === key || name === key);
}

/** Types whose JSON is not an object of their fields. */
export function hasOwnJson(type: string): boolean {
  return /^google\.protobuf\.(?:Timestamp|Duration|FieldMask|Struct|Value|ListValue|(?:Double|Float|U?Int64|U?Int32|Bool|String|Bytes)Value)$/.test(
    type,
  );
}

/** Full name of the type that the `"@type"` of an `Any` names. */
export function namedByUrl(url: unknown): string | undefined {
  if (typeof url !== 'string') return undefined;
  const name = url.slice(url.lastIndexOf('/') + 1);
  return name === '' ? undefined : name;
}
