import { once } from 'node:events';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SampleClient, take } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

interface Embedding {
  readonly values: readonly number[];
  readonly features: number;
}

describe.each([
  ['plaintext', false],
  ['TLS', true],
])('Embeddings over %s', (_name, tls) => {
  let server: SampleServer;
  let client: SampleClient;
  const embed = async (texts: readonly string[], dimensions = 0) => {
    const request = { texts, dimensions };
    const { message } = await client.unary('sample.inference.v1.Embeddings/Embed', request);
    return message['embeddings'] as Embedding[];
  };

  beforeAll(async () => {
    server = await startSampleServer({ tls });
    client = new SampleClient(server);
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });

  test('equal texts are equal, similar texts are closer than others', async () => {
    const texts = ['the cat sat', 'The cat sat!', 'the cats sat', 'quarterly revenue', ''];
    const [a, same, similar, other, empty] = await embed(texts, 256);
    expect(same).toEqual(a);
    expect(dot(a, a)).toBeCloseTo(1, 5);
    expect(dot(a, similar)).toBeGreaterThan(dot(a, other) + 0.3);
    expect(empty?.values).toEqual(new Array(256).fill(0));
  });

  test('the length is 16 unless asked otherwise, and has a limit', async () => {
    const [standard] = await embed(['text']);
    expect(standard?.values).toHaveLength(16);
    await expect(embed(['text'], 4097)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
    const many = new Array<string>(1001).fill('x');
    await expect(embed(many)).rejects.toMatchObject({ code: status.INVALID_ARGUMENT });
  });

  test('the stream answers each text as the batch does', async () => {
    const call = client.bidi('sample.inference.v1.Embeddings/EmbedStream');
    for (const text of ['one', 'two']) {
      call.write({ id: text, text });
      const [answer] = await take(call, 1);
      const [expected] = await embed([text]);
      expect(answer).toMatchObject({ id: text, embedding: expected });
    }
    call.end();
    const ended = once(call, 'status');
    call.resume();
    expect(await ended).toMatchObject([{ code: status.OK }]);
  });

  test('the stream ends with an error at an impossible request', async () => {
    const call = client.bidi('sample.inference.v1.Embeddings/EmbedStream');
    call.resume();
    call.write({ text: 'x', dimensions: 5000 });
    const [error] = await once(call, 'error');
    expect(error).toMatchObject({ code: status.INVALID_ARGUMENT });
  });
});

function dot(a: Embedding | undefined, b: Embedding | undefined): number {
  const other = b?.values ?? [];
  return (a?.values ?? []).reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0);
}
