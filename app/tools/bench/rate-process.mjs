import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { inRoot } from '../paths.mjs';
import { Plain } from '../progress.mjs';
import { sampleServer } from '../sample-process.mjs';

/** A process that makes calls whenever it is asked to, and keeps its connection in between. Whoever starts it ends it. */
export class RateProcess {
  #child;
  #lines;

  /** @param {string} side @param {string} kind */
  static async start(side, kind) {
    return new RateProcess([inRoot('dist/oracles/call-rate.js'), side, kind, await sampleServer()]);
  }

  /** @param {readonly string[]} args */
  constructor(args) {
    this.#child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#lines = createInterface({ input: this.#child.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Milliseconds that so many calls take.
   * @param {number} count
   * @returns {Promise<number>}
   */
  async calls(count) {
    this.#child.stdin.write(`${count}\n`);
    const { value, done } = await this.#lines.next();
    if (done === true) throw new Plain('What makes the calls has ended.');
    return JSON.parse(value).ms;
  }

  async end() {
    const ended = once(this.#child, 'close');
    this.#child.stdin.end();
    await ended;
  }
}
