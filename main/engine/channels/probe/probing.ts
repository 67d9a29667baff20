import { connect, type NetConnectOpts, type Socket } from 'node:net';
import { type Target, targetPlace } from '#app/core/target.ts';
import type { TlsMaterial } from '../credentials.ts';
import type { TimeBudget } from './time-budget.ts';

/** What the steps of one probe share. Whoever made it closes it. */
export class Probing {
  readonly target: Target;
  readonly material: TlsMaterial;
  readonly time: TimeBudget;
  /** `host:port` or the socket's path, as sentences name it. */
  readonly place: string;
  /** Where the connection stood, to make another one. */
  way: NetConnectOpts | undefined;
  readonly #sockets: Socket[] = [];

  constructor(target: Target, material: TlsMaterial, time: TimeBudget) {
    this.target = target;
    this.material = material;
    this.time = time;
    this.place = targetPlace(target);
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
    await time.within(opened(socket, 'connect'));
    return socket;
  }

  close(): void {
    for (const socket of this.#sockets.reverse()) socket.destroy();
  }
}

/** Resolves with the event; rejects when the socket fails or closes before it. */
export function opened(socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once(event, resolve);
    socket.once('error', reject);
    socket.once('close', () => reject(closedEarly()));
  });
}

export function closedEarly(): NodeJS.ErrnoException {
  return Object.assign(new Error('the server closed the connection'), { code: 'ECONNRESET' });
}

/** The code of what Node threw, `EUNKNOWN` where it has none. */
export function codeOf(error: unknown): string {
  const { code } = error as NodeJS.ErrnoException;
  return typeof code === 'string' ? code : 'EUNKNOWN';
}
