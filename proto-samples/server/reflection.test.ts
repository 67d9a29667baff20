import { status } from '@grpc/grpc-js';
import descriptor from 'protobufjs/ext/descriptor.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadSampleSchema } from './descriptor-set.ts';
import { type Message, SampleClient, take } from './sample-client.ts';
import { type SampleServer, startSampleServer } from './start-sample-server.ts';

const path = (version: string) =>
  `grpc.reflection.${version}.ServerReflection/ServerReflectionInfo`;

describe.each(['v1', 'v1alpha'])('reflection %s', (version) => {
  let server: SampleServer;
  let client: SampleClient;
  const ask = async (...questions: readonly Message[]) => {
    const call = client.bidi(path(version));
    for (const question of questions) call.write(question);
    call.end();
    return take(call, questions.length + 1);
  };
  const askOne = async (question: Message): Promise<Message> => (await ask(question))[0] ?? {};

  beforeAll(async () => {
    server = await startSampleServer();
    client = new SampleClient(server);
  });
  afterAll(async () => {
    client.close();
    await server.close();
  });

  test('lists every service, its own and health included', async () => {
    const answer = await askOne({ listServices: '*' });
    const { service } = answer['listServicesResponse'] as { service: { name: string }[] };
    expect(service.map(({ name }) => name)).toEqual([
      'grpc.health.v1.Health',
      'grpc.reflection.v1.ServerReflection',
      'grpc.reflection.v1alpha.ServerReflection',
      'sample.chat.v1.Chat',
      'sample.greeter.v1.Greeter',
      'sample.inference.v1.Embeddings',
      'sample.market.v1.Market',
      'sample.telemetry.v1.Telemetry',
      'sample.types.v1.Types',
    ]);
  });

  test.each([
    ['sample.greeter.v1.Greeter', 'sample/greeter/v1/greeter.proto'],
    ['sample.greeter.v1.Greeter.SayHello', 'sample/greeter/v1/greeter.proto'],
    ['sample.greeter.v1.FailRequest.Detail', 'sample/greeter/v1/greeter.proto'],
    ['sample.greeter.v1.FailRequest.DETAIL_HELP', 'sample/greeter/v1/greeter.proto'],
    ['sample.types.v1.AllTypes.Nested.label', 'sample/types/v1/all_types.proto'],
    ['sample.types.v1.AllTypes.choice', 'sample/types/v1/all_types.proto'],
    ['sample.types.v1.Color', 'sample/types/v1/all_types.proto'],
    ['sample.types.v1.COLOR_RED', 'sample/types/v1/all_types.proto'],
    ['sample.types.v1.Legacy.Stamp.stamp', 'sample/types/v1/legacy.proto'],
    ['sample.types.v1.tags', 'sample/types/v1/legacy_extensions.proto'],
    ['grpc.health.v1.Health', 'grpc/health/v1/health.proto'],
    [`grpc.reflection.${version}.ServerReflection`, `grpc/reflection/${version}/reflection.proto`],
    ['google.protobuf.Timestamp', 'google/protobuf/timestamp.proto'],
  ])('finds %s in %s', async (symbol, file) => {
    expect(fileNames(await askOne({ fileContainingSymbol: symbol }))[0]).toBe(file);
  });

  test('sends a file with all that it imports, each once a stream, as protoc wrote it', async () => {
    const [first, again] = await ask(
      { fileContainingSymbol: 'sample.types.v1.Types' },
      { fileByFilename: 'sample/types/v1/all_types.proto' },
    );
    expect(fileNames(first).sort()).toEqual([
      'google/protobuf/any.proto',
      'google/protobuf/duration.proto',
      'google/protobuf/empty.proto',
      'google/protobuf/field_mask.proto',
      'google/protobuf/struct.proto',
      'google/protobuf/timestamp.proto',
      'google/protobuf/wrappers.proto',
      'sample/common/v1/person.proto',
      'sample/types/v1/all_types.proto',
      'sample/types/v1/legacy.proto',
      'sample/types/v1/modern.proto',
      'sample/types/v1/types.proto',
    ]);
    expect(fileNames(again)).toEqual(['sample/types/v1/all_types.proto']);
    const compiled = loadSampleSchema().files.map((bytes) => Buffer.from(bytes));
    for (const bytes of fileBytes(first)) {
      expect(compiled.some((file) => file.equals(bytes))).toBe(true);
    }
  });

  test('knows extensions', async () => {
    const numbers = await askOne({ allExtensionNumbersOfType: 'sample.types.v1.Legacy' });
    expect(numbers['allExtensionNumbersResponse']).toMatchObject({
      baseTypeName: 'sample.types.v1.Legacy',
      extensionNumber: [100, 101, 110, 111],
    });
    const file = await askOne({
      fileContainingExtension: { containingType: 'sample.types.v1.Legacy', extensionNumber: 110 },
    });
    expect(fileNames(file)).toEqual([
      'sample/types/v1/legacy_extensions.proto',
      'sample/types/v1/legacy.proto',
    ]);
    const none = await askOne({ allExtensionNumbersOfType: 'sample.types.v1.AllTypes' });
    expect(none['allExtensionNumbersResponse']).toMatchObject({ extensionNumber: [] });
  });

  test.each<[string, Message]>([
    ['file', { fileByFilename: 'nowhere.proto' }],
    ['symbol', { fileContainingSymbol: 'sample.greeter.v1.Greeter.Nothing' }],
    [
      'extension',
      { fileContainingExtension: { containingType: 'sample.types.v1.Legacy', extensionNumber: 1 } },
    ],
    ['type', { allExtensionNumbersOfType: 'sample.greeter.v1.Greeter' }],
  ])('answers NOT_FOUND for an unknown %s, and the stream goes on', async (_what, question) => {
    const [answer, next] = await ask(question, { listServices: '' });
    expect(answer).toMatchObject({
      errorResponse: { errorCode: status.NOT_FOUND },
      originalRequest: question,
    });
    expect(next).toHaveProperty('listServicesResponse');
  });
});

test.each([
  ['v1', 'v1', 'v1alpha'],
  ['v1alpha', 'v1alpha', 'v1'],
  ['none', undefined, 'v1'],
  ['none', undefined, 'v1alpha'],
] as const)('with reflection %s only that is offered', async (option, present, absent) => {
  const server = await startSampleServer({ reflection: option });
  const client = new SampleClient(server);
  const list = (version: string) => {
    const call = client.bidi(path(version));
    call.write({ listServices: '' });
    call.end();
    return take(call, 1);
  };
  await expect(list(absent)).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
  if (present) {
    const listed = JSON.stringify(await list(present));
    expect(listed).toContain(`grpc.reflection.${present}.ServerReflection`);
    expect(listed).not.toContain(`grpc.reflection.${absent}.ServerReflection`);
  }
  client.close();
  await server.close();
});

function fileBytes(answer: Message | undefined): Buffer[] {
  const response = answer?.['fileDescriptorResponse'] as { fileDescriptorProto: Buffer[] };
  return response.fileDescriptorProto;
}

function fileNames(answer: Message | undefined): string[] {
  return fileBytes(answer).map(
    (bytes) => (descriptor.FileDescriptorProto.decode(bytes) as { name?: string }).name ?? '',
  );
}
