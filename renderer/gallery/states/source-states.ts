import { fail, ok } from '#app/contract/result.ts';
import type { Diagnostic, SchemaSummary, SourceState } from '#app/contract/schema.ts';
import { fakeSchema } from '#renderer/bridge/fake-answers.ts';
import { connect, type Stage, settled, type WindowState } from '../stage.ts';

const home = '/home/ada/src';
const googleapis = `${home}/vendor/googleapis`;

const problems: readonly Diagnostic[] = Array.from({ length: 40 }, (_, index) => {
  const file = `shop/orders/v${Math.floor(index / 9) + 1}/orders.proto`;
  const path = `${home}/shop/proto/${file}`;
  const place = { file, path, line: 7 + index * 3, column: 8 };
  if (index % 9 === 0) {
    return {
      ...place,
      severity: 'error',
      message: 'cannot find "google/type/money.proto", imported here',
      hint: `Looked in ${home}/shop/proto and ${home}/shared. It is at ${googleapis}/google/type/money.proto`,
      importPath: googleapis,
    };
  }
  return {
    ...place,
    severity: index % 4 === 0 ? 'warning' : 'error',
    message:
      index % 4 === 0
        ? 'import "google/api/annotations.proto" is not used'
        : `"google.type.Money${index}" is not defined`,
  };
});

const files: SourceState = {
  kind: 'files',
  title: 'proto',
  paths: [`${home}/shop/proto`, `${home}/shared/events.proto`],
  state: 'read',
  files: 1212,
  services: 14,
  ms: 184.2,
  roots: [
    {
      path: `${home}/shop/proto`,
      how: 'own',
      reason: 'shop/orders/v1/orders.proto lies under it as its imports name it',
    },
    { path: `${home}/shop/buf`, how: 'buf', reason: 'buf.yaml names it as a module' },
    {
      path: `${home}/vendor/protoc-gen-validate`,
      how: 'found',
      reason:
        'shop/orders/v1/orders.proto imports "validate/validate.proto", which is at vendor/protoc-gen-validate',
    },
  ],
};

const sets: SourceState = {
  kind: 'descriptor-sets',
  title: 'billing.binpb',
  paths: [`${home}/billing/billing.binpb`],
  state: 'failed',
  files: 0,
  services: 0,
  ms: 2.1,
  roots: [],
  error: {
    code: 'schema-invalid',
    message: `${home}/billing/billing.binpb is no descriptor set: it ends within a field`,
    hint: 'Write it anew: protoc --descriptor_set_out, or buf build -o',
  },
};

const reflection: SourceState = {
  kind: 'reflection',
  title: 'Server reflection',
  paths: [],
  state: 'read',
  files: 9,
  services: 3,
  ms: 21.4,
  roots: [],
};

const many: SchemaSummary = {
  ...fakeSchema,
  sources: [files, sets, reflection],
  diagnostics: problems,
};

/** Where the schema comes from, and what is wrong with it. */
export const sourceStates: readonly WindowState[] = [
  { name: 'sources-none', prepare: (stage) => open(stage) },
  {
    name: 'sources',
    answers: {
      'schema.read': () => ok({ ...many, diagnostics: [], sources: [files, reflection] }),
    },
    async prepare(stage) {
      await give(stage, false);
      await open(stage);
    },
  },
  {
    name: 'sources-with-problems',
    answers: { 'schema.read': () => ok(many) },
    async prepare(stage) {
      await give(stage, true);
      await open(stage);
    },
  },
  {
    name: 'sources-problems-in-view',
    answers: { 'schema.read': () => ok(many) },
    async prepare(stage) {
      await give(stage, true);
      await open(stage);
      document.querySelector('[aria-label="Problems"]')?.scrollIntoView();
    },
  },
  {
    name: 'sources-reflection-refused',
    answers: {
      'schema.read': () =>
        fail({
          code: 'status',
          status: 16,
          message: 'localhost:50051 refused reflection: UNAUTHENTICATED, no token',
          hint: 'Give what it asks for as metadata for reflection',
        }),
    },
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().setReflectionMetadata('grpc://localhost:50051', [
        { name: 'authorization', value: 'Bearer 12345' },
        { name: 'trace-bin', value: 'no base64!' },
      ]);
      await open(stage);
    },
  },
];

/** As a session brings it back. */
async function give(stage: Stage, isMuch: boolean): Promise<void> {
  const { sources } = stage.store.getState();
  stage.store.setState({
    sources: {
      ...sources,
      protos: [...files.paths],
      importPaths: isMuch ? [`${home}/shared`, `${home}/shop/generated/include`] : [],
      descriptorSets: isMuch ? [...sets.paths] : [],
      ignoredRoots: isMuch ? [`${home}/old/third_party`] : [],
    },
  });
  await connect(stage);
}

async function open({ store }: Stage): Promise<void> {
  store.getState().openPage({ kind: 'sources' });
  await settled();
}
