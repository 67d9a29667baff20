import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import protobuf from 'protobufjs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { diagnosticText, type SchemaSources } from '#app/contract/schema.ts';
import { createEngine, type Engine, type Schema } from '#engine';
import { setOfFiles } from '../file-bytes.ts';
import { comparable, compileWithProtoc, throughWire } from '../link/protoc-oracle.ts';
import { createDescriptorSetSource } from './descriptor-set-source.ts';
import { readDescriptorSet } from './read-descriptor-set.ts';
import { setBytes } from './set-bytes.ts';

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

/** Of this process. */
function openFiles(): readonly string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/self/fd/${fd}`)];
    } catch {
      // It was closed meanwhile.
      return [];
    }
  });
}

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

  it('may hold files that import each other, which is told', async () => {
    const set = setParts(readFileSync(compiled('plain.binpb', [], all)));
    // Field 3 of a file is an import.
    const imported = Buffer.from('\x1a\x0fshop/shop.proto');
    writeFileSync(
      join(folder, 'circle.binpb'),
      setOfFiles(set.map((file) => Buffer.concat([file, imported]))),
    );
    const { summary } = await read({ descriptorSets: ['circle.binpb'] });
    expect(summary.services.map(({ name }) => name)).toEqual(['shop.Shop']);
    const circle = 'these files import each other in a circle: ';
    expect(summary.diagnostics.map(diagnosticText)).toEqual(
      [
        'shop/order.proto → shop/shop.proto → shop/order.proto',
        'shop/shop.proto → shop/shop.proto',
      ].map((names) => `shop/shop.proto of a descriptor set: ${circle}${names}`),
    );
  });

  it('may be packed by gzip, also among files', async () => {
    const set = readFileSync(compiled('plain.binpb', [imports], all));
    const path = join(folder, 'packed.binpb.gz');
    writeFileSync(path, gzipSync(set));
    for (const sources of [{ descriptorSets: [path] }, { protos: [path] }]) {
      const { summary } = await read(sources);
      expect(summary.diagnostics).toEqual([]);
      expect(summary.services.map(({ name }) => name)).toEqual(['shop.Shop']);
    }
    const { signal } = new AbortController();
    expect((await setBytes(path, signal, set.length)).equals(set)).toBe(true);
    await expect(setBytes(path, signal, set.length - 1)).rejects.toThrow(
      `packed by gzip, and has more than ${set.length - 1} bytes unpacked`,
    );
  });

  it.skipIf(process.platform !== 'linux')('may come through a pipe', async () => {
    const set = readFileSync(compiled('plain.binpb', [imports], all));
    const path = join(folder, 'pipe');
    const silent = join(folder, 'silent');
    execFileSync('mkfifo', [path, silent]);
    const stopping = new AbortController();
    const unheard = setBytes(silent, stopping.signal);
    stopping.abort();
    await expect(unheard).rejects.toThrow('aborted');
    const { signal } = new AbortController();
    const writer = spawn('sh', [
      '-c',
      'exec 3<>"$0"; echo; cat "$1" >&3; cat',
      path,
      join(folder, 'plain.binpb'),
    ]);
    // Open, and held open until its input ends.
    await once(writer.stdout, 'data');
    const reading = setBytes(path, signal);
    // Nobody may let go of the pipe before it is open at this end too.
    await expect.poll(() => openFiles().includes(path)).toBe(true);
    writer.stdin.end();
    expect((await reading).equals(set)).toBe(true);
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
    [
      'a compressed set',
      Buffer.from('1f8b0800', 'hex'),
      'it is packed by gzip, and cannot be unpacked',
    ],
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
    expect((error as Error).message).toMatch(/^it is (empty|no descriptor set)/);
  }
}
