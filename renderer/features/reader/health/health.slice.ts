import { mostServicesAsked, type ServiceHealth } from '#app/contract/health.ts';
import type { AppError } from '#app/contract/result.ts';
import { activeTarget, draftKey, settingsOf } from '#renderer/features/connection/index.ts';
import { schemaInTree, schemaRefFor } from '#renderer/features/explorer/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';

/** How one service is, and since when it is seen to be so. */
export interface SeenHealth {
  readonly health: ServiceHealth;
  /** Milliseconds since the epoch. */
  readonly since: number;
}

/** What is seen of the health of one target. */
export interface HealthView {
  readonly target: string;
  /** By full name; the empty one is the server as a whole. In the order in which they are shown. */
  readonly services: ReadonlyMap<string, SeenHealth>;
  readonly isChecking: boolean;
  /** When the last check came back. */
  readonly checkedAt?: number;
  /** Why the server as a whole did not answer. */
  readonly error?: AppError;
  /** Of the watch that goes on. */
  readonly watchId: string | null;
}

export interface HealthSlice {
  /** `null` while nobody looks. */
  readonly health: HealthView | null;

  /** Asks how the active target, whose `targetKey` that is, and these services are. */
  checkHealth(target: string, services: readonly string[]): Promise<void>;
  /** Hears of each change, until it is stopped or nobody looks any more. */
  watchHealth(): Promise<void>;
  stopWatchingHealth(): void;
  /** Nobody looks at that target any more; a watch that is on ends, and is on again when somebody does. */
  leaveHealth(target: string): void;
  healthChanged(watchId: string, health: ServiceHealth): void;
}

export function createHealthSlice({ set, get, bridge }: SliceTools): HealthSlice {
  function change(view: Partial<HealthView>): void {
    set(({ health }) => (health === null ? {} : { health: { ...health, ...view } }));
  }

  /** Whom to ask: as reflection is asked, with the metadata that the person gave for it. */
  function question(services: readonly string[]) {
    const draft = activeTarget(get());
    const { metadata = [] } = schemaRefFor(get(), schemaInTree(get()));
    return { target: settingsOf(draft), metadata, services: services.slice(0, mostServicesAsked) };
  }

  /** The target whose watch was on when its page was left. */
  let leftWatching: string | undefined;

  return {
    health: null,
    async checkHealth(target, services) {
      if (get().health?.target !== target) {
        get().stopWatchingHealth();
        set({ health: { target, services: new Map(), isChecking: true, watchId: null } });
      } else change({ isChecking: true });
      const result = await bridge.invoke('health.survey', question(services));
      const view = get().health;
      if (view?.target !== target) return;
      const at = Date.now();
      const { error: _, ...kept } = view;
      set({
        health: result.ok
          ? { ...kept, isChecking: false, checkedAt: at, services: seen(view, result.value, at) }
          : { ...view, isChecking: false, error: result.error },
      });
      if (!result.ok || leftWatching !== target) return;
      leftWatching = undefined;
      void get().watchHealth();
    },
    async watchHealth() {
      const view = get().health;
      if (view === null || view.watchId !== null) return;
      const watchId = crypto.randomUUID();
      change({ watchId });
      const names = [...view.services.keys()].filter((name) => name !== '');
      await bridge.invoke('health.watch', { ...question(names), watchId });
      if (get().health?.watchId === watchId) change({ watchId: null });
    },
    stopWatchingHealth() {
      const watchId = get().health?.watchId ?? null;
      if (watchId === null) return;
      change({ watchId: null });
      void bridge.invoke('health.stop', { watchId });
    },
    leaveHealth(target) {
      const view = get().health;
      if (view?.target !== target) return;
      if (view.watchId !== null) leftWatching = target;
      get().stopWatchingHealth();
      set({ health: null });
    },
    healthChanged(watchId, health) {
      const view = get().health;
      if (view?.watchId !== watchId) return;
      const services = new Map(view.services);
      services.set(health.service, seenAt(services.get(health.service), health, Date.now()));
      change({ services });
    },
  };
}

/** What is seen of the active target; `null` where nobody looked yet. */
export function healthInView(state: AppState): HealthView | null {
  const { health } = state;
  return health?.target === draftKey(activeTarget(state)) ? health : null;
}

/** What was found, each since the time that it is known to be so. */
function seen(
  { services }: HealthView,
  found: readonly ServiceHealth[],
  at: number,
): ReadonlyMap<string, SeenHealth> {
  return new Map(
    found.map((health) => [health.service, seenAt(services.get(health.service), health, at)]),
  );
}

function seenAt(before: SeenHealth | undefined, health: ServiceHealth, at: number): SeenHealth {
  const isSame = before !== undefined && wordOf(before.health) === wordOf(health);
  return { health, since: isSame ? before.since : at };
}

function wordOf(health: ServiceHealth): string {
  return 'status' in health ? health.status : health.error.message;
}
