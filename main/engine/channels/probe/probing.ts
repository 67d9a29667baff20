import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { targetPlace } from '#app/core/target.ts';
import type { Route } from '../connector.ts';
import { dialledPlace } from '../silence.ts';
import { closedEarly, ready } from '../socket-ready.ts';
import type { TimeBudget } from '../time-budget.ts';

/** What the steps of one probe share. Whoever made it closes it. */
export class Probing {
  readonly route: Route;
  readonly time: TimeBudget;
  /** `host:port` or the socket's path, as sentences name the target. */
  readonly place: string;
  /** The same of what a socket is connected to. */
  readonly dialled: string;
  /** Where the connection stood, to make another one. */
  way: NetConnectOpts | undefined;
  readonly #sockets: Socket[] = [];

  constructor(route: Route, time: TimeBudget) {
    this.route = route;
    this.time = time;
    this.place = targetPlace(route.target);
    this.dialled = dialledPlace(route);
  }

  /** Keeps a socket until the probe is over. */
  keep<S extends Socket>(socket: S): S {
    this.#sockets.push(socket);
    // An error after its step is over concerns nobody.
    socket.on('error', () => {});
    return socket;
  }

  /** Connects once more to what has answered. */
  async again(time: TimeBudget): Promise<Socket> {
    if (this.way === undefined) throw closedEarly();
    const socket = this.keep(connect(this.way));
    await time.within(ready(socket, 'connect'));
    return socket;
  }

  close(): void {
    for (const socket of this.#sockets.reverse()) socket.destroy();
  }
}

/**
 * The code of what Node threw, `EUNKNOWN` where it has none. Of a fault in TLS that a write met, Node has
 * the reason in its message alone.
 */
export function codeOf(error: unknown): string {
  const { code, message } = error as NodeJS.ErrnoException;
  const reason = code === 'EPROTO' && /SSL routines:[^:]*:([\w ]+)/.exec(message)?.[1];
  if (reason) return `ERR_SSL_${reason.trim().toUpperCase().replaceAll(' ', '_')}`;
  return typeof code === 'string' && code !== '' ? code : 'EUNKNOWN';
}
