import type { RoundTrips } from '#app/contract/calls.ts';
import { rounded } from '#engine/milliseconds.ts';

/** So many messages may wait for their answers. */
const mostWaiting = 4096;
/** In milliseconds; what is shorter counts as that. */
const shortest = 0.001;
/** Each bucket is so much wider than the one before: a percentile is too long by that at most. */
const ratio = 1.01;
/** The last one begins beyond an hour. */
const buckets = 2400;
const step = Math.log(ratio);

/**
 * Times the answers of a bidi stream, the first to the first message and so on, in a histogram of
 * logarithmic scale: it is as large after a million messages as after one.
 */
export class RoundTripTimes {
  /** When the messages that wait were sent. */
  readonly #sentAt = new Float64Array(mostWaiting);
  readonly #histogram = new Uint32Array(buckets);
  #sent = 0;
  #received = 0;
  #max = 0;
  #why: string | undefined;

  /** Absent until there is an answer. */
  get summary(): RoundTrips | undefined {
    if (this.#why !== undefined) return { isPaired: false, why: this.#why };
    if (this.#received === 0) return undefined;
    const [p50 = 0, p90 = 0, p99 = 0] = this.#percentiles([0.5, 0.9, 0.99]);
    return { isPaired: true, count: this.#received, p50, p90, p99, max: rounded(this.#max) };
  }

  /** The next message was sent, `at` milliseconds since the start. */
  sent(at: number): void {
    if (this.#why !== undefined) return;
    this.#sentAt[this.#sent % mostWaiting] = at;
    this.#sent += 1;
    if (this.#sent - this.#received > mostWaiting)
      this.#why = `more than ${mostWaiting} sent messages waited for an answer`;
  }

  /** The next message was received. */
  received(at: number): void {
    if (this.#why !== undefined) return;
    if (this.#received === this.#sent) {
      const number = this.#received + 1;
      this.#why = `Received ${number} came before Sent ${number}`;
      return;
    }
    const ms = at - (this.#sentAt[this.#received % mostWaiting] ?? at);
    this.#received += 1;
    this.#max = Math.max(this.#max, ms);
    const bucket = Math.floor(Math.log(Math.max(ms, shortest) / shortest) / step);
    const place = Math.min(bucket, buckets - 1);
    this.#histogram[place] = (this.#histogram[place] ?? 0) + 1;
  }

  /** `shares` in rising order. */
  #percentiles(shares: readonly number[]): readonly number[] {
    const found: number[] = [];
    let sum = 0;
    for (const [bucket, count] of this.#histogram.entries()) {
      sum += count;
      while (found.length < shares.length && sum >= (shares[found.length] ?? 1) * this.#received)
        found.push(Math.min(this.#max, shortest * ratio ** (bucket + 1)));
      if (found.length === shares.length) break;
    }
    return found.map(rounded);
  }
}
