import protobuf from 'protobufjs';
import { expect, it } from 'vitest';
import { bundledFile } from '../bundled/bundled-files.ts';
import { decodeAnswer, encodeQuestion, type ReflectionQuestion } from './protocol.ts';

const text = bundledFile('grpc/reflection/v1/reflection.proto') ?? '';
const { root } = protobuf.parse(text);
const request = root.lookupType('grpc.reflection.v1.ServerReflectionRequest');
const response = root.lookupType('grpc.reflection.v1.ServerReflectionResponse');

const questions: readonly ReflectionQuestion[] = [
  { listServices: '*' },
  { fileByFilename: 'a/ü.proto' },
  { fileContainingSymbol: '' },
  { allExtensionNumbersOfType: 'a.B' },
  { fileContainingExtension: { containingType: 'a.B', extensionNumber: -1 } },
];

function answer(message: object): Buffer {
  return Buffer.from(response.encode(response.fromObject(message)).finish());
}

it.each(questions)('writes %j as the protocol has it', (question) => {
  const usual = request.encode(request.fromObject(question)).finish();
  expect(encodeQuestion(question)).toEqual(Buffer.from(usual));
});

it.each(questions)(
  'knows the question %j again, with a host and fields in another order',
  (question) => {
    const named = { ...question, host: 'somewhere' };
    expect(decodeAnswer(answer({ originalRequest: named })).question).toEqual(
      encodeQuestion(question),
    );
    const [[kind = '', its]] = Object.entries(question) as [[string, object]];
    if (typeof its !== 'object') return;
    const turned = Buffer.from([0x10, ...varint(-1), 0x0a, 3, ...Buffer.from('a.B')]);
    const original = Buffer.from([
      (request.fields[kind]?.id ?? 0) * 8 + 2,
      turned.length,
      ...turned,
    ]);
    const bytes = Buffer.from([0x12, original.length, ...original]);
    expect(decodeAnswer(bytes).question).toEqual(encodeQuestion(question));
  },
);

function varint(value: number): Uint8Array {
  return protobuf.Writer.create().int32(value).finish();
}

it('reads each kind of answer', () => {
  const files = [Buffer.from('one'), Buffer.alloc(0)];
  expect(
    decodeAnswer(answer({ fileDescriptorResponse: { fileDescriptorProto: files } })).answer,
  ).toEqual({ kind: 'files', files });
  const service = [{ name: 'a.B' }, {}];
  expect(decodeAnswer(answer({ listServicesResponse: { service } })).answer).toEqual({
    kind: 'services',
    names: ['a.B', ''],
  });
  const extensionNumber = [1, 2_147_483_647, -5];
  const numbers = answer({
    allExtensionNumbersResponse: { baseTypeName: 'a.B', extensionNumber },
  });
  expect(decodeAnswer(numbers).answer).toEqual({ kind: 'numbers', numbers: extensionNumber });
  const told = { errorCode: 5, errorMessage: 'nö' };
  expect(decodeAnswer(answer({ errorResponse: told })).answer).toMatchObject({
    kind: 'fault',
    code: 5,
    reason: 'nö',
  });
  expect(decodeAnswer(answer({ errorResponse: {} })).answer).toMatchObject({ reason: 'error 0' });
});

it('reads numbers that are not packed, and an answer in two parts', () => {
  const single = Buffer.from([0x2a, 4, 0x10, 1, 0x10, 2]);
  expect(decodeAnswer(single).answer).toEqual({ kind: 'numbers', numbers: [1, 2] });
  const part = answer({ fileDescriptorResponse: { fileDescriptorProto: [Buffer.from('one')] } });
  const { answer: both } = decodeAnswer(Buffer.concat([part, part]));
  expect(both).toEqual({ kind: 'files', files: [Buffer.from('one'), Buffer.from('one')] });
});

it('takes what is no answer for a fault', () => {
  expect(decodeAnswer(Buffer.alloc(0)).answer).toMatchObject({ reason: 'an empty answer' });
  for (const bytes of ['22ff', '2001', 'ff']) {
    const { answer: fault } = decodeAnswer(Buffer.from(bytes, 'hex'));
    expect(fault).toMatchObject({ kind: 'fault', code: 2, ended: false });
    expect(fault.kind === 'fault' && fault.reason).toMatch(/^an answer that cannot be decoded: /);
  }
});
