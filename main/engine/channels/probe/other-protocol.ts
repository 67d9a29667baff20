import { createSecureContext } from 'node:tls';
import { sniOf, tlsName } from '#app/core/tls-name.ts';
import { connectOver, type Route } from '../connector.ts';
import type { TimeBudget } from '../time-budget.ts';
import { firstFlight, handshakeTypes } from './first-flight.ts';
import { type Greeting, greet } from './http2-greeting.ts';
import { codeOf, type Probing } from './probing.ts';
import { alertOf } from './tls-causes.ts';

/** So long another protocol is tried. */
const tryMs = 2000;

/** What the server says without TLS, if anything. */
export async function plaintextGreeting(probing: Probing): Promise<Greeting | undefined> {
  const { route, time } = probing;
  const { target } = route;
  const budget = time.atMost(tryMs);
  try {
    const socket = await reach(probing, { ...route, target: { ...target, tls: false } }, budget);
    return await budget.within(greet(socket).greeting);
  } catch {
    return undefined;
  }
}

/** Whether the server answers to a TLS handshake, whatever comes of it. */
export async function speaksTls(probing: Probing): Promise<boolean> {
  const { route, time } = probing;
  const target = { ...route.target, tls: true };
  try {
    await reach(probing, { ...route, target, tls: { insecure: true } }, time.atMost(tryMs));
    return true;
  } catch (error) {
    // Who sends an alert speaks TLS.
    return alertOf(codeOf(error)) !== undefined;
  }
}

/** Whether a server that refuses a TLS 1.2 handshake asked for a client certificate in it, where that shows. */
export async function asksForCertificate(probing: Probing): Promise<boolean | undefined> {
  const { route, time } = probing;
  const { target, tls } = route;
  const budget = time.atMost(tryMs);
  try {
    const socket = await reach(probing, { ...route, target: { ...target, tls: false } }, budget);
    const secureContext = tls.context && { secureContext: tls.context };
    const servername = sniOf(tlsName(target, tls.serverName));
    const types = await budget.within(firstFlight(socket, { servername, ...secureContext }));
    if (types.has(handshakeTypes.certificateRequest)) return true;
    // Without a cipher that both have, a server does not even say hello.
    return types.has(handshakeTypes.serverHello) ? undefined : false;
  } catch {
    return undefined;
  }
}

/** The version of TLS that the server picks when every one is offered, 1.0 and its weak ciphers too. */
export async function oldestVersion(probing: Probing): Promise<string | undefined> {
  const { route, time } = probing;
  const budget = time.atMost(tryMs);
  try {
    // BoringSSL knows no such list of ciphers, and speaks none that is so old.
    const context = createSecureContext({ minVersion: 'TLSv1', ciphers: 'DEFAULT@SECLEVEL=0' });
    const socket = await probing.again(budget);
    const tls = { ...route.tls, context, insecure: true };
    const made = await budget.within(connectOver(socket, { ...route, tls }, tryMs));
    return made.tls === false ? undefined : made.tls.version;
  } catch {
    return undefined;
  }
}

async function reach(probing: Probing, route: Route, budget: TimeBudget) {
  const socket = await probing.again(budget);
  return probing.keep((await budget.within(connectOver(socket, route, tryMs))).socket);
}
