import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Json, TimelineEvent } from '#app/contract/calls.ts';
import type { ComposedCall } from '#engine';
import { quietEngine, type RecordedCall, record } from '../recorded-call.ts';
import { reflection } from '../sources.ts';
import { findInteropServer, interopProto, startInteropServer } from './interop-server.ts';

const { program, lacking } = findInteropServer();
const title = lacking === undefined ? 'against a C++ server' : `skipped: ${lacking}`;

/**
 * The test cases of gRPC's doc/interop-test-descriptions.md that concern a client for any service,
 * by their names there.
 */
describe.skipIf(lacking !== undefined)(title, () => {
  const engine = quietEngine();
  let server: Awaited<ReturnType<typeof startInteropServer>>;
  beforeAll(async () => {
    server = await startInteropServer(program ?? '');
  });
  afterAll(async () => {
    await engine.close();
    await server.close();
  });

  const schema = () => ({ target: { address: server.address }, sources: reflection });
  const call = (
    method: string,
    message?: object,
    more: Partial<ComposedCall> = {},
  ): Promise<RecordedCall> =>
    record(engine, {
      schema: schema(),
      method: `grpc.testing.TestService/${method}`,
      ...(message !== undefined && { message: JSON.stringify(message) }),
      ...more,
    });
  const answer = async (recorded: RecordedCall): Promise<Json | undefined> => {
    expect(await recorded.call.ended).toMatchObject({ code: 0, status: 'OK' });
    return messages(recorded, 'received')[0];
  };

  it('reflection (v1alpha) lists and describes it', async () => {
    const read = await engine.schema(schema());
    expect(read.summary.services.map(({ name }) => name)).toContain('grpc.testing.TestService');
    expect(read.summary.diagnostics).toEqual([]);
    expect(read.describe('grpc.testing.TestService.UnaryCall')).toContain(
      'rpc UnaryCall(grpc.testing.SimpleRequest) returns (grpc.testing.SimpleResponse);',
    );
  });

  it('empty_unary', async () => {
    expect(await answer(await call('EmptyCall', {}))).toEqual({});
  });

  it('large_unary', async () => {
    const request = { responseSize: 314_159, payload: payload(271_828) };
    const large = await call('UnaryCall', request);
    expect(bodySize(await answer(large))).toBe(314_159);
  });

  it('client_streaming', async () => {
    const { call: stream, ...rest } = await call('StreamingInputCall');
    for (const size of [27_182, 8, 1828, 45_904])
      await stream.send(JSON.stringify({ payload: payload(size) }));
    stream.halfClose();
    expect(await answer({ call: stream, ...rest })).toEqual({ aggregatedPayloadSize: 74_922 });
  });

  it('server_streaming', async () => {
    const sizes = [31_415, 9, 2653, 58_979];
    const request = { responseParameters: sizes.map((size) => ({ size })) };
    const stream = await call('StreamingOutputCall', request);
    await answer(stream);
    expect(messages(stream, 'received').map(bodySize)).toEqual(sizes);
  });

  it('ping_pong', async () => {
    const stream = await call('FullDuplexCall');
    const rounds = [
      [27_182, 31_415],
      [8, 9],
      [1828, 2653],
      [45_904, 58_979],
    ] as const;
    for (const [index, [sent, wanted]] of rounds.entries()) {
      const request = { responseParameters: [{ size: wanted }], payload: payload(sent) };
      await stream.call.send(JSON.stringify(request));
      expect(bodySize((await stream.until('received', index + 1)).message)).toBe(wanted);
    }
    stream.call.halfClose();
    await answer(stream);
    expect(messages(stream, 'received')).toHaveLength(4);
  });

  it('empty_stream', async () => {
    const stream = await call('FullDuplexCall');
    stream.call.halfClose();
    expect(await answer(stream)).toBeUndefined();
  });

  it('custom_metadata', async () => {
    const initial = ['x-grpc-test-echo-initial', 'test_initial_metadata_value'] as const;
    const trailing = ['x-grpc-test-echo-trailing-bin', 'q6ur'] as const;
    const metadata = [initial, trailing].map(([name, value]): [string, string] => [name, value]);
    const unary = await call('UnaryCall', { responseSize: 1 }, { metadata });
    const stream = await call('FullDuplexCall', undefined, { metadata });
    await stream.call.send('{"responseParameters": [{"size": 1}]}');
    stream.call.halfClose();
    for (const recorded of [unary, stream]) {
      await answer(recorded);
      expect((await recorded.until('headers')).metadata).toContainEqual(initial);
      expect((await recorded.until('end')).trailers).toContainEqual(trailing);
    }
  });

  it.each([
    ['status_code_and_message', 'test status message'],
    [
      'special_status_message',
      '\t\ntest with whitespace\r\nand Unicode BMP ☺ and non-BMP \u{1f608}\t\n',
    ],
  ])('%s', async (_, message) => {
    const responseStatus = { code: 2, message };
    const unary = await call('UnaryCall', { responseStatus });
    const stream = await call('FullDuplexCall');
    await stream.call.send(JSON.stringify({ responseStatus }));
    stream.call.halfClose();
    for (const { call: ending } of [unary, stream])
      expect(await ending.ended).toMatchObject({ code: 2, status: 'UNKNOWN', message });
  });

  it('unimplemented_method', async () => {
    const { call: unary } = await call('UnimplementedMethod', {});
    expect(await unary.ended).toMatchObject({ code: 12, status: 'UNIMPLEMENTED' });
  });

  it('unimplemented_service', async () => {
    const files = { ...reflection, protos: [interopProto], reflection: false };
    const { call: unary } = await record(engine, {
      schema: { target: { address: server.address }, sources: files },
      method: 'grpc.testing.UnimplementedService/UnimplementedCall',
      message: '{}',
    });
    expect(await unary.ended).toMatchObject({ code: 12, status: 'UNIMPLEMENTED' });
  });

  it('cancel_after_begin', async () => {
    const { call: stream } = await call('StreamingInputCall');
    await stream.opened;
    stream.cancel();
    expect(await stream.ended).toMatchObject({ code: 1, status: 'CANCELLED' });
  });

  it('cancel_after_first_response', async () => {
    const stream = await call('FullDuplexCall');
    const request = { responseParameters: [{ size: 31_415 }], payload: payload(27_182) };
    await stream.call.send(JSON.stringify(request));
    await stream.until('received');
    stream.call.cancel();
    expect(await stream.call.ended).toMatchObject({ code: 1, status: 'CANCELLED' });
    expect(messages(stream, 'received')).toHaveLength(1);
  });

  it('timeout_on_sleeping_server', async () => {
    const stream = await call('FullDuplexCall', undefined, { deadline: '1ms' });
    stream.call.send(JSON.stringify({ payload: payload(27_182) })).catch(() => {});
    expect(await stream.call.ended).toMatchObject({ code: 4, status: 'DEADLINE_EXCEEDED' });
  });

  it('client_compressed_unary', async () => {
    const gzip: Partial<ComposedCall> = { options: { compression: 'gzip' } };
    const request = (value: boolean) => ({
      expectCompressed: { value },
      responseSize: 314_159,
      payload: payload(271_828),
    });
    // That the server looks at it at all.
    const probe = await call('UnaryCall', request(true));
    expect(await probe.call.ended).toMatchObject({ code: 3, status: 'INVALID_ARGUMENT' });
    const compressed = await call('UnaryCall', request(true), gzip);
    expect(bodySize(await answer(compressed))).toBe(314_159);
    expect(bodySize(await answer(await call('UnaryCall', request(false))))).toBe(314_159);
  });

  it('client_compressed_streaming', async () => {
    const send = async (value: boolean, more: Partial<ComposedCall> = {}) => {
      const stream = await call('StreamingInputCall', undefined, more);
      for (const size of [27_182, 45_904]) {
        const request = { expectCompressed: { value }, payload: payload(size) };
        stream.call.send(JSON.stringify(request)).catch(() => {});
      }
      stream.call.halfClose();
      return stream;
    };
    const probe = await send(true);
    expect(await probe.call.ended).toMatchObject({ code: 3, status: 'INVALID_ARGUMENT' });
    const gzip = await send(true, { options: { compression: 'gzip' } });
    expect(await answer(gzip)).toEqual({ aggregatedPayloadSize: 73_086 });
    expect(await answer(await send(false))).toEqual({ aggregatedPayloadSize: 73_086 });
  });

  it('server_compressed_unary', async () => {
    for (const value of [true, false]) {
      const request = {
        responseCompressed: { value },
        responseSize: 314_159,
        payload: payload(271_828),
      };
      const unary = await call('UnaryCall', request);
      expect(bodySize(await answer(unary))).toBe(314_159);
      expect(areCompressed(unary)).toEqual([value]);
    }
  });

  it('server_compressed_streaming', async () => {
    const parameters = [
      { compressed: { value: true }, size: 31_415 },
      { compressed: { value: false }, size: 92_653 },
    ];
    const stream = await call('StreamingOutputCall', { responseParameters: parameters });
    await answer(stream);
    expect(messages(stream, 'received').map(bodySize)).toEqual([31_415, 92_653]);
    expect(areCompressed(stream)).toEqual([true, false]);
  });
});

function payload(size: number): object {
  return { body: Buffer.alloc(size).toString('base64') };
}

function bodySize(message: Json | undefined): number {
  const { payload } = message as { readonly payload: { readonly body: string } };
  return Buffer.from(payload.body, 'base64').length;
}

function messages({ events }: RecordedCall, type: 'sent' | 'received'): readonly Json[] {
  return ofType(events, type).map(({ message }) => message);
}

/** Of each received message, whether it took less on the wire than it is. */
function areCompressed({ events }: RecordedCall): readonly boolean[] {
  return ofType(events, 'received').map(({ bytes, wireBytes = bytes }) => wireBytes < bytes);
}

function ofType<Type extends TimelineEvent['type']>(
  events: readonly TimelineEvent[],
  type: Type,
): readonly Extract<TimelineEvent, { type: Type }>[] {
  return events.filter(
    (event): event is Extract<TimelineEvent, { type: Type }> => event.type === type,
  );
}
