import type { MadeCodec } from '../codec/one-by-one.ts';

/**
 * What protobufjs makes of the types of descriptors, by their full names, made beforehand: a command that makes
 * one call has no time for it.
 */
export const descriptorCodecs: Readonly<Record<string, MadeCodec>>;
