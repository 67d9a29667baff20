import { fail, ok } from '#app/contract/result.ts';
import type { Diagnostic, SchemaSummary } from '#app/contract/schema.ts';
import { fakeMethod, fakeSchema } from '#renderer/bridge/fake-answers.ts';
import { connect, never, settled, type WindowState } from '../stage.ts';

const problems: readonly Diagnostic[] = Array.from({ length: 27 }, (_, index) =>
  index === 0
    ? {
        severity: 'error',
        file: 'shop/orders/v1/orders.proto',
        line: 12,
        column: 8,
        message: 'cannot find "google/type/money.proto", imported here',
        hint: 'Add the folder it is in as an import path: /home/ada/src/googleapis',
      }
    : {
        severity: index % 3 === 0 ? 'warning' : 'error',
        file: `shop/catalogue/v1/a_rather_long_file_name_${index}.proto`,
        line: 40 + index,
        column: 3,
        message: `there is no type "shop.catalogue.v1.Item${index}"`,
      },
);

const long = 'com.example.platform.infrastructure.notifications.delivery.v1alpha1';

const hugeSchema: SchemaSummary = {
  diagnostics: [],
  sources: [],
  reflection: 'v1alpha',
  services: Array.from({ length: 400 }, (_, index) => {
    const number = String(index).padStart(3, '0');
    const service = `${long}.tenant${number}.NotificationDeliveryConfigurationService`;
    return {
      name: service,
      methods: [
        fakeMethod(`${service}/CreateOrUpdateNotificationDeliveryConfiguration`, 'unary'),
        fakeMethod(`${service}/WatchNotificationDeliveryConfigurations`, 'server-streaming'),
      ],
    };
  }),
};

/** What is known of the services, and what keeps them from being known. */
export const schemaStates: readonly WindowState[] = [
  {
    name: 'schema-loading',
    answers: { 'schema.read': never },
    prepare: (stage) => void connect(stage),
  },
  {
    name: 'schema-reading',
    answers: { 'schema.read': never },
    async prepare(stage) {
      void connect(stage);
      await settled();
      const { readId = '' } = stage.bridge.asked('schema.read')[0] ?? {};
      const event = { readId, phase: 'parsing', done: 3120, total: 8043 } as const;
      stage.bridge.emit('schema.progress', event);
    },
  },
  {
    name: 'no-reflection',
    answers: {
      'schema.read': () =>
        fail({
          code: 'no-reflection',
          message: 'localhost:50051 has no reflection service',
          hint: 'Add the .proto files that define its services: Add schema',
        }),
    },
    prepare: (stage) => connect(stage),
  },
  {
    name: 'schema-with-problems',
    answers: { 'schema.read': () => ok({ ...fakeSchema, diagnostics: problems }) },
    prepare: (stage) => connect(stage),
  },
  {
    name: 'schema-without-services',
    answers: {
      'schema.read': () => ok({ services: [], sources: [], diagnostics: [], reflection: 'v1' }),
    },
    prepare: (stage) => connect(stage),
  },
  {
    name: 'schema-huge',
    answers: { 'schema.read': () => ok(hugeSchema) },
    prepare: (stage) => connect(stage),
  },
  {
    name: 'schema-filtered',
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().setServiceFilter('hello');
    },
  },
  {
    name: 'schema-filtered-to-nothing',
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().setServiceFilter('ListInvoicesOfTheYear');
    },
  },
];
