import { describe, expect, it } from 'vitest';
import { linkFiles } from '../link/link.ts';
import { parseFile } from '../parse/parse-file.ts';
import { SchemaFile } from '../schema-file.ts';
import { SymbolSearch } from './symbol-search.ts';

const { files } = linkFiles([
  parseFile(
    'shop.proto',
    `syntax = "proto3"; package order.v1;
     service Orders { rpc Create(CreateRequest) returns (Order); rpc Watch(Order) returns (stream Order); }
     message CreateRequest {} message Order { map<string, Order> parts = 1; }
     message Basket {} enum Size { SIZE = 0; }`,
  ),
]);
const search = new SymbolSearch(files.map((file) => SchemaFile.of(file)));
const found = async (query: string, limit = 200): Promise<string[]> =>
  (await search.find(query, limit)).matches.map(({ name }) => name);

describe('the search for symbols', () => {
  it('gives methods first, and no entries of maps, when nothing is asked for', async () => {
    expect(await found('')).toEqual([
      'order.v1.Orders/Create',
      'order.v1.Orders/Watch',
      'order.v1.CreateRequest',
      'order.v1.Order',
      'order.v1.Basket',
      'order.v1.Size',
      'order.v1.Orders',
    ]);
  });

  it('finds names of which letters are left out, parts in any order, and pasted ones', async () => {
    expect((await found('crereq'))[0]).toBe('order.v1.CreateRequest');
    expect((await found('watch order'))[0]).toBe('order.v1.Orders/Watch');
    expect((await found('.order.v1.Basket'))[0]).toBe('order.v1.Basket');
    expect(await found('zzz')).toEqual([]);
    expect(await found('__proto__')).toEqual([]);
  });

  it('puts what is so named before what is in a package that is so named', async () => {
    expect((await found('order'))[0]).toBe('order.v1.Order');
    expect(await search.find('order', 2)).toMatchObject({ matches: { length: 2 }, total: 7 });
    expect(await search.find('order', 0)).toEqual({ matches: [], total: 7 });
  });

  it('puts what has just that name first, and a method before the types named after it', async () => {
    expect((await found('create'))[0]).toBe('order.v1.Orders/Create');
    expect((await found('order create'))[0]).toBe('order.v1.Orders/Create');
    expect((await found('createrequest'))[0]).toBe('order.v1.CreateRequest');
  });

  it('finds what was mistyped, by initials, and with dots and underscores in any place', async () => {
    expect((await found('cretae'))[0]).toBe('order.v1.Orders/Create');
    expect((await found('craete requset'))[0]).toBe('order.v1.CreateRequest');
    expect((await found('baskt'))[0]).toBe('order.v1.Basket');
    expect((await found('bosket'))[0]).toBe('order.v1.Basket');
    expect(await found('baskett')).toEqual(['order.v1.Basket']);
    expect(await found('bsaket')).toEqual(['order.v1.Basket']);
    expect((await found('cr'))[0]).toBe('order.v1.Orders/Create');
    expect((await found('crt'))[0]).toBe('order.v1.Orders/Create');
    expect((await found('create_request'))[0]).toBe('order.v1.CreateRequest');
    expect((await found('order.v1.Orders.Watch'))[0]).toBe('order.v1.Orders/Watch');
    expect((await found('OrdersWatch'))[0]).toBe('order.v1.Orders/Watch');
  });

  it('counts initials as much as words, and gives each name once before any comes again', async () => {
    const names = ['a.ListSpecsRequest', 'a.CreateSinkRequest', 'b.CreateSessionRequest'];
    const twice = new SymbolSearch(
      linkFiles(
        [...names, 'c.CreateSessionRequest'].map((name) =>
          parseFile(
            `${name}.proto`,
            `syntax = "proto3"; package ${name.charAt(0)}; message ${name.slice(2)} {}`,
          ),
        ),
      ).files.map((file) => SchemaFile.of(file)),
    );
    expect((await twice.find('csr', 9)).matches).toMatchObject([
      { name: 'b.CreateSessionRequest' },
      { name: 'a.CreateSinkRequest' },
      { name: 'c.CreateSessionRequest' },
      { name: 'a.ListSpecsRequest' },
    ]);
    expect((await twice.find('csr', 1)).matches[0]?.ranges).toEqual([
      [2, 3],
      [8, 9],
      [15, 16],
    ]);
  });

  it('puts whole names of packages, begins of words and messages before what only has the letters', async () => {
    const { files: some } = linkFiles([
      parseFile(
        'a.proto',
        `syntax = "proto2"; package google.pubsub.v1;
         service Publisher { rpc Publish(A) returns (A); }
         message A { extensions 100 to 200; } message Http {} extend A { optional Http http = 100; }
         message ReconConfig {} message RedactConfig {} message RecognitionConfig {}`,
      ),
      parseFile(
        'b.proto',
        `syntax = "proto3"; package google.pubsublite.v1;
         service PublisherService { rpc Publish(B) returns (B); rpc PublishToPubSub(B) returns (B); }
         message B {} message PublishToPubSub {}`,
      ),
    ]);
    const among = new SymbolSearch(some.map((file) => SchemaFile.of(file)));
    const names = async (query: string) =>
      (await among.find(query, 3)).matches.map(({ name }) => name);
    expect((await names('pubsub publish'))[0]).toBe('google.pubsub.v1.Publisher/Publish');
    expect(await among.find('google.pubsub.v1.Http', 2)).toMatchObject({
      matches: [{ kind: 'message' }, { kind: 'extension' }],
    });
    expect((await names('recconfig')).slice(0, 2)).toEqual([
      'google.pubsub.v1.ReconConfig',
      'google.pubsub.v1.RecognitionConfig',
    ]);
  });

  it('tells what of the name was found', async () => {
    expect((await search.find('Basket', 1)).matches).toEqual([
      { kind: 'message', name: 'order.v1.Basket', file: 'shop.proto', ranges: [[9, 15]] },
    ]);
    expect((await search.find('orders/watch', 1)).matches).toMatchObject([
      { kind: 'method', methodKind: 'server-streaming', ranges: [[9, 21]] },
    ]);
  });

  it('finds while somebody types what it finds at once', async () => {
    const typing = new SymbolSearch(files.map((file) => SchemaFile.of(file)));
    for (const text of ['orders watch', 'ordersv1', 'craete requset', '.order.v1.B', 'crq v1']) {
      for (let end = 1; end <= text.length; end += 1) {
        const query = text.slice(0, end);
        const fresh = new SymbolSearch(files.map((file) => SchemaFile.of(file)));
        expect({ query, ...(await typing.find(query, 3)) }).toEqual({
          query,
          ...(await fresh.find(query, 3)),
        });
      }
    }
  });
});
