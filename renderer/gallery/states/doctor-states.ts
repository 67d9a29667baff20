import type { Diagnosis, DiagnosisStep, StepName } from '#app/contract/diagnosis.ts';
import { fail, ok } from '#app/contract/result.ts';
import { fakeDiagnosis } from '#renderer/bridge/fake-diagnosis.ts';
import { never, type Stage, settled, type WindowState } from '../stage.ts';
import { exampleChain } from './tls-states.ts';

const host = 'payments-gateway.internal.eu-central-1.prod.example.com';
const place = `${host}:8443`;
const address = `grpcs://${place}`;

function passed(step: StepName, summary: string, facts: DiagnosisStep['facts'] = []) {
  return { step, state: 'passed', ms: 1.4, summary, facts } as const;
}
function skipped(step: StepName): DiagnosisStep {
  return { step, state: 'skipped', summary: 'Not looked at', facts: [] };
}

const reached: readonly DiagnosisStep[] = [
  passed('name', 'localhost is 127.0.0.1 and ::1', [
    ['Address', '127.0.0.1'],
    ['Address', '::1'],
  ]),
  passed('connect', 'Connected to 127.0.0.1:8443'),
];

const rest: readonly DiagnosisStep[] = [skipped('http2'), skipped('reflection'), skipped('call')];

function failing(step: DiagnosisStep, change: Partial<Diagnosis> = {}): Diagnosis {
  const steps = [...reached, step, ...rest];
  return { target: address, steps, certificates: [], ok: false, ...change };
}

const plaintext = failing({
  step: 'tls',
  state: 'failed',
  ms: 3.2,
  summary: 'The server at localhost:50051 speaks plaintext, not TLS',
  facts: [],
  cause: {
    code: 'unreachable',
    message: 'The server at localhost:50051 speaks plaintext, not TLS',
    hint: 'Use grpc://localhost:50051, or switch TLS off',
    advice: 'tls-off',
  },
});

const wrongName = failing(
  {
    step: 'tls',
    state: 'failed',
    ms: 12.8,
    summary: `The certificate of ${place} is for api.example.com, *.internal.example.com and 10.0.0.17, not ${host}`,
    facts: [
      ['Version', 'TLSv1.3'],
      ['Cipher', 'TLS_AES_256_GCM_SHA384'],
      ['ALPN', 'h2'],
      ['Names', 'api.example.com, *.internal.example.com, 10.0.0.17'],
    ],
    cause: {
      code: 'unreachable',
      message: `The certificate of ${place} is for api.example.com, *.internal.example.com and 10.0.0.17, not ${host}`,
      hint: 'Set the server name to api.example.com: in the TLS settings',
    },
  },
  { certificates: exampleChain },
);

const noReflection: Diagnosis = {
  ...fakeDiagnosis,
  steps: [
    ...fakeDiagnosis.steps,
    {
      step: 'reflection',
      state: 'warning',
      ms: 2.2,
      summary: 'The schema has to come from files',
      facts: [],
      cause: {
        code: 'no-reflection',
        message: 'localhost:50051 has no reflection service',
        hint: 'Add the .proto files that define its services: Add schema',
      },
    },
  ],
};

/** The way to a server, step by step. */
export const doctorStates: readonly WindowState[] = [
  { name: 'doctor-well', prepare: (stage) => diagnose(stage, 'grpc://localhost:50051') },
  state('doctor-plaintext', plaintext, 'grpcs://localhost:50051'),
  state('doctor-wrong-name', wrongName),
  state('doctor-no-reflection', noReflection, 'grpc://localhost:50051'),
  {
    name: 'doctor-running',
    answers: { 'connection.diagnose': never },
    async prepare(stage) {
      await diagnose(stage);
      const diagnosisId = stage.store.getState().diagnosis?.diagnosisId ?? '';
      for (const step of reached) stage.bridge.emit('connection.step', { diagnosisId, step });
    },
  },
  {
    name: 'doctor-stopped',
    answers: {
      'connection.diagnose': () => fail({ code: 'cancelled', message: 'It was stopped' }),
    },
    async prepare(stage) {
      await diagnose(stage);
      const { diagnosis } = stage.store.getState();
      stage.store.setState({ diagnosis: diagnosis && { ...diagnosis, steps: reached } });
    },
  },
  {
    name: 'doctor-not-run',
    async prepare({ store }) {
      store.getState().setAddress(address);
      store.getState().openPage({ kind: 'diagnosis' });
      await settled();
    },
  },
];

function state(name: string, diagnosis: Diagnosis, to = address): WindowState {
  return {
    name,
    answers: { 'connection.diagnose': () => ok(diagnosis) },
    prepare: (stage) => diagnose(stage, to),
  };
}

async function diagnose({ store }: Stage, to = address): Promise<void> {
  store.getState().setAddress(to);
  store.getState().openPage({ kind: 'diagnosis' });
  void store.getState().diagnose();
  await settled();
}
