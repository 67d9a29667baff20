import { type ChannelOptions, experimental, status } from '@grpc/grpc-js';
import type { Address } from './name-lookup.ts';

const scheme = 'duplex';
/** The channel option that holds what looks the addresses up. */
const lookUpOption = 'duplex.look_up';

/** No name is looked up more often. */
const leastMs = 1000;

/**
 * Gives grpc-js the addresses to dial, so that names are looked up in one way for calls and for the
 * doctor: with a proxy, with a zone in an IPv6 address and with a name server of the target's own,
 * none of which grpc-js knows.
 */
class RouteResolver {
  readonly #listener: experimental.ResolverListener;
  readonly #lookUp: () => Promise<readonly Address[]>;
  #timer: NodeJS.Timeout | undefined;
  #isLookingUp = false;
  #last = Number.NEGATIVE_INFINITY;
  #generation = 0;

  constructor(_target: unknown, listener: experimental.ResolverListener, options: ChannelOptions) {
    this.#listener = listener;
    this.#lookUp = options[lookUpOption];
  }

  updateResolution(): void {
    if (this.#isLookingUp || this.#timer !== undefined) return;
    const wait = Math.max(this.#last + leastMs - performance.now(), 0);
    const generation = this.#generation;
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#tell(generation);
    }, wait);
    this.#timer.unref();
  }

  destroy(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#isLookingUp = false;
    this.#last = Number.NEGATIVE_INFINITY;
    this.#generation += 1;
  }

  async #tell(generation: number): Promise<void> {
    this.#isLookingUp = true;
    let found: Parameters<experimental.ResolverListener>[0];
    try {
      const addresses = await this.#lookUp();
      found = experimental.statusOrFromValue(
        addresses.map((address) => ({ addresses: [{ ...address }] })),
      );
    } catch (error) {
      found = experimental.statusOrFromError({ code: status.UNAVAILABLE, details: String(error) });
    }
    if (generation !== this.#generation) return;
    this.#isLookingUp = false;
    this.#last = performance.now();
    this.#listener(found, {}, null, '');
  }

  /** grpc-js makes a URL of it, which a zone or a path would break; nobody else hears it. */
  static getDefaultAuthority(): string {
    return 'target';
  }
}

experimental.registerResolver(scheme, RouteResolver);

/** What a client of grpc-js is made with so that `lookUp` gives the addresses it dials. */
export function resolvedBy(lookUp: () => Promise<readonly Address[]>): {
  readonly address: string;
  readonly options: ChannelOptions;
} {
  return { address: `${scheme}:target`, options: { [lookUpOption]: lookUp } };
}
