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
  /** A call asks more than once with the same. */
  readonly #keys = new WeakMap<TransportOptions, { defaults: ChannelDefaults; key: string }>();

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
    const known = own && this.#keys.get(own);
    if (known?.defaults === defaults) return known.key;
    const { waitForReady: _ofCalls, ...options } = this.transport(own);
    const sorted = Object.entries(options).sort(([one], [other]) => (one < other ? -1 : 1));
    const key = JSON.stringify([sorted, this.proxy(own)]);
    if (own !== undefined) this.#keys.set(own, { defaults, key });
    return key;
  }
}
