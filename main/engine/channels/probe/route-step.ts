import type { Socket } from 'node:net';
import type { TlsFacts } from '#app/contract/target.ts';
import { proxyPlace } from '#app/core/proxy.ts';
import { type Connection, connectOver, StepFault } from '../connector.ts';
import { type Greeter, greet } from './http2-greeting.ts';
import type { Probing } from './probing.ts';
import { StepFailure, type Steps } from './steps.ts';
import { foundTls, lateAlert, tlsFailure } from './tls-step.ts';

/** Hears what TLS came to, also where its certificate is not accepted. */
type OnTls = (facts: TlsFacts) => void;

/** HTTP/2 as it begins on what the steps have made. */
interface Begun {
  readonly greeter: Greeter;
  /** `performance.now()` of its first word. */
  readonly begin: number;
}

/** The steps of the connector, as far as the route has them: proxy, then TLS. HTTP/2 begins after them. */
export async function routeSteps(
  probing: Probing,
  steps: Steps,
  tcp: Socket,
  onTls: OnTls,
): Promise<Begun> {
  const { place, route, time } = probing;
  const { proxy } = route;
  const begin = performance.now();
  const passProxy = (ms: number): void => {
    if (proxy === undefined) return;
    const summary = `The proxy ${proxyPlace(proxy)} connected to ${place}`;
    steps.pass('proxy', ms, { value: null, summary, facts: [['Kind', proxy.kind]] });
  };
  let connection: Connection;
  try {
    connection = await time.unlessStopped(
      connectOver(tcp, route, time.left(), { waited: time.text }),
    );
  } catch (error) {
    if (!(error instanceof StepFault)) throw error;
    if (error.tls !== undefined) onTls(error.tls);
    if (error.step === 'proxy') throw proxyFailure(probing, steps, error);
    passProxy(performance.now() - begin - error.ms);
    const failure = await tlsFailure(probing, error);
    steps.fail('tls', error.ms, `No TLS with ${place}`, failure);
    throw failure;
  }
  probing.keep(connection.socket);
  passProxy(connection.ms.proxy ?? 0);
  const begun = { greeter: greet(connection.socket), begin: performance.now() };
  if (connection.tls === false) return begun;
  onTls(connection.tls);
  const found = foundTls(probing, connection);
  const alert = await time.unlessStopped(lateAlert(probing, begun.greeter.greeting));
  const ms = connection.ms.tls ?? 0;
  if (alert === undefined) steps.pass('tls', ms, found);
  else {
    const failure = new StepFailure(alert, found.facts);
    steps.fail('tls', ms, `No TLS with ${place}`, failure);
    throw failure;
  }
  return begun;
}

function proxyFailure({ place }: Probing, steps: Steps, fault: StepFault): StepFailure {
  const failure = new StepFailure({
    code: 'unreachable',
    message: fault.message,
    ...(fault.hint !== undefined && { hint: fault.hint }),
    advice: 'proxy',
  });
  steps.fail('proxy', fault.ms, `No way through the proxy to ${place}`, failure);
  return failure;
}
