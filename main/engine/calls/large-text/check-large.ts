import type { MessageCodec } from '#engine/codec/message-codec.ts';

/** What there is to say of a message. */
export interface LargeCheck {
  /** Why it is not of its type. */
  readonly fault?: string;
  /** The fields that its type does not define, in words. */
  readonly unknown?: string;
}

/** To name the unknown fields of a larger message takes more memory than that is worth. */
const mostNamed = 16 * 1024 * 1024;

/** Looks at a message, however large: that holds its thread up. */
export function checkLarge(codec: MessageCodec, payload: Uint8Array): LargeCheck {
  const { fault, hasUnknownFields } = codec.check(payload);
  const told = fault === undefined ? {} : { fault };
  if (!hasUnknownFields) return told;
  const isNamed = payload.length <= mostNamed;
  const unknown = isNamed ? codec.unknownFields(payload).named : 'some of its fields';
  return { ...told, unknown };
}
