/** `name 0.3 ms, connect 0.2 ms`: how long each step of connecting took. */
export function stepTimes(ms: { readonly [step: string]: number }): string {
  return Object.entries(ms)
    .map(([step, time]) => `${step} ${time.toFixed(1)} ms`)
    .join(', ');
}
