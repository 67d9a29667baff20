import type { Metadata } from '@grpc/grpc-js';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { ObservableMetadata } from '../channels/observable-metadata.ts';

/**
 * Pairs as a person wrote them, checked before, in grpc-js's form. Values of one name keep their order; white
 * space around a value is left out, because servers drop a header that has it.
 */
export function toMetadata(pairs: MetadataPairs): ObservableMetadata {
  const metadata = new ObservableMetadata();
  for (const [name, value] of pairs) {
    if (!name.toLowerCase().endsWith('-bin')) metadata.add(name, value.trim());
    // Several values may be written as one list, as they may come.
    else for (const one of value.split(',')) metadata.add(name, Buffer.from(one, 'base64'));
  }
  return metadata;
}

/**
 * That HTTP/2 here sends the values of a name together, where that changes their order among other names;
 * `undefined` where it does not.
 */
export function reorderingText(pairs: MetadataPairs): string | undefined {
  const names = pairs.map(([name]) => name.toLowerCase());
  const moved = names.find((name, at) => names.indexOf(name) < at && names[at - 1] !== name);
  if (moved === undefined) return undefined;
  return `All values of "${moved}" are sent together, where its first one stands: the request headers are in that order`;
}

/** Metadata as it came; values of `-bin` names as base64. */
export function toPairs(metadata: Metadata): MetadataPairs {
  return Object.entries(metadata.toJSON()).flatMap(([name, values]) =>
    values.map(
      (value) => [name, typeof value === 'string' ? value : value.toString('base64')] as const,
    ),
  );
}
