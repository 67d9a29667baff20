import { isIP } from 'node:net';
import type { DiagnosisStep } from '#app/contract/diagnosis.ts';
import type { ConnectTimes, TlsFacts } from '#app/contract/target.ts';
import type { Target } from '#app/core/target.ts';
import type { TlsMaterial } from '../credentials.ts';
import { type Connected, connectStep, socketStep } from './connect-step.ts';
import { http2Step } from './http2-step.ts';
import { nameStep } from './name-step.ts';
import { Probing } from './probing.ts';
import { StepFailure, Steps } from './steps.ts';
import { TimeBudget } from './time-budget.ts';
import { tlsStep } from './tls-step.ts';

/** What one look at a target found. */
export interface Probe {
  /** As far as it came: name, connect, tls where there is TLS, http2. */
  readonly steps: readonly DiagnosisStep[];
  readonly ms: ConnectTimes;
  /** What was agreed on, as far as it came. */
  readonly tls?: TlsFacts;
  /** The IP address and port that were reached, or the socket's path. */
  readonly peer?: string;
  /** Why no HTTP/2 connection can be made; absent when one can. */
  readonly failure?: StepFailure;
}

interface ProbeOptions {
  readonly timeoutMs: number;
  /** How long was waited for the server in all, when not only this probe does. */
  readonly waitedMs?: number;
  /** Hears each step as it ends. */
  readonly onStep?: ((step: DiagnosisStep) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Connects by hand, step by step: name, TCP, TLS with ALPN h2, HTTP/2 settings. It tells what a gRPC
 * library hides. Ends within `timeoutMs`, closes what it opened and sends no call. Rejects only with
 * the signal's reason.
 */
export async function probe(
  target: Target,
  material: TlsMaterial,
  { timeoutMs, waitedMs, onStep, signal }: ProbeOptions,
): Promise<Probe> {
  const probing = new Probing(target, material, new TimeBudget(timeoutMs, signal, waitedMs));
  const steps = new Steps(onStep);
  const begin = performance.now();
  let reached: Connected | undefined;
  let tls: TlsFacts | undefined;
  let failure: StepFailure | undefined;
  try {
    reached = await connected(probing, steps);
    let { socket } = reached;
    if (target.tls) {
      const secured = await steps.run('tls', `No TLS with ${probing.place}`, () =>
        tlsStep(probing, socket),
      );
      tls = secured.facts;
      socket = secured.socket;
    }
    await steps.run('http2', `No HTTP/2 with ${probing.place}`, () => http2Step(probing, socket));
  } catch (error) {
    if (!(error instanceof StepFailure)) throw error;
    failure = error;
  } finally {
    probing.close();
  }
  return {
    steps: steps.list,
    ms: timesOf(steps, performance.now() - begin),
    ...(tls && { tls }),
    ...(reached && { peer: reached.peer }),
    ...(failure && { failure }),
  };
}

function connected(probing: Probing, steps: Steps): Promise<Connected> {
  const { host, kind } = probing.target;
  const failed = `No connection to ${probing.place}`;
  if (kind === 'unix') {
    steps.skip('name', 'A socket has a path and no name to look up');
    return steps.run('connect', failed, () => socketStep(probing));
  }
  if (isIP(host) !== 0) {
    steps.skip('name', `${host} is an address: there is no name to look up`);
    return steps.run('connect', failed, () => connectStep(probing, [host]));
  }
  return steps
    .run('name', `No address for ${host}`, () => nameStep(probing))
    .then((addresses) => steps.run('connect', failed, () => connectStep(probing, addresses)));
}

function timesOf(steps: Steps, total: number): ConnectTimes {
  const [name, connect, tls] = (['name', 'connect', 'tls'] as const).map((step) =>
    steps.msOf(step),
  );
  return {
    ...(name !== undefined && { name }),
    ...(connect !== undefined && { connect }),
    ...(tls !== undefined && { tls }),
    total,
  };
}
