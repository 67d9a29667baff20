/** Milliseconds to a thousandth. */
export function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
