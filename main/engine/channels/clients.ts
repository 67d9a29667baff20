import type { Socket } from 'node:net';
import type { Client } from '@grpc/grpc-js';
import type { TargetSettings, TransportOptions } from '#app/contract/target.ts';
import { mostReceived } from './channel-options.ts';
import type { Route } from './connector.ts';
import { closeLater, type MadeClient } from './made-client.ts';
import { makeClient } from './make-client.ts';
import type { OptionsInForce } from './options-in-force.ts';

/** So many sets of options keep their connection to one target; the one longest unused goes first. */
const most = 8;

/** The clients of grpc-js of one target, one for each set of options in use. What runs on one that is closed goes on to its end. */
export class Clients {
  readonly #settings: TargetSettings;
  readonly #options: OptionsInForce;
  readonly #route: (own: TransportOptions | undefined) => Promise<Route>;
  readonly #sockets = new Set<Socket>();
  /** By their options, the one used last at the end. */
  readonly #made = new Map<string, MadeClient>();
  #newest: MadeClient | undefined;

  constructor(
    settings: TargetSettings,
    options: OptionsInForce,
    route: (own: TransportOptions | undefined) => Promise<Route>,
  ) {
    this.#settings = settings;
    this.#options = options;
    this.#route = route;
  }

  get size(): number {
    return this.#made.size;
  }

  /** The client for these options. Throws a usage `Failure` for a proxy that cannot be understood. */
  get(own: TransportOptions | undefined): MadeClient {
    const key = this.#options.key(own);
    const made = this.#made.get(key) ?? this.#make(key, own);
    if (made === this.#newest) return made;
    this.#newest = made;
    this.#made.delete(key);
    this.#made.set(key, made);
    for (const [other, unused] of this.#made) {
      if (this.#made.size <= most) break;
      this.#made.delete(other);
      closeLater(unused);
    }
    return made;
  }

  /** It is made anew at need. */
  close(made: MadeClient): void {
    for (const [key, other] of this.#made) if (other === made) this.#made.delete(key);
    closeLater(made);
  }

  closeAll(): void {
    for (const made of this.#made.values()) closeLater(made);
    this.#made.clear();
  }

  /** Ends those of the connections that stand now which do not end by themselves within the time. */
  endWithin(ms: number): void {
    const sockets = [...this.#sockets];
    setTimeout(() => {
      for (const socket of sockets) socket.destroy();
    }, ms).unref();
  }

  /** Ends the connections that still stand, and what runs on them. */
  destroy(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  #make(key: string, own: TransportOptions | undefined): MadeClient {
    const transport = this.#options.transport(own);
    const make = async (): Promise<Client> => {
      made.route = await this.#route(own);
      const client = makeClient(made.route, this.#settings.authority, transport, {
        onMade: (connection) => {
          made.connection = connection;
          const { socket } = connection.connection;
          this.#sockets.add(socket);
          socket.once('close', () => this.#sockets.delete(socket));
        },
        onLookUp: (lookUp) => {
          made.lookUp = lookUp;
        },
        onStep: (name) => {
          made.step = { name, begin: performance.now() };
        },
      });
      made.ready = client;
      return client;
    };
    // `make` waits for files before it touches what it makes.
    const made: MadeClient = {
      client: Promise.resolve().then(make),
      mostReceived: mostReceived(transport),
      wanted: 0,
      isWatched: false,
    };
    made.client.catch(() => {
      // Files of the TLS settings that cannot be read now may be there the next time.
      if (this.#made.get(key) === made) this.#made.delete(key);
    });
    return made;
  }
}
