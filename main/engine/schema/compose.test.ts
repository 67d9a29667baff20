import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SchemaSources } from '#app/contract/schema.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { readDescriptorSet } from './descriptor-set/read-descriptor-set.ts';
import { setOfFiles, withoutSourceInfo } from './file-bytes.ts';
import { linkFiles } from './link/link.ts';
import { parseFile } from './parse/parse-file.ts';
import type { Schema } from './schema.ts';
import { SchemaFile } from './schema-file.ts';

let folder: string;
const engine = quietEngine();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-compose-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function put(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return path;
}

function linked(texts: Readonly<Record<string, string>>): readonly SchemaFile[] {
  const parsed = Object.entries(texts).map(([name, text]) => parseFile(name, text));
  return linkFiles(parsed).files.map((file) => SchemaFile.of(file));
}

/** As compilers put descriptors into programs: without comments. */
function bare(texts: Readonly<Record<string, string>>): Uint8Array[] {
  return linked(texts).map(({ bytes }) => withoutSourceInfo(bytes));
}

/** The schema of files together with that of a server which tells of `files`. */
async function composed(
  sources: Partial<SchemaSources>,
  services: readonly string[],
  files: readonly Uint8Array[],
): Promise<Schema> {
  const server = await startReflectionServer({
    services,
    bySymbol: () => files,
    byName: () => undefined,
  });
  try {
    return await engine.schema({
      target: { address: server.address },
      sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true, ...sources },
    });
  } finally {
    server.close();
  }
}

const old = `syntax = "proto3"; package shop;
// Sells.
service Shop {
  // Buys one.
  rpc Buy(Order) returns (Order);
}
// What is bought.
message Order {
  // Who buys.
  string buyer = 1;
}
`;
const newer = `syntax = "proto3"; package shop;
enum Size { SMALL = 0; }
message Parcel { Order order = 1; Size size = 2; }
message Order { string buyer = 1; Size size = 2; }
service Shop { rpc Buy(Order) returns (Order); rpc Ship(Order) returns (Parcel); }
service Depot { rpc Send(Parcel) returns (Order); }
`;
const user = `syntax = "proto3"; package use; import "shop.proto";
message Uses { shop.Parcel parcel = 1; }
service User { rpc Use(Uses) returns (Uses); }
`;

describe('files and the reflection of a server', () => {
  it('that lacks a type says so once, at its place', async () => {
    const text = 'syntax = "proto3"; package p; message A { Gone gone = 1; inner.Lost lost = 2; }';
    const sources = { protos: [put('a.proto', text)], descriptorSets: [] };
    const schema = await engine.schema({
      target: null,
      sources: { ...sources, importPaths: [], reflection: false },
    });
    expect(schema.summary.diagnostics.map(({ line, message }) => [line, message])).toEqual([
      [1, 'type "Gone" is not defined'],
      [1, 'type "inner.Lost" is not defined'],
    ]);
  });

  it('show the comments of the files, whatever the server calls its own', async () => {
    const path = put('protos/api/shop.proto', old);
    const schema = await composed({ protos: [path] }, ['shop.Shop'], bare({ 'shop.proto': old }));
    expect(schema.summary.services).toMatchObject([
      { name: 'shop.Shop', comment: 'Sells.', methods: [{ name: 'Buy', comment: 'Buys one.' }] },
    ]);
    expect(schema.messageDoc('shop.Order').fields).toMatchObject([{ comment: 'Who buys.' }]);
    expect(schema.definition('shop.Order')).toMatchObject({ path, line: 8 });
  });

  it('leave the server what only it defines, in a file that they both have', async () => {
    const path = put('shop.proto', old);
    const services = ['shop.Shop', 'shop.Depot', 'use.User'];
    const files = bare({ 'shop.proto': newer, 'user.proto': user });
    const schema = await composed({ protos: [path] }, services, files);
    expect(schema.summary.diagnostics).toEqual([]);
    expect(
      schema.summary.services.map(({ name, methods }) => [name, methods.map((one) => one.name)]),
    ).toEqual([
      ['shop.Depot', ['Send']],
      ['shop.Shop', ['Buy']],
      ['use.User', ['Use']],
    ]);
    const uses = schema.codec('use.Uses');
    const json = { parcel: { order: { buyer: 'Ada' }, size: 'SMALL' } };
    expect(uses.decode(uses.encode(JSON.stringify(json)), { emitDefaults: true }).json).toEqual(
      json,
    );
    expect(schema.definition('shop.Parcel').source).toBe('Server reflection');
    expect(schema.definition('shop.Order').path).toBe(path);
  });

  it('compile to files that import what they use', async () => {
    const path = put('shop.proto', old);
    const files = bare({ 'shop.proto': newer, 'user.proto': user });
    const schema = await composed({ protos: [path] }, ['use.User'], files);
    const set = readDescriptorSet(schema.compile({ sourceInfo: true }));
    expect(set.map(({ name, dependencies }) => [name, dependencies])).toEqual([
      ['shop.proto', []],
      ['shop~2.proto', ['shop.proto']],
      ['user.proto', ['shop.proto', 'shop~2.proto']],
    ]);
  });
});

describe('a descriptor set without comments', () => {
  it('gets those of another source, at its own places', async () => {
    const path = put('shop.binpb', setOfFiles(bare({ 'shop.proto': newer })));
    const commented = linked({ 'api/shop.proto': old }).map(({ bytes }) => bytes);
    const schema = await composed({ descriptorSets: [path] }, ['shop.Shop'], commented);
    const [, shop] = schema.summary.services;
    expect(shop).toMatchObject({ comment: 'Sells.', methods: [{ comment: 'Buys one.' }, {}] });
    expect(shop?.methods[1]).not.toHaveProperty('comment');
    const { text, ...definition } = schema.definition('shop.Order');
    expect(text).toBe(`// What is bought.
message Order {
  // Who buys.
  string buyer = 1;
  shop.Size size = 2;
}
`);
    expect(definition).toMatchObject({ file: 'shop.proto', source: 'shop.binpb' });
    expect(definition).not.toHaveProperty('line');
  });
});
