import type { ServerUnaryCall, sendUnaryData } from '@grpc/grpc-js';
import { afterEach, describe, expect, it } from 'vitest';
import { descriptorBytes } from '#engine/testing/descriptor-bytes.ts';
import { quietEngine, record } from '#engine/testing/recorded-call.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { reflection } from '#engine/testing/sources.ts';

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close();
});

/** Calls `/s.S/Do`, which answers with a field 1 of text, though reflection tells this file. */
async function callAsTold(file: string, message = '{}') {
  const bytes = descriptorBytes({ 'main.proto': file }).get('main.proto');
  const server = await startReflectionServer({
    services: ['s.S', 's.Nowhere'],
    bySymbol: (symbol) => (symbol.startsWith('s.Nowhere') ? undefined : bytes && [bytes]),
    byName: () => undefined,
    methods: {
      '/s.S/Do': (_call: ServerUnaryCall<Buffer, Buffer>, reply: sendUnaryData<Buffer>) =>
        reply(null, Buffer.from('0a0474657874', 'hex')),
    },
  });
  const engine = quietEngine();
  closing.push(
    () => server.close(),
    () => engine.close(),
  );
  const schema = { target: { address: server.address }, sources: reflection };
  const calling = async (method: string) => {
    const { call, events } = await record(engine, { schema, method, message });
    const end = await call.ended;
    const warnings = events.flatMap((event) => (event.type === 'warning' ? [event.text] : []));
    const received = events.flatMap((event) => (event.type === 'received' ? [event] : []));
    return { end, warnings, received, types: events.map(({ type }) => type) };
  };
  return { calling, schema: await engine.schema(schema) };
}
const told = (field: string) =>
  `syntax = "proto3"; package s; message M { ${field} } service S { rpc Do(M) returns (M); rpc Gone(M) returns (M); }`;

describe('reflection that lies', () => {
  it('about the type of a field: the answer is kept as bytes, and the call ends as it did', async () => {
    const { calling } = await callAsTold(told('map<string, double> rates = 1;'));
    const { end, received, warnings } = await calling('s.S/Do');
    expect(end).toMatchObject({ code: 0 });
    expect(received).toMatchObject([{ message: null, raw: 'CgR0ZXh0' }]);
    expect(warnings).toEqual([expect.stringContaining('does not decode as s.M')]);
  });

  it('about the wire type of a field: what is there is told to be left out', async () => {
    const { calling } = await callAsTold(told('int32 count = 1;'));
    const { end, received, warnings } = await calling('s.S/Do');
    expect(end).toMatchObject({ code: 0 });
    expect(received).toHaveLength(1);
    expect(warnings).toHaveLength(1);
  });

  it('about a method: the server has the last word', async () => {
    const { calling } = await callAsTold(told('string text = 1;'));
    const { end, types } = await calling('s.S/Gone');
    expect(end).toMatchObject({ code: 12, status: 'UNIMPLEMENTED' });
    expect(types.at(-1)).toBe('end');
  });

  it('about a service: it is told to be missing, and hides no other', async () => {
    const { calling, schema } = await callAsTold(told('string text = 1;'));
    expect(schema.summary.diagnostics.map(({ message }) => message).join()).toContain('s.Nowhere');
    expect((await calling('s.S/Do')).received).toMatchObject([{ message: { text: 'text' } }]);
    await expect(calling('s.Nowhere/Do')).rejects.toMatchObject({
      error: { code: 'unknown-symbol' },
    });
  });
});
