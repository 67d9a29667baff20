import { Failure } from '../contract/result.ts';

const units = [
  ['GB', 1024 ** 3],
  ['MB', 1024 ** 2],
  ['KB', 1024],
] as const;

/** Of a size without a bound. */
const unlimited = -1;

/**
 * `4 MB`, `512KB`, `1.5 GB`, `1048576` (bytes) or `unlimited` as bytes, -1 for unlimited. A KB is 1024 bytes,
 * and KiB the same. Throws a usage {@link Failure} for anything else, 0 too.
 */
export function parseSize(text: string): number {
  const trimmed = text.trim();
  if (/^unlimited$/i.test(trimmed)) return unlimited;
  const [, digits, prefix = ''] =
    /^(\d+(?:\.\d+)?)\s*(?:([kmg])i?b?|b|bytes?)?$/i.exec(trimmed) ?? [];
  const [, factor] = units.find(([name]) => name[0] === prefix.toUpperCase()) ?? ['', 1];
  const bytes = Math.floor(Number(digits) * factor);
  if (digits === undefined || bytes < 1 || !Number.isSafeInteger(bytes)) {
    throw new Failure(
      'usage',
      `"${text}" is not a size`,
      'Write it like 4 MB, 512 KB or 1048576, or unlimited',
    );
  }
  return bytes;
}

/** The size as {@link parseSize} reads it, exact: `4 MB`, `1048577 bytes`, `unlimited`. */
export function sizeText(bytes: number): string {
  if (bytes < 0) return 'unlimited';
  const [name, factor] = units.find(([, size]) => bytes >= size && bytes % size === 0) ?? [
    'bytes',
    1,
  ];
  return `${bytes / factor} ${bytes === 1 ? 'byte' : name}`;
}
