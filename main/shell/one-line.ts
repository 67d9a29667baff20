import { printable } from '#app/core/printable.ts';

/** The text as one line of at most `longest` characters: nothing in it can pass for another line. */
export function oneLine(text: string, longest: number): string {
  const line = printable(text);
  return line.length <= longest ? line : `${line.slice(0, longest - 1)}…`;
}
