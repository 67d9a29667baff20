import type { ServiceHealth } from '#app/contract/health.ts';
import { fail, ok } from '#app/contract/result.ts';
import { connect, type Stage, settled, type WindowState } from '../stage.ts';

const long =
  'com.example.payments.settlement.reconciliation.internal.v1alpha1.LedgerReconciliationCoordinatorService';

const mixed: readonly ServiceHealth[] = [
  { service: '', status: 'SERVING' },
  { service: 'chat.v1.Chat', status: 'SERVING' },
  { service: long, status: 'NOT_SERVING' },
  {
    service: 'greeter.v1.Greeter',
    error: {
      code: 'status',
      message: 'The health service of localhost:50051 ended with INTERNAL 13: no such shard',
    },
  },
  { service: 'market.v1.Market', status: 'SERVICE_UNKNOWN' },
  { service: 'telemetry.v1.Telemetry', status: 'UNKNOWN' },
  { service: 'types.v1.Types', status: 'STATUS_9' },
];

const lost: ServiceHealth[] = mixed.slice(0, 3).map(({ service }) => ({
  service,
  error: {
    code: 'unreachable',
    message: 'Nothing listens at localhost:50051: the connection was refused',
  },
  retryMs: 1000,
}));

/** How a server and its services say they are. */
export const healthStates: readonly WindowState[] = [
  {
    name: 'health',
    answers: { 'health.survey': () => ok(mixed.slice(0, 2)) },
    prepare: (stage) => open(stage),
  },
  {
    name: 'health-mixed',
    answers: { 'health.survey': () => ok(mixed) },
    prepare: (stage) => open(stage, 'market.v1.Market'),
  },
  {
    name: 'health-watch-lost',
    answers: { 'health.survey': () => ok(mixed.slice(0, 3)) },
    async prepare(stage) {
      await open(stage);
      const { store, bridge } = stage;
      void store.getState().watchHealth();
      const watchId = store.getState().health?.watchId ?? '';
      for (const health of lost) bridge.emit('health.changed', { watchId, health });
      holdTimes(stage);
    },
  },
  {
    name: 'health-none',
    answers: {
      'health.survey': () =>
        fail({
          code: 'status',
          status: 12,
          message: 'localhost:50051 has no health service: it answered UNIMPLEMENTED 12',
          hint: 'That says nothing about how it is: a server may do without grpc.health.v1. Call one of its methods instead',
        }),
    },
    prepare: (stage) => open(stage),
  },
  {
    name: 'health-not-connected',
    async prepare(stage) {
      stage.store.getState().setAddress('grpc://localhost:50051');
      stage.store.getState().openPage({ kind: 'health' });
      await settled();
    },
  },
];

async function open(stage: Stage, service?: string): Promise<void> {
  await connect(stage);
  stage.store.getState().openPage({ kind: 'health', service });
  await settled();
  holdTimes(stage);
}

/** The same time in every picture. */
function holdTimes({ store }: Stage): void {
  const { health } = store.getState();
  if (health === null) return;
  const since = new Date(2026, 0, 15, 14, 3, 22).getTime();
  const services = new Map([...health.services].map(([name, seen]) => [name, { ...seen, since }]));
  const checked = health.checkedAt === undefined ? {} : { checkedAt: since };
  store.setState({ health: { ...health, ...checked, services } });
}
