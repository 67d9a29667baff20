/** Whether something has come about, for whoever waits for it: most often nobody does, and no promise is made. */
export class Gate {
  #isOpen = false;
  #waited: Promise<void> | undefined;
  #resolve: (() => void) | undefined;

  open(): void {
    this.#isOpen = true;
    this.#resolve?.();
  }

  get opened(): Promise<void> {
    this.#waited ??= new Promise((resolve) => {
      if (this.#isOpen) resolve();
      else this.#resolve = resolve;
    });
    return this.#waited;
  }
}
