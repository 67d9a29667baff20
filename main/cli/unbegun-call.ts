import { type AppError, Failure } from '#app/contract/result.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import { statusName } from '#app/core/status.ts';
import { targetOf, targetText } from '#app/core/target.ts';
import { printJson } from '#engine';
import type { OptionValues } from './arguments.ts';
import { cancelled, unavailable } from './exit-status.ts';
import { type Terminal, writeLine } from './output.ts';
import { symbolOf } from './request.ts';

/**
 * A call as long as its schema is read. Where the server cannot be asked for that, no call begins; its timeline, if
 * one is wanted, has a `start` and an `end` all the same.
 */
export class UnbegunCall {
  readonly #path: string;
  readonly #ref: SchemaRef;
  readonly #values: OptionValues;
  readonly #terminal: Terminal;
  readonly #beside: { readonly saved?: string };
  readonly #begin = performance.now();
  #isOver = false;

  /** @param saved path of the saved request */
  constructor(
    path: string,
    ref: SchemaRef,
    values: OptionValues,
    terminal: Terminal,
    saved?: string,
  ) {
    this.#path = path;
    this.#ref = ref;
    this.#values = values;
    this.#terminal = terminal;
    this.#beside = saved === undefined ? {} : { saved };
  }

  /** What the work gives, which reads the schema. What is wrong with that, or with what was typed, is no call's end. */
  async before<T>(work: () => Promise<T>): Promise<T> {
    try {
      const read = await work();
      this.#isOver = true;
      return read;
    } catch (error) {
      if (error instanceof Failure) this.#fail(error.error);
      throw error;
    }
  }

  /** A person has given it up. */
  cancel(): void {
    this.#tell(cancelled, 'Cancelled by hand, before its schema was read', [{ type: 'cancel' }]);
  }

  #fail({ code, hint, message, status = unavailable }: AppError): void {
    const sentences = hint === undefined ? `${message}.` : `${message}. ${hint}.`;
    if (code === 'cancelled') this.cancel();
    else if (code === 'unreachable' || code === 'status') this.#tell(status, sentences);
  }

  #tell(code: number, message: string, before: readonly { readonly type: string }[] = []): void {
    const { metadata = [], target } = this.#ref;
    if (this.#isOver || target === null || this.#values.timeline !== true) return;
    this.#isOver = true;
    const method = symbolOf(this.#path).replace(/\.(?=[^.]*$)/, '/');
    const status = statusName(code);
    const events = [
      { type: 'start', method, target: targetText(targetOf(target)), metadata },
      ...before,
      { type: 'end', code, status, message, details: [], trailers: [] },
    ];
    const since = Math.round((performance.now() - this.#begin) * 1000) / 1000;
    for (const [seq, { type, ...event }] of events.entries()) {
      const at = seq === 0 ? 0 : since;
      writeLine(this.#terminal.stdout, printJson({ ...this.#beside, seq, at, type, ...event }));
    }
  }
}
