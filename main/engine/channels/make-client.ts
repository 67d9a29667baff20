import { Client, logVerbosity, setLogVerbosity } from '@grpc/grpc-js';
import { type Target, targetPlace } from '#app/core/target.ts';
import type { Route } from './connector.ts';
import { type MadeConnection, RouteCredentials } from './route-credentials.ts';

/** Receive window; several times faster than HTTP/2's 64 KiB for streams. */
const flowControlWindow = 1024 * 1024;

// What grpc-js finds wrong it would write to standard error; whoever looks into it can still ask for that.
if (process.env['GRPC_VERBOSITY'] === undefined && process.env['GRPC_NODE_VERBOSITY'] === undefined)
  setLogVerbosity(logVerbosity.NONE);

/**
 * A client of grpc-js that connects over one route; `onMade` hears of each connection. Whoever made it
 * closes it.
 */
export function makeClient(
  route: Route,
  authority: string | undefined,
  maxReceiveBytes: number,
  onMade: (made: MadeConnection) => void,
): Client {
  const name = authority ?? route.tls.serverName ?? usualAuthority(route.target);
  return new Client(resolverAddress(route), new RouteCredentials(route, onMade), {
    'grpc.max_receive_message_length': maxReceiveBytes,
    'grpc.max_send_message_length': -1,
    'grpc-node.flow_control_window': flowControlWindow,
    'grpc.use_local_subchannel_pool': 1,
    'grpc.initial_reconnect_backoff_ms': 200,
    'grpc.max_reconnect_backoff_ms': 2000,
    // The route has its proxy; grpc-js would look for one in the environment by itself.
    'grpc.enable_http_proxy': 0,
    'grpc.default_authority': name,
  });
}

/** Of the target, whatever is dialled. The zone of an address is of no concern to the server. */
function usualAuthority(target: Target): string {
  return target.kind === 'unix' ? 'localhost' : targetPlace(target).replace(/%[^\]]*/, '');
}

/** What grpc-js dials. */
function resolverAddress({ target, proxy }: Route): string {
  if (target.kind === 'unix') return `unix:${target.host}`;
  const { host, port } = proxy ?? target;
  if (host.includes(':')) return `ipv6:[${host}]:${port}`;
  return /^\d+(\.\d+){3}$/.test(host) ? `ipv4:${host}:${port}` : `dns:///${host}:${port}`;
}
