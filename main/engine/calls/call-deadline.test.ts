import { expect, it } from 'vitest';
import type { ServiceConfig } from '#app/contract/service-config.ts';
import { startSilent } from '../testing/broken-servers.ts';
import { failingCall, greet } from '../testing/failing-call.ts';
import { startRawServer } from '../testing/raw-server.ts';
import { callDeadline } from './call-deadline.ts';

const config = (...methodConfig: NonNullable<ServiceConfig['methodConfig']>) => ({
  serviceConfig: JSON.stringify({ methodConfig }),
});
const service = 'sample.greeter.v1.Greeter';

it('is the shorter one of the caller’s and of the service config’s', () => {
  const half = config({ name: [{}], timeout: '0.5s' });
  const ofConfig = { ms: 500, isOfServiceConfig: true };
  expect(callDeadline(undefined, {}, greet)).toBeUndefined();
  expect(callDeadline(200, {}, greet)).toEqual({ ms: 200 });
  expect(callDeadline(undefined, half, greet)).toEqual(ofConfig);
  expect(callDeadline(501, half, greet)).toEqual(ofConfig);
  expect(callDeadline(500, half, greet)).toEqual({ ms: 500 });
});

it('of a service config goes by method, else by service, else by what is for all', () => {
  const all = config(
    { name: [{}], timeout: '3s' },
    { name: [{ service }], timeout: '1.000000001s' },
    { name: [{ service, method: 'SayHello' }], waitForReady: true },
  );
  const msOf = (path: string) => callDeadline(undefined, all, path)?.ms;
  expect(msOf(greet)).toBeUndefined();
  expect(msOf(`${service}/Other`)).toBeCloseTo(1000);
  expect(msOf('other.Service/SayHello')).toBe(3000);
});

it('of a service config is kept, and told as that', async () => {
  const silent = await startRawServer(() => {});
  const options = config({ name: [{}], timeout: '0.25s' });
  const target = { address: silent.address };
  try {
    const { end, sentence } = await failingCall({ target, options }, silent);
    expect(sentence).toBe(
      '4 DEADLINE_EXCEEDED: The timeout of 250 ms in the service config passed before host:port answered anything',
    );
    expect(end.code).toBe(4);
    expect(silent.requests[0]?.['grpc-timeout']).toMatch(/^\d{1,3}m$/);
    const own = await failingCall({ target, options, deadline: '100ms' }, silent);
    expect(own.sentence).toContain('The deadline of 100 ms passed');
  } finally {
    silent.close();
  }
});

it('of a service config counts while a connection is waited for', async () => {
  const options = config({ name: [{ service }], timeout: '0.3s' });
  const silent = await startSilent();
  try {
    const target = { address: `127.0.0.1:${silent.port}` };
    expect((await failingCall({ target, options })).sentence).toContain(
      `The timeout of 300 ms in the service config passed before ${target.address} was connected`,
    );
  } finally {
    silent.close();
  }
});
