import { mkdirSync } from 'node:fs';
import { app, BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { EventName, Events } from '#app/contract/commands.ts';
import { Failure } from '#app/contract/result.ts';
import { isOurs } from './guards.ts';
import { type OpenWindowOptions, openWindow } from './window.ts';
import { WindowClosing } from './window-closing.ts';
import { WindowSlots } from './window-slots.ts';

/** One window of the application. */
export interface AppWindow {
  /** Whether it is the first that was opened at this start. */
  readonly isFirst: boolean;
  /** Where its state is. */
  readonly folder: string;
  readonly window: BrowserWindow;
  readonly closing: WindowClosing;
  readonly tell: <Name extends EventName>(name: Name, event: Events[Name]) => void;
  /** The page has drawn itself and hears what it is told. */
  isReady: boolean;
}

interface AppWindowsDeps {
  readonly home: string;
  readonly options: (folder: string) => OpenWindowOptions;
  /** Hears each window before its page can ask for anything. */
  readonly onOpen: (opened: AppWindow) => void;
  /** How many streams are open in a window. */
  readonly openStreams: (opened: AppWindow) => number;
}

/** The windows that are open, and how they and the application go. */
export class AppWindows {
  readonly #deps: AppWindowsDeps;
  readonly #slots: WindowSlots;
  readonly #open = new Map<number, AppWindow>();
  #quitting: 'no' | 'asked' | 'told' = 'no';

  constructor(deps: AppWindowsDeps) {
    this.#deps = deps;
    this.#slots = new WindowSlots(deps.home);
    // From elsewhere than our own menu: the system, a signal, a script. On a Mac that is the Dock too.
    app.on('before-quit', () => {
      if (this.#quitting === 'no')
        this.#quitting = process.platform === 'darwin' ? 'asked' : 'told';
    });
  }

  get all(): readonly AppWindow[] {
    return [...this.#open.values()];
  }

  /** Opens those of the last time. */
  openAtStart(): void {
    for (const slot of this.#slots.atStart()) this.#openSlot(slot);
  }

  /** `prepare` gets the folder of its state before it opens. Throws a `Failure` when there are too many. */
  openAnother(prepare?: (folder: string) => void): void {
    const slot = this.#slots.next([...this.#open.keys()]);
    if (slot === undefined) throw new Failure('usage', 'So many windows cannot be open at once');
    prepare?.(this.#slots.folder(slot));
    this.#openSlot(slot);
  }

  /** The window whose own page, not a frame within it, sent the message. */
  sender({ senderFrame }: IpcMainInvokeEvent): AppWindow | undefined {
    return this.all.find(
      ({ window }) =>
        !window.isDestroyed() &&
        senderFrame !== null &&
        senderFrame === window.webContents.mainFrame &&
        isOurs(senderFrame.url),
    );
  }

  focused(): AppWindow | undefined {
    const focused = BrowserWindow.getFocusedWindow();
    return this.all.find(({ window }) => window === focused) ?? this.all.at(-1);
  }

  /** To every window. */
  tell<Name extends EventName>(name: Name, event: Events[Name]): void {
    for (const { tell } of this.all) tell(name, event);
  }

  tellOthers<Name extends EventName>(than: AppWindow, name: Name, event: Events[Name]): void {
    for (const opened of this.all) if (opened !== than) opened.tell(name, event);
  }

  /** Brings the one last used to the front. */
  show(): void {
    const window = this.focused()?.window;
    if (window === undefined) return;
    if (window.isMinimized()) window.restore();
    window.show();
    window.focus();
  }

  /** Closes one window after the other, those with open streams first, and then ends. */
  quit(): void {
    this.#quitting = 'asked';
    const [next] = this.all.toSorted(
      (a, b) => this.#deps.openStreams(b) - this.#deps.openStreams(a),
    );
    if (next === undefined) app.quit();
    else next.window.close();
  }

  #openSlot(slot: number): void {
    const folder = this.#slots.folder(slot);
    makeFolder(folder);
    const window = openWindow(this.#deps.options(folder));
    const tell: AppWindow['tell'] = (name, event) => {
      if (!window.isDestroyed()) window.webContents.send(name, JSON.stringify(event));
    };
    const opened: AppWindow = {
      isFirst: this.#open.size === 0,
      folder,
      window,
      tell,
      isReady: false,
      closing: new WindowClosing(window, {
        isReady: () => opened.isReady,
        isAsked: () => this.#quitting !== 'told',
        tell: (event) => tell('window.closing', event),
        onStay: () => {
          this.#quitting = 'no';
          this.#remember();
        },
      }),
    };
    this.#open.set(slot, opened);
    this.#remember();
    window.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) opened.isReady = false;
    });
    window.webContents.on('render-process-gone', () => {
      opened.isReady = false;
    });
    window.once('closed', () => this.#closed(slot));
    this.#deps.onOpen(opened);
  }

  #closed(slot: number): void {
    this.#open.delete(slot);
    if (this.#quitting === 'asked') this.quit();
    // The last window of a start is the first of the next, and so are all when the whole ends.
    else if (this.#quitting === 'no' && this.#open.size > 0) this.#remember();
  }

  #remember(): void {
    this.#slots.remember([...this.#open.keys()]);
  }
}

/** One that cannot be made is told when something cannot be kept in it. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // The window opens all the same.
  }
}
