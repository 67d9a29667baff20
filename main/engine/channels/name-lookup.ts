import { lookup, Resolver } from 'node:dns/promises';
import { isIP } from 'node:net';
import type { Route } from './connector.ts';

/** Something that a socket can be connected to. */
export type Address = { readonly host: string; readonly port: number } | { readonly path: string };

/** Whether the route begins at a name, and not at an IP address or a socket's path. */
export function hasName({ target, proxy }: Route): boolean {
  return target.kind === 'host' && isIP((proxy ?? target).host) === 0;
}

/**
 * All addresses of the route's first place, the proxy's where there is one, in the order in which they
 * are to be tried. Rejects as Node's DNS does.
 */
export async function addressesOf(route: Route): Promise<readonly Address[]> {
  const { target, proxy } = route;
  if (target.kind === 'unix') return [{ path: target.host }];
  const { host, port } = proxy ?? target;
  if (!hasName(route)) return [{ host, port }];
  const hosts =
    proxy === undefined && target.nameServer !== undefined
      ? await askNameServer(target.nameServer, host)
      : (await lookup(host, { all: true })).map(({ address }) => address);
  return [...new Set(hosts)].map((address) => ({ host: address, port }));
}

/** Milliseconds for one question, and how often it is asked. */
const question = { timeout: 2000, tries: 2 };

async function askNameServer(server: string, name: string): Promise<readonly string[]> {
  const resolver = new Resolver(question);
  resolver.setServers([server]);
  const answers = await Promise.allSettled([resolver.resolve6(name), resolver.resolve4(name)]);
  const found = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
  const [, fault] = answers;
  if (found.length === 0 && fault?.status === 'rejected') throw fault.reason;
  return found;
}
