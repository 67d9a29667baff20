/** Where a list stands, in CSS pixels from its beginning: known at once, and drawn when that is asked for. */
export class ListOffset {
  top = 0;
  #draw: () => void = () => {};
  #frame: number | undefined;

  /** For `useSyncExternalStore`: whatever makes the list draw meanwhile draws it where it stands. */
  readonly subscribe = (draw: () => void): (() => void) => {
    this.#draw = draw;
    return () => {
      this.#draw = () => {};
      this.#forgetFrame();
    };
  };

  /** Draws it in the frame that is being made. */
  draw(): void {
    this.#draw();
  }

  /** Draws it in the frame after this one, unless something does before: rows that come meanwhile are drawn once, not twice. */
  drawSoon(): void {
    // Whoever hears of a movement is within a frame, and the first callback is this frame's.
    this.#frame ??= requestAnimationFrame(() => {
      this.#frame = requestAnimationFrame(() => {
        this.#frame = undefined;
        this.#draw();
      });
    });
  }

  /** It has been drawn, there. */
  drawnAt(top: number): void {
    this.top = top;
    this.#forgetFrame();
  }

  #forgetFrame(): void {
    if (this.#frame !== undefined) cancelAnimationFrame(this.#frame);
    this.#frame = undefined;
  }
}
