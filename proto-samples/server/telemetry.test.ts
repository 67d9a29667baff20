import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Message, SampleClient } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

describe.each([
  ['plaintext', false],
  ['TLS', true],
])('Telemetry over %s', (_name, tls) => {
  let server: SampleServer;
  let client: SampleClient;
  const upload = (readings: readonly Message[]) =>
    client.clientStream('sample.telemetry.v1.Telemetry/Upload', readings);

  beforeAll(async () => {
    server = await startSampleServer({ tls });
    client = new SampleClient(server);
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });

  test('sums up what was sent', async () => {
    const summary = await upload([
      { sensor: 'a', value: 2.5, events: '9007199254740993' },
      { sensor: 'b', value: -1, events: '1' },
      { sensor: 'a', value: 4.5, events: '-2' },
    ]);
    expect(summary).toMatchObject({ sum: 6, min: -1, max: 4.5, mean: 2 });
    expect(String(summary['count'])).toBe('3');
    expect(String(summary['totalEvents'])).toBe('9007199254740992');
    const bySensor = Object.entries(summary['readingsBySensor'] as object);
    expect(bySensor.map(([name, count]) => `${name} ${count}`).sort()).toEqual(['a 2', 'b 1']);
  });

  test('of no reading there is no least, greatest or mean', async () => {
    const summary = await upload([]);
    expect(String(summary['count'])).toBe('0');
    expect(Object.keys(summary)).not.toContain('min');
    expect(Object.keys(summary)).not.toContain('mean');
  });

  test('takes many readings', async () => {
    const readings = Array.from({ length: 20_000 }, (_, i) => ({ sensor: 's', value: i }));
    expect(await upload(readings)).toMatchObject({ sum: 199_990_000, min: 0, max: 19_999 });
  });
});
