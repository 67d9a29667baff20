import type { ProxyChoice } from '#app/contract/settings.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import type { ProxyServer } from '#app/core/proxy.ts';
import type { Target } from '#app/core/target.ts';
import { mergeOptions } from '#app/core/transport-options.ts';
import { usualConnectTimeoutMs } from './connector.ts';
import { type ProxyPasswords, proxyFor, withPassword } from './proxy-choice.ts';

/** What holds where neither a target nor a call says otherwise. */
export interface ChannelDefaults {
  readonly transport: TransportOptions;
  readonly proxy: ProxyChoice;
  readonly proxyPasswords?: ProxyPasswords;
}

/**
 * The options that hold for a target: those of a call and of its target as they are now, else those that
 * its channel was made with, over the defaults.
 */
export class OptionsInForce {
  readonly #target: Target;
  readonly #made: TransportOptions | undefined;
  readonly #defaults: () => ChannelDefaults;
  /** What was asked for last: calls ask with the same, and each more than once. */
  #newest: Asked | undefined;

  /** `defaults` answers the same object until they change. */
  constructor(target: Target, made: TransportOptions | undefined, defaults: () => ChannelDefaults) {
    this.#target = target;
    this.#made = made;
    this.#defaults = defaults;
  }

  transport(own = this.#made): TransportOptions {
    return mergeOptions(this.#defaults().transport, own);
  }

  /** Throws a usage `Failure` for a proxy that cannot be understood. */
  proxy(own: TransportOptions | undefined): ProxyServer | undefined {
    const { proxy, proxyPasswords } = this.#defaults();
    return withPassword(proxyFor(this.#target, this.transport(own).proxy, proxy), proxyPasswords);
  }

  /** How long a connection is waited for. */
  connectTimeoutMs(own?: TransportOptions): number {
    return this.transport(own).connectTimeoutMs ?? usualConnectTimeoutMs;
  }

  /** The same for all with which one client can do. Holds secrets. Throws as {@link proxy} does. */
  key(own: TransportOptions | undefined): string {
    const defaults = this.#defaults();
    const newest = this.#newest;
    if (newest?.defaults === defaults && isSame(newest.own, own)) return newest.key;
    const { waitForReady: _ofCalls, ...options } = this.transport(own);
    const sorted = Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1));
    const key = JSON.stringify([sorted, this.proxy(own)]);
    this.#newest = { own, defaults, key };
    return key;
  }
}

interface Asked {
  readonly own: TransportOptions | undefined;
  readonly defaults: ChannelDefaults;
  readonly key: string;
}

/** Also of two objects with the same in them. */
function isSame(one: TransportOptions | undefined, other: TransportOptions | undefined): boolean {
  if (one === other || one === undefined || other === undefined) return one === other;
  const values: Readonly<Record<string, unknown>> = other;
  const own = Object.entries(one);
  return (
    own.length === Object.keys(other).length &&
    own.every(([name, value]) => Object.hasOwn(other, name) && values[name] === value)
  );
}
