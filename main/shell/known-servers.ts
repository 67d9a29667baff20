import { join } from 'node:path';
import * as v from 'valibot';
import { type KnownServer, knownServer, mostKnownServers } from '#app/contract/known-servers.ts';
import { Failure } from '#app/contract/result.ts';
import type { Session } from '#app/contract/session.ts';
import { keptOptions } from '#app/core/option-text.ts';
import { placeOf } from '#app/core/target.ts';
import { readJson, writeWhole } from '../home/whole-file.ts';

/** What is chosen for servers, in a file of `DUPLEX_HOME`: it belongs to their addresses and to no window. */
export class KnownServers {
  readonly #file: string;
  /** By the place that their addresses mean, the last changed last. */
  #servers: ReadonlyMap<string, KnownServer>;

  constructor(home: string) {
    this.#file = join(home, 'servers.json');
    this.#servers = new Map(read(this.#file).map((one) => [placeOf(one.address), one]));
  }

  list(): readonly KnownServer[] {
    return [...this.#servers.values()];
  }

  /**
   * What is chosen for each of these servers now, in the place of all that was; one that says nothing is
   * forgotten. It holds even when it cannot be kept; then a `Failure` says why.
   */
  change(changed: readonly KnownServer[]): void {
    const servers = new Map(this.#servers);
    for (const server of changed) {
      const place = placeOf(server.address);
      servers.delete(place);
      if (server.target !== undefined || server.options !== undefined) servers.set(place, server);
    }
    this.#servers = new Map([...servers].slice(-mostKnownServers));
    try {
      writeWhole(this.#file, this.list());
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new Failure(
        'internal',
        `What is chosen for servers cannot be kept for the next start: ${reason}`,
        `Make room, or make ${this.#file} writable`,
      );
    }
  }

  /** Takes over what a window of before knew by itself, as far as nothing is known; gives what is new. */
  takeOver(session: Session): readonly KnownServer[] {
    const found = ofWindow(session).filter(([place, { target, options }]) => {
      const known = this.#servers.get(place);
      return (target && !known?.target) || (options && !known?.options);
    });
    const added = found.map(([place, one]) => ({ ...one, ...this.#servers.get(place) }));
    if (added.length > 0) this.change(added);
    return added;
  }
}

/** Whatever can be understood of the file. */
function read(file: string): KnownServer[] {
  const list = readJson(file);
  if (!Array.isArray(list)) return [];
  return list.flatMap((one) => {
    const parsed = v.safeParse(knownServer, one);
    return parsed.success ? [parsed.output] : [];
  });
}

/** Its servers, by their places. */
function ofWindow({ target, knownTargets = [], serverOptions = [] }: Session) {
  const servers = new Map<string, KnownServer>();
  const say = (server: KnownServer): void => {
    const place = placeOf(server.address);
    servers.set(place, { ...servers.get(place), ...server });
  };
  for (const known of knownTargets) say({ address: known.address, target: known });
  // Before that they were the window's target's.
  const { address, options } = target;
  if (options !== undefined) say({ address, options: keptOptions(options) });
  for (const one of serverOptions) say(one);
  return [...servers];
}

/** The session without what windows know of servers no more by themselves. */
export function withoutServers(session: Session): Session {
  const { knownTargets: _taken, serverOptions: _too, ...others } = session;
  const { options: _ofServer, ...target } = others.target;
  return { ...others, target };
}
