import { stringify } from 'lossless-json';

const negativeZero = {
  test: (value: unknown) => Object.is(value, -0),
  stringify: () => '-0',
};

/** JSON text of a message or of what holds one: as JSON.stringify has it, and a negative zero keeps its sign. */
export function printJson(value: unknown, indent = 0): string {
  return holdsNegativeZero(value)
    ? (stringify(value, null, indent, [negativeZero]) ?? 'null')
    : (JSON.stringify(value, null, indent) ?? 'null');
}

function holdsNegativeZero(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return Object.is(value, -0);
  return Object.values(value).some(holdsNegativeZero);
}
