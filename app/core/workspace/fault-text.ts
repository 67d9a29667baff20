import { Failure } from '#app/contract/result.ts';
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

/** Why what depends on a file that cannot be understood is not done. */
export function brokenFile(fault: FileFault): Failure {
  return new Failure(
    'usage',
    faultSentence(fault),
    fault.path.startsWith('environments/')
      ? 'Bring the file in order, or choose another environment'
      : 'Mend the file: what it says for this request is not known',
  );
}
