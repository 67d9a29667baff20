import { afterAll, describe, expect, it } from 'vitest';
import type { Diagnosis, DiagnosisStep, StepName } from '#app/contract/diagnosis.ts';
import type { Advice } from '#app/contract/result.ts';
import { startSampleServer } from '#samples/server/start-sample-server.ts';
import { callCases } from '../testing/doctor/call-cases.ts';
import { connectCases } from '../testing/doctor/connect-cases.ts';
import { plaintext } from '../testing/doctor/doctor-case.ts';
import { proxyCases } from '../testing/doctor/proxy-cases.ts';
import { socketCases } from '../testing/doctor/socket-cases.ts';
import { tlsCases } from '../testing/doctor/tls-cases.ts';
import { startFrameServer } from '../testing/frame-server.ts';
import { quietEngine } from '../testing/recorded-call.ts';

describe('the connection doctor', () => {
  const engine = quietEngine();
  afterAll(() => engine.close());

  it.each([...connectCases, ...proxyCases, ...tlsCases, ...socketCases, ...callCases])(
    'tells $name',
    async ({ cause, hint, start, state, step }) => {
      const { close, metadata = [], place, settings } = await start();
      try {
        const heard: DiagnosisStep[] = [];
        const diagnosis = await engine.diagnose(settings, {
          metadata,
          onStep: (ended) => heard.push(ended),
        });
        expect(heard).toEqual(diagnosis.steps);
        const found = diagnosis.steps.find((ended) => ended.step === step);
        const told = {
          state: found?.state,
          cause: found?.cause?.message.replaceAll(place, 'PLACE'),
          hint: found?.cause?.hint?.replaceAll(place, 'PLACE'),
        };
        const wanted = (text: string | RegExp) =>
          typeof text === 'string' ? text : expect.stringMatching(text);
        for (const { cause } of diagnosis.steps)
          expect(cause?.hint ?? '').not.toMatch(/(^|\W)-(H|-\w)|DUPLEX_|command line/);
        expect(told).toEqual({
          state,
          cause: wanted(cause),
          hint: hint === undefined ? expect.any(String) : wanted(hint),
        });
        expect(found?.cause?.advice).toBe(adviceFor(step, found?.cause?.hint));
        if (state === 'failed') expectTheRestSkipped(diagnosis);
      } finally {
        await close();
      }
    },
  );

  it('goes the whole way to a server that is well', async () => {
    const server = await startSampleServer();
    try {
      const diagnosis = await engine.diagnose({ address: `grpc://localhost:${server.port}` });
      expect(diagnosis.ok).toBe(true);
      const place = `localhost:${server.port}`;
      expect(diagnosis.steps.map(({ state, step, summary }) => [step, state, summary])).toEqual([
        ['name', 'passed', expect.stringMatching(/^localhost is .*127\.0\.0\.1/)],
        ['connect', 'passed', `Connected to 127.0.0.1:${server.port}`],
        ['http2', 'passed', `${place} speaks HTTP/2`],
        ['reflection', 'passed', `${place} lists 9 services (reflection v1)`],
        ['call', 'passed', `${place} answers gRPC calls: its health is SERVING`],
      ]);
    } finally {
      await server.close();
    }
  });

  it('takes a server without a health service for a well one', async () => {
    const server = await startSampleServer({ health: false, reflection: 'v1alpha' });
    try {
      const { ok, steps } = await engine.diagnose({ address: server.address });
      expect(ok).toBe(true);
      expect(steps.slice(-2)).toMatchObject([
        { state: 'passed', summary: expect.stringContaining('(reflection v1alpha)') },
        { state: 'passed', summary: expect.stringContaining('it has no health service') },
      ]);
    } finally {
      await server.close();
    }
  });

  it.each([
    [
      'that says nothing',
      () => plaintext(() => {}),
      ['skipped', 'passed', 'failed', 'skipped', 'skipped'],
    ],
    [
      'whose calls have no end',
      async () => {
        const { address, close } = await startFrameServer({});
        return { settings: { address }, place: address, close };
      },
      ['skipped', 'passed', 'passed', 'warning', 'failed'],
    ],
  ] as const)('ends in time with a server %s', async (_name, start, states) => {
    const { settings, close } = await start();
    try {
      const begin = performance.now();
      const { ok, steps } = await engine.diagnose(settings, { deadlineMs: 600 });
      expect(performance.now() - begin).toBeLessThan(2000);
      expect({ ok, states: steps.map(({ state }) => state) }).toEqual({ ok: false, states });
    } finally {
      await close();
    }
  });

  it('ends with the reason of the signal', async () => {
    const silent = await plaintext(() => {});
    try {
      const giveUp = new AbortController();
      const diagnosing = engine.diagnose(silent.settings, {
        signal: giveUp.signal,
        onStep: ({ step }) => {
          if (step === 'connect') giveUp.abort(new Error('given up'));
        },
      });
      await expect(diagnosing).rejects.toThrow('given up');
    } finally {
      silent.close();
    }
  });
});

function expectTheRestSkipped({ ok, steps }: Diagnosis): void {
  expect(ok).toBe(false);
  const at = steps.findIndex(({ state }) => state === 'failed');
  expect(steps.slice(at + 1).map(({ state }) => state)).toEqual(
    steps.slice(at + 1).map(() => 'skipped'),
  );
  expect(steps.at(-1)?.step).toBe('call');
}

/** The advice that goes with a hint to call in plaintext instead, or over TLS, or with a step. */
function adviceFor(step: StepName, hint = ''): Advice | undefined {
  if (step === 'proxy') return 'proxy';
  if (step !== 'tls' && step !== 'http2') return undefined;
  if (/grpcs:|TLS on/.test(hint)) return 'tls-on';
  return /grpc:|TLS off/.test(hint) ? 'tls-off' : undefined;
}
