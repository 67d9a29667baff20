import { isIP } from 'node:net';
import type { ConnectTimes, TlsFacts } from '#app/contract/target.ts';
import type { Route } from '../connector.ts';
import { TimeBudget } from '../time-budget.ts';
import { closedBeforeHttp2, closedInTls, resetByProxy } from './closed.ts';
import { type Connected, connectStep, ResetAtOnce, socketStep } from './connect-step.ts';
import { http2Step } from './http2-step.ts';
import { nameStep } from './name-step.ts';
import { Probing } from './probing.ts';
import { routeSteps } from './route-step.ts';
import { StepFailure, Steps } from './steps.ts';

/** What one look at a target found. */
export interface Probe {
  readonly ms: ConnectTimes;
  /** What was agreed on in TLS, and the certificates that were shown, as far as it came. */
  readonly tls?: TlsFacts;
  /** Why no HTTP/2 connection can be made; absent when one can. */
  readonly failure?: StepFailure;
}

interface ProbeOptions {
  readonly timeoutMs: number;
  /** How long was waited for the server in all, when not only this probe does. */
  readonly waitedMs?: number;
  /** Gets the steps, as far as it comes: name, connect, proxy and tls where there are such, http2. */
  readonly steps?: Steps;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connects by hand, step by step: name, TCP, proxy, TLS with ALPN h2, HTTP/2 settings. It tells what a
 * gRPC library hides. Ends within `timeoutMs`, closes what it opened and sends no call. Rejects only
 * with the signal's reason.
 */
export async function probe(
  route: Route,
  { timeoutMs, waitedMs, steps = new Steps(), signal }: ProbeOptions,
): Promise<Probe> {
  const probing = new Probing(route, new TimeBudget(timeoutMs, signal, waitedMs));
  const begin = performance.now();
  let tls: TlsFacts | undefined;
  let failure: StepFailure | undefined;
  try {
    const { socket: tcp } = await dialOrReset(probing, steps);
    const { greeter, begin: greeted } = await routeSteps(probing, steps, tcp, (facts) => {
      tls = facts;
    });
    const failed = `No HTTP/2 with ${probing.place}`;
    await steps.run('http2', failed, () => http2Step(probing, greeter, tls), greeted);
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    failure = error;
    if (tls !== undefined) failure.tls = tls;
  } finally {
    probing.close();
  }
  return {
    ms: timesOf(steps, performance.now() - begin),
    ...(tls && { tls }),
    ...(failure && { failure }),
  };
}

/** Whoever resets a connection has accepted it: it is the step after that which fails. */
async function dialOrReset(probing: Probing, steps: Steps): Promise<Connected> {
  const begin = performance.now();
  try {
    return await dial(probing, steps);
  } catch (error) {
    if (!(error instanceof ResetAtOnce)) throw error;
    const { dialled, place, route } = probing;
    const ms = performance.now() - begin - (steps.msOf('name') ?? 0);
    steps.pass('connect', ms, { value: null, summary: `Connected to ${dialled}` });
    const fail = (step: 'proxy' | 'tls' | 'http2', failed: string, failure: StepFailure) => {
      steps.fail(step, 0, failed, failure);
      return failure;
    };
    if (route.proxy !== undefined)
      throw fail('proxy', `No way through the proxy to ${place}`, resetByProxy(dialled));
    if (route.target.tls) throw fail('tls', `No TLS with ${place}`, closedInTls(place));
    throw fail('http2', `No HTTP/2 with ${place}`, closedBeforeHttp2(probing, undefined));
  }
}

/** The steps name and connect, to the proxy where there is one. */
async function dial(probing: Probing, steps: Steps): Promise<Connected> {
  const { target, proxy } = probing.route;
  const failed = `No connection to ${probing.dialled}`;
  if (target.kind === 'unix') {
    steps.skip('name', 'A socket has a path and no name to look up');
    return steps.run('connect', failed, () => socketStep(probing));
  }
  const { host } = proxy ?? target;
  if (isIP(host) !== 0) {
    steps.skip('name', `${host} is an address: there is no name to look up`);
    return steps.run('connect', failed, () => connectStep(probing, [host]));
  }
  const addresses = await steps.run('name', `No address for ${host}`, () =>
    nameStep(probing, host),
  );
  return steps.run('connect', failed, () => connectStep(probing, addresses));
}

function timesOf(steps: Steps, total: number): ConnectTimes {
  const [name, connect, proxy, tls] = (['name', 'connect', 'proxy', 'tls'] as const).map((step) =>
    steps.msOf(step),
  );
  return {
    ...(name !== undefined && { name }),
    ...(connect !== undefined && { connect }),
    ...(proxy !== undefined && { proxy }),
    ...(tls !== undefined && { tls }),
    total,
  };
}
