/** Narrow and unbreakable: groups digits without looking like punctuation. */
const thin = '\u202f';

/** `41 233`, grouped by thin spaces. */
export function formatCount(count: number): string {
  const digits = Math.abs(Math.trunc(count)).toString();
  const grouped = digits.replace(/\B(?=(?:\d{3})+$)/g, thin);
  return count <= -1 ? `-${grouped}` : grouped;
}

/** `12 B`, `34.5 KB`, `1.2 MB`, `3.4 GB`: steps of 1000, one decimal from a KB up. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${Math.trunc(bytes)} B`;
  const units = ['KB', 'MB', 'GB', 'TB'];
  let value = bytes / 1000;
  let unit = 0;
  // 999.95 would round to 1000.0: it belongs to the next unit.
  while (value >= 999.95 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${value.toFixed(1)} ${units[unit]}`;
}

/** Every byte counted, for the hover: `1 234 567 B`. */
export function exactBytes(bytes: number): string {
  return `${formatCount(bytes)} B`;
}

/** `12/s`, `8.2 k/s`, `259 k/s`, `1.3 M/s`: no more digits than can be read while they change. */
export function formatRate(perSecond: number): string {
  if (perSecond < 999.5) return `${Math.round(perSecond)}/s`;
  if (perSecond < 99_950) return `${(perSecond / 1000).toFixed(1)} k/s`;
  if (perSecond < 999_500) return `${Math.round(perSecond / 1000)} k/s`;
  return `${(perSecond / 1_000_000).toFixed(1)} M/s`;
}

/** `1.8 ms`, `12 345.6 ms`: milliseconds with one decimal, always. */
export function formatMs(ms: number): string {
  const [whole = '0', decimal = '0'] = Math.abs(ms).toFixed(1).split('.');
  const sign = ms < 0 && (whole !== '0' || decimal !== '0') ? '-' : '';
  return `${sign}${formatCount(Number(whole))}.${decimal} ms`;
}

/** `14:03:22`, by the clock of this computer. */
export function clockTime(at: number): string {
  const time = new Date(at);
  return [time.getHours(), time.getMinutes(), time.getSeconds()]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
