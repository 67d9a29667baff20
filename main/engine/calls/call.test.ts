import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { SchemaRef } from '#app/contract/schema.ts';
import type { SampleServer } from '#samples/server/start-sample-server.ts';
import { quietEngine, record, shape } from '../testing/recorded-call.ts';
import { sourceCases, startCase } from '../testing/sources.ts';

const engine = quietEngine();
afterAll(() => engine.close());

describe.each(sourceCases)('calls with $name', (source) => {
  let server: SampleServer;
  let schema: SchemaRef;
  beforeAll(async () => {
    ({ server, schema } = await startCase(source));
  });
  afterAll(() => server.close());

  it('makes a unary call with exact integers and metadata both ways', async () => {
    const { call, events } = await record(engine, {
      schema,
      method: 'sample.greeter.v1.Greeter/SayHello',
      metadata: [
        ['x-one', '1'],
        ['x-one', '2'],
        ['x-raw-bin', 'AAEC'],
      ],
      message: '{"name":"Ada","id":9007199254740993,"ticket":"18446744073709551615"}',
    });
    await call.ended;
    expect(shape(events)).toEqual(['start', 'sent', 'headers', 'received', 'end']);
    expect(events.map(({ seq }) => seq)).toEqual(events.map((_, index) => index));
    expect(events.every(({ at }, index) => at >= (events[index - 1]?.at ?? 0))).toBe(true);
    const received = events.find((event) => event.type === 'received');
    expect(received).toMatchObject({
      index: 1,
      message: { id: '9007199254740993', ticket: '18446744073709551615' },
    });
    const headers = events.find((event) => event.type === 'headers');
    const pairs = headers?.type === 'headers' ? headers.metadata : [];
    // Node's HTTP/2 joins the repeats of one name.
    expect(pairs).toEqual(
      expect.arrayContaining([
        ['x-one', '1, 2'],
        ['x-raw-bin', 'AAEC'],
      ]),
    );
    expect(events.at(-1)).toMatchObject({
      type: 'end',
      code: 0,
      status: 'OK',
      message: '',
      details: [],
    });
  });

  it('shows a server stream as it comes', async () => {
    const { call, events } = await record(engine, {
      schema,
      method: 'sample.market.v1.Market/Watch',
      message: '{"symbol":"DPX","count":5,"payloadBytes":3}',
    });
    await call.ended;
    expect(shape(events)).toEqual([
      'start',
      'sent',
      'headers',
      ...Array(5).fill('received'),
      'end',
    ]);
    expect(events.filter((event) => event.type === 'received').map(({ index }) => index)).toEqual([
      1, 2, 3, 4, 5,
    ]);
  });

  it('sums a client stream after half-close', async () => {
    const { call, events } = await record(engine, {
      schema,
      method: 'sample.telemetry.v1.Telemetry/Upload',
    });
    expect(await call.send('{"sensor":"a","value":1.5,"events":"9007199254740993"}')).toBe(1);
    expect(await call.send('{"sensor":"b","value":2}')).toBe(2);
    call.halfClose();
    await call.ended;
    expect(shape(events).filter((type) => type !== 'headers')).toEqual([
      'start',
      'sent',
      'sent',
      'half-close',
      'received',
      'end',
    ]);
    expect(events.find((event) => event.type === 'received')).toMatchObject({
      message: { count: '2', sum: 3.5, totalEvents: '9007199254740993' },
    });
  });

  it('talks in a bidi stream while it listens', async () => {
    const { call, events, until } = await record(engine, {
      schema,
      method: 'sample.chat.v1.Chat/Converse',
    });
    for (const number of [1, 2, 3]) {
      await call.send(`{"room":"${source.name}","author":"Ada","text":"hello ${number}"}`);
      // The room greets first, so the echo of message N is the answer N + 1.
      await until('received', number + 1);
    }
    call.halfClose();
    expect(await call.ended).toMatchObject({ code: 0, status: 'OK' });
    const talk = shape(events).filter((type) => type === 'sent' || type === 'received');
    expect(talk.slice(0, 7)).toEqual([
      'sent',
      'received',
      'received',
      'sent',
      'received',
      'sent',
      'received',
    ]);
    expect(JSON.stringify(events)).toContain('hello 3');
  });

  it('decodes rich error details, of unknown types too', async () => {
    const { call, events } = await record(engine, {
      schema,
      method: 'sample.greeter.v1.Greeter/Fail',
      message:
        '{"code":3,"message":"no","details":["DETAIL_BAD_REQUEST","DETAIL_GREETING_REFUSED","DETAIL_UNKNOWN_TYPE"]}',
    });
    await call.ended;
    const end = events.at(-1);
    expect(shape(events)).toEqual(['start', 'sent', 'end']);
    expect(end).toMatchObject({ type: 'end', code: 3, status: 'INVALID_ARGUMENT', message: 'no' });
    const details = end?.type === 'end' ? end.details : [];
    expect(details[0]).toMatchObject({
      '@type': 'type.googleapis.com/google.rpc.BadRequest',
      fieldViolations: expect.any(Array),
    });
    expect(details[1]).toMatchObject({
      '@type': 'type.googleapis.com/sample.greeter.v1.GreetingRefused',
    });
    expect(details[2]).toEqual({
      '@type': expect.any(String),
      value: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/),
    });
  });
});

describe('how a call ends', () => {
  let server: SampleServer;
  let schema: SchemaRef;
  const opened: { cancel(): void }[] = [];
  beforeAll(async () => {
    const [source] = sourceCases;
    if (source === undefined) throw new Error('there is no source');
    ({ server, schema } = await startCase(source));
  });
  afterEach(() => {
    for (const call of opened.splice(0)) call.cancel();
  });
  afterAll(() => server.close());

  it('cancels a stream: the cancel, then one end with code 1', async () => {
    const { call, events, until } = await record(engine, {
      schema,
      method: 'sample.market.v1.Market/Watch',
      message: '{"rate":50}',
    });
    await until('received');
    call.cancel();
    call.cancel();
    expect(await call.ended).toMatchObject({ code: 1, status: 'CANCELLED' });
    expect(shape(events).slice(-2)).toEqual(['cancel', 'end']);
    expect(shape(events).filter((type) => type === 'cancel')).toHaveLength(1);
  });

  it('ends with DEADLINE_EXCEEDED', async () => {
    const { call } = await record(engine, {
      schema,
      method: 'sample.greeter.v1.Greeter/Slow',
      message: '{"delay":"30s"}',
      deadline: '80ms',
    });
    expect(await call.ended).toMatchObject({ code: 4, status: 'DEADLINE_EXCEEDED' });
    expect(call.reached).toBe(true);
  });

  it('refuses to send after half-close, after the end, and to a unary method', async () => {
    const bidi = await record(engine, { schema, method: 'sample.chat.v1.Chat/Converse' });
    bidi.call.halfClose();
    await expect(bidi.call.send('{}')).rejects.toMatchObject({ error: { code: 'no-such-call' } });
    await bidi.call.ended;
    await expect(bidi.call.send('{}')).rejects.toMatchObject({ error: { code: 'no-such-call' } });
    const unary = await record(engine, {
      schema,
      method: 'sample.greeter.v1.Greeter/Slow',
      message: '{"delay":"1s"}',
    });
    opened.push(unary.call);
    await expect(unary.call.send('{}')).rejects.toMatchObject({ error: { code: 'no-such-call' } });
  });

  it('tells a bad message with its path and keeps the stream open', async () => {
    const { call, events } = await record(engine, {
      schema,
      method: 'sample.telemetry.v1.Telemetry/Upload',
    });
    await expect(call.send('{"value":"ten"}')).rejects.toMatchObject({
      error: { code: 'message-invalid', message: '$.value: expected double, got "ten"' },
    });
    await call.send('{"value":10}');
    call.halfClose();
    expect(await call.ended).toMatchObject({ code: 0 });
    expect(shape(events).filter((type) => type === 'sent')).toHaveLength(1);
  });

  it('checks everything before it starts', async () => {
    const method = 'sample.greeter.v1.Greeter/SayHello';
    const rejected = (composed: object) =>
      expect(record(engine, { schema, method, ...composed })).rejects;
    await rejected({ message: '{"id":"ten"}' }).toMatchObject({
      error: { message: '$.id: expected int64, got "ten"' },
    });
    await rejected({ message: '{' }).toMatchObject({
      error: { code: 'message-invalid', message: expect.stringContaining('line 1, column 2') },
    });
    await rejected({ deadline: 'soon' }).toMatchObject({ error: { code: 'usage' } });
    await rejected({ metadata: [['x-a-bin', '!']] }).toMatchObject({
      error: { code: 'usage', message: expect.stringContaining('base64') },
    });
    await rejected({ method: 'sample.greeter.v1.Greeter/Nope' }).toMatchObject({
      error: { code: 'unknown-symbol' },
    });
  });

  it('tells what came before the end, also to who paused then', async () => {
    const method = 'sample.market.v1.Market/Watch';
    const { call, events, until } = await record(engine, {
      schema,
      method,
      message: '{"symbol":"DPX","count":12}',
    });
    call.pause();
    await until('headers');
    // By then the first call's status has come too.
    const other = await record(engine, { schema, method, message: '{"symbol":"X","count":12}' });
    await other.call.ended;
    call.resume();
    expect(await call.ended).toMatchObject({ code: 0 });
    expect(events.filter(({ type }) => type === 'received')).toHaveLength(12);
    expect(events.at(-1)?.type).toBe('end');
  });

  it('stops the server while it is paused, and loses nothing', async () => {
    const { call, events, until } = await record(engine, {
      schema,
      method: 'sample.market.v1.Market/Watch',
      message: '{"count":40,"payloadBytes":500000}',
    });
    await until('received');
    call.pause();
    await new Promise((resolve) => setTimeout(resolve, 300));
    const held = events.length;
    expect(events.some(({ type }) => type === 'end')).toBe(false);
    call.resume();
    expect(await call.ended).toMatchObject({ code: 0 });
    expect(events.length).toBeGreaterThan(held);
    expect(events.filter(({ type }) => type === 'received')).toHaveLength(40);
  });

  it('ends as UNAVAILABLE with the cause when nothing listens', async () => {
    const port = await freePort();
    const { call, events } = await record(engine, {
      schema: {
        target: { address: `127.0.0.1:${port}` },
        sources: sourceCases[2]?.sources ?? schema.sources,
      },
      method: 'sample.greeter.v1.Greeter/SayHello',
      message: '{}',
    });
    expect(await call.ended).toMatchObject({
      code: 14,
      status: 'UNAVAILABLE',
      message: `Nothing listens at 127.0.0.1:${port}: the connection was refused. Check the port, and that the server is running.`,
    });
    expect(call.reached).toBe(false);
    expect(shape(events)).toEqual(['start', 'end']);
  });
});

async function freePort(): Promise<number> {
  const { startSilent } = await import('../testing/broken-servers.ts');
  const server = await startSilent();
  await server.close();
  return server.port;
}
