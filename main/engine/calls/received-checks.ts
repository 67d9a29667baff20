import { setTimeout as sleep } from 'node:timers/promises';
import { sizeText } from '#app/core/size.ts';
import type { MessageCodec } from '../codec/message-codec.ts';
import { checkLarge, type LargeCheck } from './large-text/check-large.ts';

/** Larger messages are looked at elsewhere, where that is possible. */
const awayBytes = 1024 * 1024;
/** So long a call waits for that: whoever looks at the message is told as well. */
const awayMs = 5000;

interface ReceivedChecksOptions {
  readonly codec: MessageCodec;
  /** Of the messages, as the schema names it. */
  readonly type: string;
  readonly away: ((payload: Buffer) => Promise<LargeCheck>) | undefined;
  readonly warn: (index: number, text: string) => void;
}

/** Looks at what a call receives, and warns of what is not of its type. */
export class ReceivedChecks {
  readonly #options: ReceivedChecksOptions;
  #hasToldUnknown = false;

  constructor(options: ReceivedChecksOptions) {
    this.#options = options;
  }

  /** Resolves, for a large message, when it was looked at: until then nothing is to follow it. */
  look(index: number, payload: Buffer): Promise<void> | undefined {
    const { codec, away } = this.#options;
    if (away === undefined || payload.length <= awayBytes) {
      this.#tell(index, payload, checkLarge(codec, payload));
      return undefined;
    }
    const late = sleep<LargeCheck>(awayMs, {}, { ref: false });
    const looked = Promise.race([away(payload), late]);
    return looked.then(
      (check) => this.#tell(index, payload, check),
      () => {},
    );
  }

  #tell(index: number, payload: Buffer, { fault, unknown }: LargeCheck): void {
    const { warn, type } = this.#options;
    if (fault !== undefined)
      warn(index, `Message ${index} of ${sizeText(payload.length)}: ${fault}`);
    // Once: the further messages of a stream are most likely of the same kind.
    if (unknown === undefined || this.#hasToldUnknown) return;
    this.#hasToldUnknown = true;
    const text = `Message ${index} holds what ${type} does not define, and its JSON leaves out: ${unknown}. The schema may be older than the server`;
    warn(index, text);
  }
}
