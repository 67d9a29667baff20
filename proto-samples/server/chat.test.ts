import { once } from 'node:events';
import type { ClientDuplexStream } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CHAT_EVENT_KIND } from './chat-rooms.ts';
import { type Message, SampleClient, take } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

const { joined, echo, said, left } = CHAT_EVENT_KIND;

describe.each([
  ['plaintext', false],
  ['TLS', true],
])('Chat over %s', (_name, tls) => {
  let server: SampleServer;
  let client: SampleClient;
  const converse = () => client.bidi('sample.chat.v1.Chat/Converse');

  beforeAll(async () => {
    server = await startSampleServer({ tls });
    client = new SampleClient(server);
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });

  test('each message comes back transformed before the next is sent, and half-close ends OK', async () => {
    const call = converse();
    const [, echoed] = await sayAndTake(call, { room: 'a', author: 'Ada', text: 'one' }, 2);
    expect(echoed).toMatchObject({ kind: echo, room: 'a', text: 'ONE', author: { name: 'Ada' } });
    const [second] = await sayAndTake(call, { text: 'two' }, 1);
    expect(second).toMatchObject({ kind: echo, room: 'a', text: 'TWO', author: { name: 'Ada' } });
    await finish(call);
  });

  test('people in one room see each other, and nobody elsewhere', async () => {
    const ada = converse();
    const bob = converse();
    const eve = converse();
    await sayAndTake(eve, { room: 'other', author: 'Eve', text: 'hm' }, 2);
    await sayAndTake(ada, { room: 'b', author: 'Ada', text: 'hi' }, 2);
    await sayAndTake(bob, { room: 'b', author: 'Bob', text: 'ho' }, 2);
    await finish(bob);
    expect(await take(ada, 3)).toMatchObject([
      { kind: joined, author: { name: 'Bob' } },
      { kind: said, author: { name: 'Bob' }, text: 'ho' },
      { kind: left, author: { name: 'Bob' } },
    ]);
    // The next that Eve receives is her own: she missed nothing, for nothing was for her.
    const [own] = await sayAndTake(eve, { text: 'alone' }, 1);
    expect(own).toMatchObject({ kind: echo, text: 'ALONE' });
    await Promise.all([finish(ada), finish(eve)]);
  });

  test('Join listens, and a cancelled talker has left', async () => {
    const listener = client.serverStream('sample.chat.v1.Chat/Join', { room: 'c', author: 'Ear' });
    expect(await take(listener, 1)).toMatchObject([{ kind: joined, author: { name: 'Ear' } }]);
    const talker = converse();
    talker.on('error', () => undefined);
    await sayAndTake(talker, { room: 'c', author: 'Tom', text: 'x' }, 2);
    talker.cancel();
    expect(await take(listener, 3)).toMatchObject([
      { kind: joined },
      { kind: said, text: 'x' },
      { kind: left, author: { name: 'Tom' } },
    ]);
    listener.on('error', () => undefined);
    listener.cancel();
  });

  test('a talker who does not read is answered in full once he does', async () => {
    const call = converse();
    const count = 5000;
    for (let i = 0; i < count; i += 1) call.write({ room: 'd', text: `message ${i}` });
    const events = await take(call, count + 1);
    expect(events[0]).toMatchObject({ kind: joined });
    expect(events.slice(1).map((event) => event['text'])).toEqual(
      Array.from({ length: count }, (_, i) => `MESSAGE ${i}`),
    );
    await finish(call);
  });
});

type Talk = ClientDuplexStream<Message, Message>;

function sayAndTake(call: Talk, message: Message, count: number): Promise<Message[]> {
  call.write(message);
  return take(call, count);
}

async function finish(call: Talk): Promise<void> {
  call.end();
  const ended = once(call, 'status');
  call.resume();
  expect(await ended).toMatchObject([{ code: 0 }]);
}
