import type { BrowserWindow } from 'electron';
import type { Events } from '#app/contract/commands.ts';

/** A page that does not answer for so long is closed without its word. */
const patienceMs = 2_000;

interface ClosingDeps {
  /** Whether the page is there to be asked. */
  readonly isReady: () => boolean;
  /** Whether a person wants it, who may think better of it. */
  readonly isAsked: () => boolean;
  readonly tell: (event: Events['window.closing']) => void;
  readonly onStay: () => void;
}

/**
 * How a window goes. The page is told first: it keeps what was typed, asks the person where a stream
 * is open, and then agrees or stays.
 */
export class WindowClosing {
  readonly #window: BrowserWindow;
  readonly #deps: ClosingDeps;
  #isAgreed = false;
  #patience: NodeJS.Timeout | undefined;

  constructor(window: BrowserWindow, deps: ClosingDeps) {
    this.#window = window;
    this.#deps = deps;
    window.on('close', (event) => {
      if (this.#isAgreed) return;
      event.preventDefault();
      if (!deps.isReady()) setImmediate(() => this.agree());
      else {
        deps.tell({ ask: deps.isAsked() });
        this.#patience ??= setTimeout(() => this.agree(), patienceMs);
      }
    });
    window.once('closed', () => clearTimeout(this.#patience));
  }

  agree(): void {
    this.#isAgreed = true;
    // Not `close`: a page that hangs would never be gone.
    if (!this.#window.isDestroyed()) this.#window.destroy();
  }

  /** The person is being asked, and may take their time. */
  wait(): void {
    clearTimeout(this.#patience);
    this.#patience = undefined;
  }

  stay(): void {
    this.wait();
    this.#deps.onStay();
  }
}
