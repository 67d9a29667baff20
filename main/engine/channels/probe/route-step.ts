import type { Socket } from 'node:net';
import type { TlsFacts } from '#app/contract/target.ts';
import { proxyPlace } from '#app/core/proxy.ts';
import { type Connection, connectOver, StepFault } from '../connector.ts';
import type { Probing } from './probing.ts';
import { StepFailure, type Steps } from './steps.ts';
import { foundTls, tlsFailure } from './tls-step.ts';

/** Hears what TLS came to, also where its certificate is not accepted. */
type OnTls = (facts: TlsFacts) => void;

/** The steps of the connector, as far as the route has them: proxy, then TLS. */
export async function routeSteps(
  probing: Probing,
  steps: Steps,
  tcp: Socket,
  onTls: OnTls,
): Promise<Socket> {
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
    connection = await time.unlessStopped(connectOver(tcp, route, time.left()));
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
  if (connection.tls !== false) {
    onTls(connection.tls);
    steps.pass('tls', connection.ms.tls ?? 0, foundTls(probing, connection));
  }
  return connection.socket;
}

function proxyFailure({ place }: Probing, steps: Steps, fault: StepFault): StepFailure {
  const failure = new StepFailure({
    code: 'unreachable',
    message: fault.message,
    ...(fault.hint !== undefined && { hint: fault.hint }),
  });
  steps.fail('proxy', fault.ms, `No way through the proxy to ${place}`, failure);
  return failure;
}
