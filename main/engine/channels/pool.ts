import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { targetKey } from '#app/core/target.ts';
import { Channel } from './channel.ts';
import type { OnUnusable } from './environment-files.ts';
import type { ChannelDefaults } from './options-in-force.ts';

/** So long a connection that nobody uses stays, about. */
const usualIdleMs = 60_000;
/** Looks until then. */
const idleLooks = 2;

/**
 * One channel for each target with its settings. What nobody uses any more it lets go of after a while, long before
 * grpc-js would. Whoever made the pool closes it.
 */
export class ChannelPool {
  readonly #channels = new Map<string, Channel>();
  /** The newest of each `targetKey`, which leaves out what is secret: it alone is told about. */
  readonly #newest = new Map<string, Channel>();
  /** Of settings as they were asked with: many calls have the same. */
  #known = new WeakMap<TargetSettings, { readonly channel: Channel; readonly told: string }>();
  readonly #tell: (state: ConnectionState) => void;
  readonly #defaults: () => ChannelDefaults;
  readonly #face: Face;
  /** Of each who uses some, their `targetKey`s. */
  readonly #uses = new Map<AbortSignal, ReadonlySet<string>>();
  /** How often each was found unused, one look after the other. */
  readonly #idle = new WeakMap<Channel, number>();
  readonly #idleMs: number;
  readonly #onUnusable: OnUnusable | undefined;
  #looking: NodeJS.Timeout | undefined;

  /** `defaults` is asked at each opening, and answers the same object until they change. */
  constructor(
    tell: (state: ConnectionState) => void,
    defaults: () => ChannelDefaults,
    face: Face,
    idleMs = usualIdleMs,
    onUnusable?: OnUnusable,
  ) {
    this.#tell = tell;
    this.#defaults = defaults;
    this.#face = face;
    this.#idleMs = idleMs;
    this.#onUnusable = onUnusable;
  }

  /** What stays connected, called or not, until the signal is aborted or other targets are given for it. */
  use(targets: readonly string[], signal: AbortSignal): void {
    if (signal.aborted) return;
    if (!this.#uses.has(signal))
      signal.addEventListener('abort', () => this.#uses.delete(signal), { once: true });
    this.#uses.set(signal, new Set(targets));
  }

  /** Throws a usage `Failure` for an address that cannot be understood. */
  get(settings: TargetSettings): Channel {
    const { told, channel } = this.#known.get(settings) ?? this.#find(settings);
    if (this.#newest.get(told) !== channel) this.#newest.set(told, channel);
    return channel;
  }

  #find(settings: TargetSettings): { readonly channel: Channel; readonly told: string } {
    const told = targetKey(settings);
    const { tls, options } = settings;
    const key = JSON.stringify([told, tls?.passphrase, options?.proxy]);
    const channel = this.#channels.get(key) ?? this.#make(settings, told);
    this.#channels.set(key, channel);
    const found = { channel, told };
    this.#known.set(settings, found);
    return found;
  }

  /** The states of those whose connection stands. */
  connected(): readonly ConnectionState[] {
    return [...this.#newest.values()]
      .map(({ state }) => state)
      .filter(({ state }) => state === 'connected');
  }

  close(): void {
    clearInterval(this.#looking);
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
    this.#newest.clear();
    this.#known = new WeakMap();
  }

  #look(): void {
    for (const channel of this.#channels.values()) {
      const isIdle = !channel.wasWanted() && !this.#isUsed(channel);
      const looks = isIdle ? (this.#idle.get(channel) ?? 0) + 1 : 0;
      this.#idle.set(channel, looks);
      if (looks >= idleLooks) channel.rest();
    }
  }

  #isUsed(channel: Channel): boolean {
    const { key } = channel.state;
    if (this.#newest.get(key) !== channel) return false;
    return [...this.#uses.values()].some((targets) => targets.has(key));
  }

  #make(settings: TargetSettings, key: string): Channel {
    const channel: Channel = new Channel(
      settings,
      (state) => {
        if (this.#newest.get(key) === channel) this.#tell(state);
      },
      this.#defaults,
      this.#face,
      this.#onUnusable,
    );
    this.#looking ??= setInterval(() => this.#look(), this.#idleMs / idleLooks).unref();
    return channel;
  }
}
