import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { Channel } from './channel.ts';

/** One channel for each target with its settings. Whoever made the pool closes it. */
export class ChannelPool {
  readonly #channels = new Map<string, Channel>();
  readonly #tell: (state: ConnectionState) => void;
  readonly #maxReceiveBytes: () => number;

  /** `maxReceiveBytes` is asked at each opening: the largest message that may be received. */
  constructor(tell: (state: ConnectionState) => void, maxReceiveBytes: () => number) {
    this.#tell = tell;
    this.#maxReceiveBytes = maxReceiveBytes;
  }

  /** Throws a usage `Failure` for an address that cannot be understood. */
  get(settings: TargetSettings): Channel {
    const key = targetKey(settings);
    const known = this.#channels.get(key);
    if (known !== undefined) return known;
    const channel = new Channel(settings, this.#tell, this.#maxReceiveBytes);
    this.#channels.set(key, channel);
    return channel;
  }

  /** The states of those whose connection stands. */
  connected(): readonly ConnectionState[] {
    return [...this.#channels.values()]
      .map(({ state }) => state)
      .filter(({ state }) => state === 'connected');
  }

  close(): void {
    for (const channel of this.#channels.values()) channel.close();
    this.#channels.clear();
  }
}
