import { fail, ok } from '#app/contract/result.ts';
import { targetKey } from '#app/core/target.ts';
import { fakeStart } from '#renderer/bridge/fake-answers.ts';
import { connect, never, type WindowState } from '../stage.ts';

const longHint = 'Give the certificate of its authority: CA certificate in the TLS settings';

/** Before there is a connection, and where there is none. */
export const connectionStates: readonly WindowState[] = [
  { name: 'first-run' },
  {
    name: 'first-run-with-sample-server',
    answers: {
      'app.start': () => ok({ ...fakeStart, sampleAddress: 'grpc://127.0.0.1:50051' }),
    },
  },
  {
    name: 'not-connected',
    answers: {
      'app.start': () =>
        ok({
          ...fakeStart,
          recentAddresses: ['grpcs://api.example.com', 'grpc://localhost:50051'],
        }),
    },
  },
  {
    name: 'connecting',
    answers: { 'targets.connect': never },
    prepare: (stage) => void connect(stage, 'grpc://10.0.0.17:50051'),
  },
  {
    name: 'address-refused',
    prepare: (stage) => connect(stage, 'grpcs://api.example.com:77777'),
  },
  {
    name: 'failed-to-connect',
    answers: {
      'targets.connect': () =>
        fail({
          code: 'unreachable',
          message: 'Nothing listens at localhost:50051: the connection was refused',
          hint: 'Check the port, and that the server is running',
        }),
    },
    prepare: (stage) => connect(stage),
  },
  {
    name: 'failed-with-long-cause',
    answers: {
      'targets.connect': () =>
        fail({
          code: 'unreachable',
          message:
            'The certificate of payments-gateway.internal.eu-central-1.prod.example.com:8443 is not signed by an authority that is trusted here (UNABLE_TO_GET_ISSUER_CERT_LOCALLY)',
          hint: longHint,
        }),
    },
    prepare: (stage) =>
      connect(stage, 'grpcs://payments-gateway.internal.eu-central-1.prod.example.com:8443/v2'),
  },
  { name: 'connected', prepare: (stage) => connect(stage) },
  {
    name: 'connected-with-any-certificate',
    answers: {
      'targets.connect': ({ target }) =>
        ok({
          connection: {
            key: targetKey(target),
            state: 'connected',
            ms: { name: 0.4, connect: 1.1, tls: 6.2, total: 7.9 },
            tls: { version: 'TLSv1.3', insecure: true },
          },
          recentAddresses: [target.address],
        }),
    },
    async prepare(stage) {
      stage.store.getState().setAddress('grpcs://localhost:50052');
      stage.store.getState().setTls({ insecure: true });
      await stage.store.getState().connect();
    },
  },
  {
    name: 'connection-lost',
    async prepare(stage) {
      await connect(stage);
      const key = targetKey({ address: 'grpc://localhost:50051' });
      stage.bridge.emit('targets.changed', { key, state: 'not-connected' });
    },
  },
];
