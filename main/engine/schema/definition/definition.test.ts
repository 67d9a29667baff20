import { describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { bundledFile } from '../bundled/bundled-files.ts';
import { composeSources } from '../compose.ts';
import { linkFiles } from '../link/link.ts';
import { parseFile } from '../parse/parse-file.ts';
import { Schema } from '../schema.ts';
import { SchemaFile } from '../schema-file.ts';

const shop = `syntax = "proto3";
package shop;
import "base.proto";
// Sells things.
service Shop {
  // Buys one.
  rpc Buy(Order) returns (stream base.Thing) {
    option (base.note) = "shop.Order";
  }
}
// An order. shop.Size is not a link here.
message Order {
  repeated base.Thing things = 1;
  map<string, base.Thing> by_name = 2;
  optional Size size = 3;
  message Inner { Order back = 1; }
  enum Size { BIG = 0; }
  oneof pay { string card = 4; Inner cash = 5; }
}
`;
const base = `syntax = "proto3";
package base;
import "google/protobuf/descriptor.proto";
message Thing { Thing part = 1; }
extend google.protobuf.MethodOptions { string note = 50000; Thing thing = 50001; }
`;

function schemaOf(texts: Readonly<Record<string, string>>): Schema {
  const descriptor = 'google/protobuf/descriptor.proto';
  const all = { ...texts, [descriptor]: bundledFile(descriptor) ?? '' };
  const composed = Object.entries(all).map(([name, text]) => parseFile(name, text));
  const { files, diagnostics } = linkFiles(composed);

  expect(diagnostics).toEqual([]);
  return new Schema(
    composeSources([
      {
        files: files.map((file) => SchemaFile.of(file)),
        paths: new Map([['shop.proto', '/src/shop.proto']]),
        diagnostics: [],
      },
    ]),
  );
}

describe('a definition', () => {
  const schema = schemaOf({ 'shop.proto': shop, 'base.proto': base });
  const linked = (symbol: string): string[] => {
    const { text, links } = schema.definition(symbol);
    return links.map(({ from, to, symbol: target }) => `${text.slice(from, to)} ${target}`);
  };

  it('has links at the names in its text, options included, and nowhere else', () => {
    expect(linked('shop.Shop')).toEqual([
      'shop.Order shop.Order',
      'base.Thing base.Thing',
      'base.note base.note',
    ]);
    expect(linked('shop.Order')).toEqual([
      'base.Thing base.Thing',
      'base.Thing base.Thing',
      'shop.Order.Size shop.Order.Size',
      'shop.Order shop.Order',
      'shop.Order.Inner shop.Order.Inner',
    ]);
    expect(linked('base.note')).toEqual([
      'google.protobuf.MethodOptions google.protobuf.MethodOptions',
    ]);
  });

  it('is the text that describe prints', () => {
    for (const symbol of [
      'shop.Shop',
      'shop.Shop/Buy',
      'shop.Order',
      'shop.Order.pay',
      'base.note',
    ])
      expect(schema.definition(symbol).text).toBe(schema.describe(symbol));
  });

  it('tells where it is, what it is in and what is in it', () => {
    expect(schema.definition('shop.Shop.Buy')).toMatchObject({
      kind: 'method',
      name: 'shop.Shop/Buy',
      file: 'shop.proto',
      path: '/src/shop.proto',
      line: 7,
      parent: 'shop.Shop',
      usedByTotal: 0,
    });
    expect(schema.definition('.shop.Order').children).toEqual([
      { symbol: 'shop.Order.Inner', kind: 'message' },
      { symbol: 'shop.Order.Size', kind: 'enum' },
    ]);
    expect(schema.definition('shop.Shop').children).toEqual([
      { symbol: 'shop.Shop/Buy', kind: 'method' },
    ]);
    expect(schema.definition('google.protobuf.Timestamp')).toMatchObject({
      source: 'Comes with Duplex',
      kind: 'message',
    });
    expect(schema.definition('google.protobuf.Timestamp')).not.toHaveProperty('path');
  });

  it('tells what uses it, methods first, maps by their own field', () => {
    expect(schema.definition('base.Thing').usedBy).toEqual([
      { symbol: 'shop.Shop/Buy', kind: 'method', as: 'output' },
      { symbol: 'shop.Order.things', kind: 'field', as: 'field' },
      { symbol: 'shop.Order.by_name', kind: 'field', as: 'field' },
      { symbol: 'base.Thing.part', kind: 'field', as: 'field' },
      { symbol: 'base.thing', kind: 'extension', as: 'extension' },
    ]);
    expect(schema.definition('shop.Order.Size').usedBy).toEqual([
      { symbol: 'shop.Order.size', kind: 'field', as: 'field' },
    ]);
  });

  it('lists no more than 200 uses, and counts all', () => {
    const fields = Array.from({ length: 300 }, (_, index) => `M f${index} = ${index + 1};`);
    const many = schemaOf({ 'm.proto': `syntax = "proto3"; message M { ${fields.join(' ')} }` });
    const { usedBy, usedByTotal } = many.definition('M');
    expect([usedBy.length, usedByTotal]).toEqual([200, 300]);
  });

  it.each(['', '.', '/', 'shop', 'shop.Order.__proto__', '__proto__', 'shop.Shop/Gone'])(
    'of %j is an unknown symbol',
    (symbol) => expect(() => schema.definition(symbol)).toThrow(Failure),
  );
});

describe('a schema whose maps hold themselves', () => {
  it('tells what uses them and ends', () => {
    const entry = {
      name: 'E',
      options: { mapEntry: true },
      field: [{ name: 'value', number: 2, label: 1, type: 11, typeName: '.E' }],
    };
    const file = SchemaFile.of({ name: 'e.proto', messageType: [entry] });
    const schema = new Schema(composeSources([{ files: [file], diagnostics: [] }]));
    expect(schema.definition('E').usedBy).toEqual([]);
  });
});
