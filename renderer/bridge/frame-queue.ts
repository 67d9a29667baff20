/** A window that is not drawn has no frames: what waits is done after so many milliseconds at the latest. */
const hiddenMs = 250;

/**
 * Does at once what comes alone; what follows before the next frame is done together in that one. So a window that
 * is slow draws fewer of the news, not each of them late, and stays open to its user in between.
 */
export class FrameQueue {
  #waiting: (() => void)[] = [];
  #frame: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** In the order it came. */
  add(work: () => void): void {
    if (this.#frame !== undefined) {
      this.#waiting.push(work);
      return;
    }
    this.#wait();
    work();
  }

  /** Does now what waits: what comes next is not to overtake it. */
  flush(): void {
    const works = this.#waiting;
    this.#waiting = [];
    for (const work of works) work();
  }

  #wait(): void {
    this.#frame = requestAnimationFrame(() => this.#next());
    this.#timer = setTimeout(() => this.#next(), hiddenMs);
  }

  #next(): void {
    this.#forget();
    if (this.#waiting.length === 0) return;
    this.#wait();
    this.flush();
  }

  #forget(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    clearTimeout(this.#timer);
    this.#frame = undefined;
    this.#timer = undefined;
  }
}
