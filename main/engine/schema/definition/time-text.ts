/** A duration as JSON has it: `1.5s`. */
export function spanText(seconds: number, nanos: number): string {
  const sign = seconds < 0 || nanos < 0 ? '-' : '';
  const fraction = String(Math.abs(nanos)).padStart(9, '0').replace(/0+$/, '');
  return `${sign}${Math.abs(seconds)}${fraction === '' ? '' : `.${fraction}`}s`;
}

/** A timestamp as JSON has it, or in seconds when it is none that JSON can have. */
export function pointText(seconds: number, nanos: number): string {
  const date = new Date(seconds * 1000 + Math.floor(nanos / 1e6));
  if (Number.isNaN(date.getTime())) return spanText(seconds, nanos);
  return date.toISOString().replace('.000Z', 'Z');
}
