/** Between two words about one stage. */
const PAUSE_MS = 5000;

/** Tells on standard error, where it disturbs no result, what takes long: each stage, and how far it is. */
export class Progress {
  readonly #corpus: string;
  #stage = '';
  #toldAt = 0;

  constructor(corpus: string) {
    this.#corpus = corpus;
  }

  begin(stage: string): void {
    this.#stage = stage;
    this.#tell('');
  }

  /** To be called as often as something is done. */
  done(count: number, of: number): void {
    if (performance.now() - this.#toldAt >= PAUSE_MS) this.#tell(`: ${count} of ${of}`);
  }

  #tell(how: string): void {
    this.#toldAt = performance.now();
    process.stderr.write(`${this.#corpus}: ${this.#stage}${how} …\n`);
  }
}
