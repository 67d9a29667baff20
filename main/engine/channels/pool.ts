import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import type { Face } from '#app/core/face.ts';
import { targetKey } from '#app/core/target.ts';
import { Channel } from './channel.ts';
import type { ChannelDefaults } from './options-in-force.ts';

/** One channel for each target with its settings. Whoever made the pool closes it. */
export class ChannelPool {
  readonly #channels = new Map<string, Channel>();
  /** The newest of each `targetKey`, which leaves out what is secret: it alone is told about. */
  readonly #newest = new Map<string, Channel>();
  /** Of settings as they were asked with: many calls have the same. */
  #known = new WeakMap<TargetSettings, { readonly channel: Channel; readonly told: string }>();
  readonly #tell: (state: ConnectionState) => void;
  readonly #defaults: () => ChannelDefaults;
  readonly #face: Face;

  /** `defaults` is asked at each opening, and answers the same object until they change. */
  constructor(tell: (state: ConnectionState) => void, defaults: () => ChannelDefaults, face: Face) {
    this.#tell = tell;
    this.#defaults = defaults;
    this.#face = face;
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
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
    this.#newest.clear();
    this.#known = new WeakMap();
  }

  #make(settings: TargetSettings, key: string): Channel {
    const channel: Channel = new Channel(
      settings,
      (state) => {
        if (this.#newest.get(key) === channel) this.#tell(state);
      },
      this.#defaults,
      this.#face,
    );
    return channel;
  }
}
