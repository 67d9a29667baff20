import type { ConnectedEvent, ConnectedTls } from '#app/contract/calls.ts';
import type { Certificate, TlsFacts } from '#app/contract/target.ts';
import type { OpenChannel } from '../channels/channel.ts';
import { rounded } from '../milliseconds.ts';

type Connected = Omit<ConnectedEvent, 'request'>;

/** Most calls go over a connection that stood already, which gives each the same. */
const known = new WeakMap<OpenChannel, Connected>();

/** How the connection came about that a call goes over, as its first attempt tells it. */
export function connectedEvent(opened: OpenChannel): Connected {
  const event = known.get(opened);
  if (event !== undefined) return event;
  const made = connected(opened);
  known.set(opened, made);
  return made;
}

function connected({ ms, reused, tls }: OpenChannel): Connected {
  return {
    type: 'connected',
    ms: Object.fromEntries(Object.entries(ms).map(([step, time]) => [step, rounded(time)])),
    ...(reused && { reused }),
    ...(tls && { tls: connectedTls(tls) }),
  };
}

/** The same of a further attempt, over the connection of the one before or another, of which no more is known. */
export function connectedAgain(attempt: number, isSame: boolean): Connected {
  return { type: 'connected', ms: {}, ...(isSame && { reused: true as const }), attempt };
}

function connectedTls({
  version,
  alpn,
  cipher,
  insecure,
  certificates = [],
}: TlsFacts): ConnectedTls {
  const [own] = certificates;
  return {
    version,
    ...(alpn !== undefined && { alpn }),
    ...(cipher !== undefined && { cipher }),
    ...(insecure && { insecure }),
    ...(own && { certificate: shortOf(own) }),
  };
}

/** Each call is kept with these; a certificate may be for hundreds. */
const mostNames = 10;

function shortOf({ subject, issuer, names, validTo }: Certificate) {
  return { subject, issuer, names: names.slice(0, mostNames), validTo };
}
