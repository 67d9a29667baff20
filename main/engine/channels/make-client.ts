import { Client, logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { Failure } from '#app/contract/result.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { type Target, targetPlace } from '#app/core/target.ts';
import { channelOptions } from './channel-options.ts';
import { type Route, usualConnectTimeoutMs } from './connector.ts';
import { addressesOf, hasName } from './name-lookup.ts';
import { type MadeConnection, RouteCredentials } from './route-credentials.ts';
import { resolvedBy } from './route-resolver.ts';
import type { WaitingStep } from './silence.ts';

/** A name that was looked up: when, by `performance.now()`, and for how many milliseconds. */
export interface LookUp {
  readonly begin: number;
  readonly ms: number;
}

interface Listener {
  /** A step of connecting begins. */
  onStep(step: WaitingStep): void;
  /** Hears of each connection that came about. */
  onMade(made: MadeConnection): void;
  onLookUp(lookUp: LookUp): void;
}

// What grpc-js finds wrong it would write to standard error; whoever looks into it can still ask for that.
if (process.env['GRPC_VERBOSITY'] === undefined && process.env['GRPC_NODE_VERBOSITY'] === undefined)
  setLogVerbosity(logVerbosity.NONE);

/**
 * A client of grpc-js that connects over one route. Whoever made it closes it. Throws a usage `Failure`
 * for options that grpc-js does not take.
 */
export function makeClient(
  route: Route,
  authority: string | undefined,
  transport: TransportOptions,
  listener: Listener,
): Client {
  const name = authority ?? route.tls.serverName ?? usualAuthority(route.target);
  const { address, options } = resolvedBy(async () => {
    const begin = performance.now();
    if (hasName(route)) listener.onStep('name');
    const addresses = await addressesOf(route);
    if (hasName(route)) listener.onLookUp({ begin, ms: performance.now() - begin });
    return addresses;
  });
  const { connectTimeoutMs = usualConnectTimeoutMs } = transport;
  const credentials = new RouteCredentials(route, connectTimeoutMs, listener);
  const all = { ...channelOptions(transport), ...options, 'grpc.default_authority': name };
  try {
    return new Client(address, credentials, all);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Failure('usage', `These options cannot be used: ${reason}`);
  }
}

/** Of the target, whatever is dialled. The zone of an address is of no concern to the server. */
function usualAuthority(target: Target): string {
  return target.kind === 'unix' ? 'localhost' : targetPlace(target).replace(/%[^\]]*/, '');
}
