import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { diagnosticText, type SchemaSources } from '#app/contract/schema.ts';
import { createEngine, type Engine, type Schema } from '#engine';
import { comparable, compileWithProtoc, throughWire } from '../link/protoc-oracle.ts';
import { createDescriptorSetSource } from './descriptor-set-source.ts';
import { readDescriptorSet } from './read-descriptor-set.ts';

const texts = new Map([
  [
    'shop/order.proto',
    `syntax = "proto3";
package shop;
import "google/protobuf/timestamp.proto";
import "google/protobuf/descriptor.proto";
extend google.protobuf.FieldOptions { string unit = 50001; }
message Order { google.protobuf.Timestamp at = 1; int64 weight = 2 [(unit) = "kg"]; }
`,
  ],
  [
    'shop/shop.proto',
    `syntax = "proto3";
package shop;
import "shop/order.proto";
// Sells.
service Shop { rpc Buy(Order) returns (Order); }
`,
  ],
]);

let folder: string;
let engine: Engine;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-sets-'));
  engine = createEngine({ cwd: folder, onConnection: () => {} });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

/** Writes what protoc makes of the files, with these options, and gives its path. */
function compiled(name: string, options: readonly string[], files: readonly string[]): string {
  writeFileSync(join(folder, name), compileWithProtoc(texts, options, files));
  return join(folder, name);
}

function read(sources: Partial<SchemaSources>): Promise<Schema> {
  const none = { protos: [], importPaths: [], descriptorSets: [], reflection: false };
  return engine.schema({ target: null, sources: { ...none, ...sources } }, true);
}

const all = ['shop/order.proto', 'shop/shop.proto'];
const imports = '--include_imports';

describe('a descriptor set', () => {
  it.each([
    ['with its imports', [imports]],
    ['without its imports, which are standard', []],
    ['with source information', [imports, '--include_source_info']],
  ])('gives its schema: %s', async (_, options) => {
    const schema = await read({ descriptorSets: [compiled('shop.binpb', options, all)] });
    expect(schema.summary.diagnostics).toEqual([]);
    expect(schema.summary.services.map(({ name }) => name)).toEqual(['shop.Shop']);
    const bytes = schema.codec('shop.Order').encode('{"at":"2026-01-31T12:00:00Z","weight":"5"}');
    expect(schema.codec('shop.Order').decode(bytes).json).toEqual({
      at: '2026-01-31T12:00:00Z',
      weight: '5',
    });
  });

  it('brings its comments where it has source information', async () => {
    const path = compiled('noted.binpb', [imports, '--include_source_info'], all);
    const { summary } = await read({ descriptorSets: [path] });
    expect(summary.services[0]?.comment).toBe('Sells.');
  });

  it('may be several, each giving a part', async () => {
    const order = compiled('order.binpb', [], ['shop/order.proto']);
    const shop = compiled('service.binpb', [], ['shop/shop.proto']);
    const { summary } = await read({ descriptorSets: [shop, order] });
    expect(summary.diagnostics).toEqual([]);
    expect(summary.services[0]?.methods[0]?.input).toBe('shop.Order');
    const alone = await read({ descriptorSets: [shop] });
    expect(alone.summary.diagnostics.map(({ message }) => message)).toEqual([
      expect.stringContaining('shop.Order, which no source defines'),
    ]);
  });

  it('comes after files: what both define is that of the files', async () => {
    writeFileSync(
      join(folder, 'order.proto'),
      'syntax = "proto3"; package shop; message Order { string mine = 1; }',
    );
    const shop = compiled('service.binpb', [], ['shop/shop.proto']);
    const schema = await read({ protos: ['order.proto'], descriptorSets: [shop] });
    expect(schema.summary.diagnostics).toEqual([]);
    expect(schema.describe('shop.Order')).toContain('string mine = 1;');
    expect(schema.summary.services.map(({ name }) => name)).toEqual(['shop.Shop']);
  });

  it('is known by its content among files', async () => {
    const path = compiled('without-ending', [imports], all);
    const { summary } = await read({ protos: [path] });
    expect(summary.diagnostics).toEqual([]);
    expect(summary.services.map(({ name }) => name)).toEqual(['shop.Shop']);
    writeFileSync(join(folder, 'lines.proto'), '\n\n\n\nsyntax = "proto3"; service Blank {}\n');
    expect((await read({ protos: ['lines.proto'] })).summary.services[0]?.name).toBe('Blank');
  });

  it('may be an image of buf, which adds an extension to each file', async () => {
    const plain = readDescriptorSet(readFileSync(compiled('plain.binpb', [imports], all)));
    const image = protobuf.Writer.create();
    for (const bytes of setParts(readFileSync(join(folder, 'plain.binpb')))) {
      // ImageFile.buf_extension { is_import, is_syntax_unspecified }
      const extension = Buffer.from('c2f70304080110 00'.replace(' ', ''), 'hex');
      image.uint32(10).bytes(Buffer.concat([bytes, extension]));
    }
    const files = readDescriptorSet(image.finish());
    const known = (read: typeof files) =>
      throughWire(read.map(({ descriptor }) => descriptor)).map((file) => ({
        ...(comparable(file) as object),
        custom: undefined,
      }));
    expect(known(files)).toEqual(known(plain));
  });
});

function setParts(set: Uint8Array): Uint8Array[] {
  const reader = protobuf.Reader.create(set);
  const parts: Uint8Array[] = [];
  while (reader.pos < reader.len) {
    reader.uint32();
    parts.push(reader.bytes());
  }
  return parts;
}

describe('what is no descriptor set', () => {
  const load = (...paths: string[]) =>
    createDescriptorSetSource({ paths, cwd: folder }).load(new AbortController().signal);

  it.each([
    ['nothing', Buffer.alloc(0), 'it is empty'],
    ['text', Buffer.from('syntax = "proto3";'), 'it is no descriptor set (byte '],
    ['bytes of zero', Buffer.alloc(64), 'it is no descriptor set (byte 0'],
    ['a message of another type', Buffer.from('0a03416461', 'hex'), 'it is no descriptor set'],
    ['a compressed set', Buffer.from('1f8b0800', 'hex'), 'it is compressed by gzip'],
    ['a length beyond the end', Buffer.from('0affffffff0f', 'hex'), 'it is no descriptor set'],
    ['deep groups', Buffer.alloc(100_000, 0x0b), 'it is no descriptor set'],
  ])('is a failure that names the file: %s', async (_, bytes, reason) => {
    writeFileSync(join(folder, 'odd.binpb'), bytes);
    const failure = await load('odd.binpb').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(Failure);
    const { error } = failure as Failure;
    expect(error.code).toBe('schema-invalid');
    expect(error.message).toContain('odd.binpb: this descriptor set cannot be read: ');
    expect(error.message).toContain(reason);
    expect(error.hint).toContain('protoc');
  });

  it('is a diagnostic beside sets that can be read, and an error beside files', async () => {
    const good = compiled('good.binpb', [imports], all);
    const { files, diagnostics } = await load('none.binpb', good, '.');
    expect(files.map(({ name }) => name)).toContain('shop/shop.proto');
    expect(diagnostics.map(diagnosticText)).toEqual([
      'none.binpb: this descriptor set cannot be read: there is no such file',
      expect.stringContaining('it is a folder'),
    ]);
    writeFileSync(join(folder, 'a.proto'), 'syntax = "proto3"; message A {}');
    const { summary } = await read({ protos: ['a.proto'], descriptorSets: ['none.binpb'] });
    expect(summary.diagnostics.map(({ severity }) => severity)).toEqual(['error']);
  });

  it.skipIf(process.platform === 'win32')('may be what can only be waited for', async () => {
    const server = createServer().listen(join(folder, 'socket'));
    await once(server, 'listening');
    await expect(load('socket')).rejects.toThrow('it is no regular file');
    server.close();
  });

  it('crashes nothing, however a set is cut or changed', async () => {
    const set = readFileSync(compiled('whole.binpb', [imports, '--include_source_info'], all));
    for (let length = 0; length < set.length; length += 211) {
      expectReadOrTold(set.subarray(0, length));
    }
    for (let at = 0; at < 1_000; at += 1) {
      const changed = Buffer.from(set);
      const index = (at * 7919) % set.length;
      changed[index] = (changed[index] ?? 0) ^ (1 << (at % 8));
      expectReadOrTold(changed);
    }
  });
});

function expectReadOrTold(bytes: Uint8Array): void {
  try {
    expect(readDescriptorSet(bytes).length).toBeGreaterThan(0);
  } catch (error) {
    expect((error as Error).message).toMatch(/^it is (empty|no descriptor set|compressed)/);
  }
}
