import { handOver } from './hand-over.ts';
import { type Halves, readVarint, signedNumber } from './wire-long.ts';
import type { Writing } from './writing.ts';

const firstSecond = -62_135_596_800;
const lastSecond = 253_402_300_799;
const longestSeconds = 315_576_000_000;
const mostNanos = 999_999_999;

const daySeconds = 86_400;
const pairs = Array.from({ length: 60 }, (_, value) => String(value).padStart(2, '0'));

const secondsSlot = 0;
const nanosSlot = 1;
const halves: Halves = { low: 0, high: 0 };

export function writeTimestamp(writing: Writing, base: number): void {
  const seconds = secondsOf(writing, base);
  const nanos = nanosOf(writing, base);
  if (seconds < firstSecond || seconds > lastSecond || nanos < 0 || nanos > mostNanos)
    throw handOver;
  const day = Math.floor(seconds / daySeconds);
  const second = seconds - day * daySeconds;
  const hours = pairs[Math.floor(second / 3600)];
  const minutes = pairs[Math.floor(second / 60) % 60];
  const time = `${hours}:${minutes}:${pairs[second % 60]}${fractionText(nanos)}`;
  writing.out.ascii(`"${dateText(day)}T${time}Z"`);
}

export function writeDuration(writing: Writing, base: number): void {
  const seconds = secondsOf(writing, base);
  const nanos = nanosOf(writing, base);
  const isMixed = seconds !== 0 && nanos !== 0 && seconds < 0 !== nanos < 0;
  if (Math.abs(seconds) > longestSeconds || Math.abs(nanos) > mostNanos || isMixed) throw handOver;
  const sign = seconds < 0 || nanos < 0 ? '-' : '';
  writing.out.ascii(`"${sign}${Math.abs(seconds)}${fractionText(Math.abs(nanos))}s"`);
}

function secondsOf(writing: Writing, base: number): number {
  if (!writing.goTo(base + secondsSlot)) return 0;
  writing.wire.tag();
  readVarint(writing.wire, halves);
  return signedNumber(halves);
}

function nanosOf(writing: Writing, base: number): number {
  if (!writing.goTo(base + nanosSlot)) return 0;
  writing.wire.tag();
  return writing.wire.int32();
}

let newestDay = 0;
let newestDate = '1970-01-01';

/** Of a day since 1970. Most times that come one after the other are of one day. */
function dateText(day: number): string {
  if (day !== newestDay) {
    newestDay = day;
    newestDate = new Date(day * daySeconds * 1000).toISOString().slice(0, 10);
  }
  return newestDate;
}

/** Three, six or nine digits. */
function fractionText(nanos: number): string {
  if (nanos === 0) return '';
  if (nanos % 1e6 === 0) return `.${String(nanos / 1e6).padStart(3, '0')}`;
  if (nanos % 1000 === 0) return `.${String(nanos / 1000).padStart(6, '0')}`;
  return `.${String(nanos).padStart(9, '0')}`;
}
