import type { FileFault } from '#app/contract/workspace.ts';

/** `line:column` of what cannot be understood; `undefined` where the whole file is meant. */
export function faultPlace({ line, column }: FileFault): string | undefined {
  if (line === undefined) return undefined;
  return column === undefined ? `${line}` : `${line}:${column}`;
}

/** The file, the place in it where there is one, and what is wrong there. */
export function faultSentence(fault: FileFault): string {
  const place = [fault.path, faultPlace(fault)].filter(Boolean).join(':');
  return place === '' ? fault.message : `${place}: ${fault.message}`;
}
