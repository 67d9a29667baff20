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
const found = (query: string, limit = 200): string[] =>
  search.find(query, limit).matches.map(({ name }) => name);

describe('the search for symbols', () => {
  it('gives methods first, and no entries of maps, when nothing is asked for', () => {
    expect(found('')).toEqual([
      'order.v1.Orders/Create',
      'order.v1.Orders/Watch',
      'order.v1.CreateRequest',
      'order.v1.Order',
      'order.v1.Basket',
      'order.v1.Size',
      'order.v1.Orders',
    ]);
  });

  it('finds names of which letters are left out, parts in any order, and pasted ones', () => {
    expect(found('crereq')[0]).toBe('order.v1.CreateRequest');
    expect(found('watch order')[0]).toBe('order.v1.Orders/Watch');
    expect(found('.order.v1.Basket')[0]).toBe('order.v1.Basket');
    expect(found('zzz')).toEqual([]);
    expect(found('__proto__')).toEqual([]);
  });

  it('puts what is so named before what is in a package that is so named', () => {
    expect(found('order')[0]).toBe('order.v1.Order');
    expect(search.find('order', 2)).toMatchObject({ matches: { length: 2 }, total: 7 });
    expect(search.find('order', 0)).toEqual({ matches: [], total: 7 });
  });

  it('puts what has just that name first, and a method before the types named after it', () => {
    expect(found('create')[0]).toBe('order.v1.Orders/Create');
    expect(found('order create')[0]).toBe('order.v1.Orders/Create');
    expect(found('createrequest')[0]).toBe('order.v1.CreateRequest');
  });

  it('finds what was mistyped, by initials, and with dots and underscores in any place', () => {
    expect(found('cretae')[0]).toBe('order.v1.Orders/Create');
    expect(found('craete requset')[0]).toBe('order.v1.CreateRequest');
    expect(found('baskt')[0]).toBe('order.v1.Basket');
    expect(found('bosket')[0]).toBe('order.v1.Basket');
    expect(found('baskett')).toEqual(['order.v1.Basket']);
    expect(found('bsaket')).toEqual(['order.v1.Basket']);
    expect(found('cr')[0]).toBe('order.v1.Orders/Create');
    expect(found('crt')[0]).toBe('order.v1.Orders/Create');
    expect(found('create_request')[0]).toBe('order.v1.CreateRequest');
    expect(found('order.v1.Orders.Watch')[0]).toBe('order.v1.Orders/Watch');
    expect(found('OrdersWatch')[0]).toBe('order.v1.Orders/Watch');
  });

  it('counts initials as much as words, and gives each name once before any comes again', () => {
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
    expect(twice.find('csr', 9).matches).toMatchObject([
      { name: 'b.CreateSessionRequest' },
      { name: 'a.CreateSinkRequest' },
      { name: 'c.CreateSessionRequest' },
      { name: 'a.ListSpecsRequest' },
    ]);
    expect(twice.find('csr', 1).matches[0]?.ranges).toEqual([
      [2, 3],
      [8, 9],
      [15, 16],
    ]);
  });

  it('tells what of the name was found', () => {
    expect(search.find('Basket', 1).matches).toEqual([
      { kind: 'message', name: 'order.v1.Basket', file: 'shop.proto', ranges: [[9, 15]] },
    ]);
    expect(search.find('orders/watch', 1).matches).toMatchObject([
      { kind: 'method', methodKind: 'server-streaming', ranges: [[9, 21]] },
    ]);
  });
});
