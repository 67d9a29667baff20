import { Metadata } from '@grpc/grpc-js';

/** sample.common.v1.MetadataEntry */
export interface MetadataEntry {
  readonly name: string;
  readonly text?: string;
  readonly binary?: Uint8Array;
}

/** The metadata that a person gave: without what the protocol and the client library add. */
export function customEntries(metadata: Metadata): MetadataEntry[] {
  return Object.keys(metadata.getMap())
    .filter((name) => !isReserved(name))
    .flatMap((name) =>
      metadata
        .get(name)
        .map((value) =>
          typeof value === 'string' ? { name, text: value } : { name, binary: value },
        ),
    );
}

/**
 * Metadata to send.
 * @throws when a name or value cannot travel in a header
 */
export function toMetadata(entries: readonly MetadataEntry[]): Metadata {
  const metadata = new Metadata();
  for (const { name, text, binary } of entries) {
    const isBinary = name.toLowerCase().endsWith('-bin');
    metadata.add(name, isBinary ? Buffer.from(binary ?? text ?? '') : asText(text, binary));
  }
  return metadata;
}

function asText(text: string | undefined, binary: Uint8Array | undefined): string {
  return text ?? (binary ? Buffer.from(binary).toString('latin1') : '');
}

function isReserved(name: string): boolean {
  return name.startsWith(':') || name.startsWith('grpc-') || TRANSPORT_NAMES.has(name);
}

const TRANSPORT_NAMES = new Set([
  'accept-encoding',
  'connection',
  'content-length',
  'content-type',
  'date',
  'host',
  'te',
  'user-agent',
]);
