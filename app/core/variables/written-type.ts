import type { Variable } from '#app/contract/workspace.ts';

/** What a value is that somebody typed without saying: a number, true, false and null stand for themselves. */
export function writtenType(value: string): Variable['type'] {
  const isJson = /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|true|false|null)$/.test(value);
  return isJson ? 'json' : 'text';
}
