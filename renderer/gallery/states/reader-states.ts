import { fail, ok } from '#app/contract/result.ts';
import { methodNamed } from '#renderer/bridge/fake-answers.ts';
import { connect, openMethod, type Stage, settled, type WindowState } from '../stage.ts';

const brokenFile = `// Copyright 2026 The Shop Authors
/* Orders, and what becomes of them. */
syntax = "proto3";

package shop.orders.v1;

import "google/type/money.proto";
import "shop/catalogue/v1/item.proto";

option go_package = "shop/orders/v1;ordersv1";

// What somebody wants to have.
message Order {
  reserved 4, 9 to 12;

  string id = 1;
  repeated shop.catalogue.v1.Item items = 2 [packed = false];
  google.type.Money total = 3;
  map<string, int64> counts = 5;
  State state = 6 [json_name = "orderState"];

  enum State {
    STATE_UNSPECIFIED = 0;
    STATE_SENT = 0x1;
  }
}
`;

/** What is read of a schema, and how one gets there. */
export const readerStates: readonly WindowState[] = [
  {
    name: 'go-to-method',
    async prepare(stage) {
      await connect(stage);
      await openMethod(stage, methodNamed('SayHello'));
      await search(stage, 'greeter hello');
    },
  },
  {
    name: 'go-to-method-not-found',
    async prepare(stage) {
      await connect(stage);
      await search(stage, 'invoices');
    },
  },
  { name: 'go-to-method-without-schema', prepare: (stage) => search(stage, '') },
  {
    name: 'definition',
    prepare: (stage) => read(stage, 'greeter.v1.SayHelloRequest'),
  },
  {
    name: 'definition-of-service',
    prepare: (stage) => read(stage, 'greeter.v1.Greeter'),
  },
  {
    name: 'definition-unknown',
    answers: {
      'schema.definition': () =>
        fail({
          code: 'unknown-symbol',
          message: 'The schema has no "greeter.v1.SayHelloRequest"',
          hint: 'It may have been renamed: find it by Go to method',
        }),
    },
    prepare: (stage) => read(stage, 'greeter.v1.SayHelloRequest'),
  },
  {
    name: 'file-at-a-place',
    answers: { 'schema.sourceText': ({ file }) => ok({ file, path: file, text: brokenFile }) },
    async prepare(stage) {
      await connect(stage);
      const file = '/home/ada/src/shop/proto/shop/orders/v1/orders.proto';
      stage.store.getState().openPage({ kind: 'file', file, line: 18, column: 3 });
      await settled();
    },
  },
  {
    name: 'method-docs',
    async prepare(stage) {
      await connect(stage);
      const tab = await openMethod(stage, methodNamed('SayHello'));
      stage.store.getState().setRequestPart(tab, 'docs');
      await settled();
    },
  },
];

async function read(stage: Stage, symbol: string): Promise<void> {
  await connect(stage);
  await openMethod(stage, methodNamed('SayHello'));
  stage.store.getState().openPage({ kind: 'definition', symbol });
  await settled();
}

/** As by keyboard: React hears only of what the field itself was given. */
async function search({ store }: Stage, query: string): Promise<void> {
  store.getState().showDialog('symbols');
  await settled();
  document.execCommand('insertText', false, query);
  await settled();
}
