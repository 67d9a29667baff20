import descriptor, { type IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { afterAll, describe, expect, it } from 'vitest';
import type { SchemaSummary } from '#app/contract/schema.ts';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { type Answer, startReflectionServer } from '#engine/testing/reflection-server.ts';

const engine = quietEngine();
afterAll(() => engine.close());

const bytes = (file: IFileDescriptorProto): Uint8Array =>
  descriptor.FileDescriptorProto.encode(file).finish();

const field = (name: string, number: number, typeName: string) => ({
  name,
  number,
  label: 1,
  type: 11,
  typeName,
});
const main = bytes({
  name: 'main.proto',
  package: 'a',
  syntax: 'proto3',
  dependency: ['types.proto', 'google/protobuf/timestamp.proto'],
  messageType: [
    {
      name: 'In',
      field: [field('type', 1, '.b.Type'), field('at', 2, '.google.protobuf.Timestamp')],
    },
  ],
  service: [{ name: 'Whole', method: [{ name: 'Do', inputType: '.a.In', outputType: '.b.Type' }] }],
});
const types = bytes({
  name: 'types.proto',
  package: 'b',
  syntax: 'proto3',
  messageType: [{ name: 'Type' }],
});

async function read(
  services: readonly string[],
  bySymbol: (symbol: string) => Answer,
  byName: (file: string) => Answer,
): Promise<SchemaSummary & { encode(json: string): Buffer }> {
  const server = await startReflectionServer({ services, bySymbol, byName });
  try {
    const sources = { protos: [], importPaths: [], descriptorSets: [], reflection: true };
    const schema = await engine.schema({ target: { address: server.address }, sources });
    return { ...schema.summary, encode: (json) => schema.codec('a.In').encode(json) };
  } finally {
    server.close();
  }
}

describe('a server whose reflection is not as it should be', () => {
  it('is asked by name for the dependencies it leaves out; standard files come with Duplex', async () => {
    const asked: string[] = [];
    const schema = await read(
      ['a.Whole'],
      () => [main],
      (name) => {
        asked.push(name);
        return name === 'types.proto' ? [types] : undefined;
      },
    );
    expect(asked.sort()).toEqual(['google/protobuf/timestamp.proto', 'types.proto']);
    expect(schema.diagnostics).toEqual([]);
    expect(schema.encode('{"type":{},"at":"2026-01-01T00:00:00Z"}').length).toBeGreaterThan(2);
  });

  it('gives what can be had when a dependency is nowhere, and says what is missing', async () => {
    const schema = await read(
      ['a.Whole'],
      () => [main],
      () => undefined,
    );
    expect(schema.services).toMatchObject([{ name: 'a.Whole', methods: [{ name: 'Do' }] }]);
    const told = schema.diagnostics.map(({ message }) => message).join('\n');
    expect(told).toContain('cannot give types.proto');
    expect(told).toContain('b.Type');
    expect(schema.encode('{"type":{}}').toString('hex')).toBe('0a00');
  });

  it('keeps the healthy services when one cannot be described', async () => {
    const schema = await read(
      ['a.Whole', 'c.Broken'],
      (symbol) => (symbol === 'a.Whole' ? [main, types] : undefined),
      () => undefined,
    );
    expect(schema.services.map(({ name, methods }) => [name, methods.length])).toEqual([
      ['a.Whole', 1],
      ['c.Broken', 0],
    ]);
    expect(schema.diagnostics).toMatchObject([
      { severity: 'warning', message: expect.stringContaining('c.Broken') },
    ]);
  });

  it('survives bytes that are no descriptor', async () => {
    const schema = await read(
      ['a.Whole'],
      () => [Buffer.from('0affffffff', 'hex'), main, types],
      () => undefined,
    );
    expect(schema.services[0]?.methods).toHaveLength(1);
    expect(schema.diagnostics).toMatchObject([
      { message: expect.stringContaining('cannot be decoded') },
    ]);
  });

  it('survives files that define a name twice or import each other', async () => {
    const twin = bytes({
      name: 'twin.proto',
      package: 'b',
      syntax: 'proto3',
      dependency: ['types.proto'],
      messageType: [{ name: 'Type' }],
    });
    const cyclic = bytes({
      name: 'types.proto',
      package: 'b',
      syntax: 'proto3',
      dependency: ['twin.proto'],
      messageType: [{ name: 'Type' }],
    });
    const schema = await read(
      ['a.Whole'],
      () => [main],
      (name) => (name === 'twin.proto' ? [twin] : [cyclic]),
    );
    expect(schema.encode('{"type":{}}').toString('hex')).toBe('0a00');
  });

  it('tells how much it has found while it asks', async () => {
    const server = await startReflectionServer({
      services: ['a.Whole'],
      bySymbol: () => [main],
      byName: (name) => (name === 'types.proto' ? [types] : undefined),
    });
    const sources = { protos: [], importPaths: [], descriptorSets: [], reflection: true };
    const ref = { target: { address: server.address }, sources };
    const told: unknown[] = [];
    await engine.schema(ref, false, { onProgress: (...progress) => told.push(progress) });
    server.close();
    expect(told[0]).toEqual(['finding', 1, 1]);
  });
});
