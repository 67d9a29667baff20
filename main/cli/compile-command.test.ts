import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSampleServer } from '#samples/server/start-sample-server.ts';
import { type Duplex, duplexIn } from './run-duplex.ts';

const protoRoot = fileURLToPath(new URL('../../proto-samples/protos', import.meta.url));
const files = ['--proto', 'sample/greeter/v1/greeter.proto', '-I', protoRoot];

let folder: string;
let duplex: Duplex;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duplex-cli-'));
  duplex = duplexIn(folder);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('duplex compile', () => {
  it('writes a set that gives the same schema again', async () => {
    const compiled = await duplex(['compile', ...files, '--source-info', '-o', 'out.binpb']);
    expect(compiled).toMatchObject({ exit: 0, out: '', err: '' });
    expect(readdirSync(folder)).toEqual(['out.binpb']);
    const symbol = 'sample.greeter.v1.Greeter';
    const [fromSet, fromFiles] = await Promise.all([
      duplex(['describe', '-', symbol, '--file', '--descriptor-set', 'out.binpb']),
      duplex(['describe', '-', symbol, '--file', ...files]),
    ]);
    expect(fromSet.out).toBe(fromFiles.out);
    expect(fromSet.out).toContain('// ');
  });

  it('writes the same to standard output, and without comments unless they are wanted', async () => {
    await duplex(['compile', ...files, '-o', 'bare.binpb']);
    const { bytes } = await duplex(['compile', ...files, '-o', '-']);
    expect(bytes.equals(readFileSync(join(folder, 'bare.binpb')))).toBe(true);
    const noted = await duplex(['compile', ...files, '--source-info', '-o', '-']);
    // Each field has five places at least.
    expect(noted.bytes.length).toBeGreaterThan(4 * bytes.length);
  });

  it('takes the schema of a server', async () => {
    const server = await startSampleServer();
    const compiled = await duplex(['compile', server.address, '-o', 'server.binpb']);
    await server.close();
    expect(compiled).toMatchObject({ exit: 0, err: '' });
    const { lines } = await duplex(['list', '-', '--descriptor-set', 'server.binpb']);
    expect(lines).toContain('sample.chat.v1.Chat');
  });

  it('leaves what is there when the schema is not whole', async () => {
    writeFileSync(join(folder, 'out.binpb'), 'before');
    writeFileSync(join(folder, 'broken.proto'), 'syntax = "proto3"; message M { Gone g = 1; }');
    const broken = await duplex(['compile', '--proto', 'broken.proto', '-o', 'out.binpb']);
    expect(broken).toMatchObject({ exit: 2, err: expect.stringContaining('broken.proto:1:32') });
    expect(readFileSync(join(folder, 'out.binpb'), 'utf8')).toBe('before');
    expect(readdirSync(folder).sort()).toEqual(['broken.proto', 'out.binpb']);
  });

  it.skipIf(process.platform === 'win32')('writes where a link leads', async () => {
    writeFileSync(join(folder, 'real.binpb'), '');
    symlinkSync('real.binpb', join(folder, 'link.binpb'));
    expect((await duplex(['compile', ...files, '-o', 'link.binpb'])).exit).toBe(0);
    expect(lstatSync(join(folder, 'link.binpb')).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(folder, 'real.binpb')).length).toBeGreaterThan(100);
  });

  it.each([
    ['no file to write', [...files], '-o is missing'],
    ['no schema', ['-o', 'x'], '--proto, --buf or --descriptor-set'],
    ['a folder that is not there', [...files, '-o', 'none/x'], 'there is no such folder'],
    ['a folder', [...files, '-o', '.'], 'it is a folder'],
  ])('exits 2 for %s', async (_, args, reason) => {
    const { exit, out, err } = await duplex(['compile', ...args]);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toContain(reason);
    expect(readdirSync(folder)).toEqual([]);
  });
});
