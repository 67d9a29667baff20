import type { Engine, EngineDeps, EngineSettings, Listener, LiveCalls } from '#engine';

/** The engine, which all windows share, and the calls that one window holds of it. */
export interface HeldEngine {
  readonly engine: Engine;
  readonly calls: LiveCalls;
}

/** The engine for one window, had when it is first needed. */
export interface WindowEngine {
  readonly held: () => Promise<HeldEngine>;
  /** There once the engine is. */
  readonly calls: () => LiveCalls | undefined;
}

/**
 * The engine is nearly all of this process's code: it is read when a window has been drawn, or when
 * something is first asked of it. Whoever made this closes it.
 */
export class LazyEngine {
  readonly #deps: EngineDeps;
  readonly #settings: () => EngineSettings;
  #engine: Promise<Engine> | undefined;

  constructor(deps: EngineDeps, settings: () => EngineSettings) {
    this.#deps = deps;
    this.#settings = settings;
  }

  load(): Promise<Engine> {
    this.#engine ??= import('#engine').then(({ createEngine }) => {
      const engine = createEngine(this.#deps);
      engine.configure(this.#settings());
      return engine;
    });
    return this.#engine;
  }

  /** The settings are others now. */
  configure(): void {
    void this.#engine?.then((engine) => engine.configure(this.#settings()));
  }

  forWindow(listener: Listener): WindowEngine {
    let held: Promise<HeldEngine> | undefined;
    let calls: LiveCalls | undefined;
    return {
      held: () => {
        held ??= this.load().then((engine) => {
          calls = engine.holdCalls(listener);
          return { engine, calls };
        });
        return held;
      },
      calls: () => calls,
    };
  }

  /** `undefined` when there is nothing to close; resolves when every call's recording is written. */
  close(): Promise<void> | undefined {
    return this.#engine?.then((engine) => engine.close());
  }
}
