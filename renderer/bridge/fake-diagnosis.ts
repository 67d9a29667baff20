import type { Diagnosis } from '#app/contract/diagnosis.ts';

/** A diagnosis where all goes well. */
export const fakeDiagnosis: Diagnosis = {
  target: 'grpc://localhost:50051',
  steps: [
    {
      step: 'name',
      state: 'passed',
      ms: 0.6,
      summary: 'localhost is 127.0.0.1',
      facts: [['Address', '127.0.0.1']],
    },
    {
      step: 'connect',
      state: 'passed',
      ms: 0.3,
      summary: 'Connected to 127.0.0.1:50051',
      facts: [['Address', '127.0.0.1:50051']],
    },
    {
      step: 'http2',
      state: 'passed',
      ms: 1.8,
      summary: 'localhost:50051 speaks HTTP/2',
      facts: [['Longest frame, bytes', '16384']],
    },
  ],
  certificates: [],
  ok: true,
};
