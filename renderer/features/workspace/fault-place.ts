import type { FileFault } from '#app/contract/workspace.ts';

/** `line:column` of what cannot be understood; `undefined` where the whole file is meant. */
export function faultPlace({ line, column }: FileFault): string | undefined {
  if (line === undefined) return undefined;
  return column === undefined ? `${line}` : `${line}:${column}`;
}
