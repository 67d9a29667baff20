import { status } from '@grpc/grpc-js';
import protobuf from 'protobufjs';
import type { AppError } from '#app/contract/result.ts';
import { shortened } from '#app/core/shortened.ts';
import { packedVarints, WireFault, type WireField, wireFields } from '#engine/codec/wire-fields.ts';

/** The two names under which servers offer one and the same protocol. */
export const reflectionServices = {
  v1: 'grpc.reflection.v1.ServerReflection',
  v1alpha: 'grpc.reflection.v1alpha.ServerReflection',
} as const;

export type ReflectionVersion = keyof typeof reflectionServices;

export type ReflectionQuestion =
  | { readonly listServices: '*' }
  | { readonly fileContainingSymbol: string }
  | { readonly fileByFilename: string }
  | { readonly allExtensionNumbersOfType: string }
  | {
      readonly fileContainingExtension: {
        readonly containingType: string;
        readonly extensionNumber: number;
      };
    };

/** What a server says to one question; `fault` when it says no, or nothing that can be used. */
export type ReflectionAnswer =
  | { readonly kind: 'files'; readonly files: readonly Uint8Array[] }
  | { readonly kind: 'services'; readonly names: readonly string[] }
  | { readonly kind: 'numbers'; readonly numbers: readonly number[] }
  | ReflectionFault;

export interface ReflectionFault {
  readonly kind: 'fault';
  /** A gRPC status code, as the server gives it. */
  readonly code: number;
  readonly reason: string;
  /** Whether the stream ended over this question, instead of being answered. */
  readonly ended: boolean;
  /** The server was given up because it said nothing. */
  readonly isSilent?: true;
  /** What was found here where the server itself did not say it. */
  readonly found?: FoundFault;
}

/** Whether the server has no reflection of that version. */
export function isMissing({ code, ended, found }: ReflectionFault): boolean {
  return ended && code === status.UNIMPLEMENTED && found?.isForeign !== true;
}

/** Why reflection ended, and what to try. */
export interface FoundFault extends Pick<AppError, 'message' | 'hint'> {
  /** What answered is not gRPC. */
  readonly isForeign?: true;
}

/** What a question asks for, as a person would say it. */
export function nameOf(question: ReflectionQuestion): string {
  if ('listServices' in question) return 'the list of services';
  if ('fileByFilename' in question) return question.fileByFilename;
  if ('fileContainingSymbol' in question) return question.fileContainingSymbol;
  if ('allExtensionNumbersOfType' in question) return question.allExtensionNumbersOfType;
  const { containingType, extensionNumber } = question.fileContainingExtension;
  return `${containingType}:${extensionNumber}`;
}

/** The numbers of the fields of `ServerReflectionRequest`. */
const QUESTION = {
  fileByFilename: 3,
  fileContainingSymbol: 4,
  fileContainingExtension: 5,
  allExtensionNumbersOfType: 6,
  listServices: 7,
} as const;
/** Those of `ServerReflectionResponse`. */
const ANSWER = { question: 2, files: 4, numbers: 5, services: 6, fault: 7 } as const;

/**
 * A `ServerReflectionRequest`. It is written by hand, as its answer is read: what protobufjs makes of the
 * types of so small a protocol takes longer than all questions of a call.
 */
export function encodeQuestion(question: ReflectionQuestion): Buffer {
  const writer = protobuf.Writer.create();
  if ('fileContainingExtension' in question) {
    const { containingType, extensionNumber } = question.fileContainingExtension;
    writer.uint32(tagOf(QUESTION.fileContainingExtension)).fork();
    writer.uint32(tagOf(1)).string(containingType);
    writer.uint32(2 << 3).int32(extensionNumber);
    writer.ldelim();
  } else {
    for (const [kind, name] of Object.entries(question))
      writer.uint32(tagOf(QUESTION[kind as keyof typeof QUESTION])).string(name);
  }
  return Buffer.from(writer.finish());
}

function tagOf(number: number): number {
  return (number << 3) | 2;
}

/** An answer, and the bytes of the question that the server says it answers; empty when it says none. */
export function decodeAnswer(bytes: Buffer): {
  readonly answer: ReflectionAnswer;
  readonly question: Buffer;
} {
  try {
    const fields = wireFields(bytes);
    const [asked = Buffer.alloc(0)] = contents(fields, ANSWER.question).slice(-1);
    return { answer: answerOf(fields), question: normalQuestion(asked) };
  } catch (error) {
    const reason = `an answer that cannot be decoded: ${error instanceof Error ? error.message : String(error)}`;
    return { answer: fault(2, reason), question: Buffer.alloc(0) };
  }
}

/** So much of what a server says is told. */
const longestReason = 2000;

function fault(code: number, reason: string): ReflectionFault {
  return { kind: 'fault', code, reason, ended: false };
}

/** The last field of the answer that is one; a message that is there twice is the two as one. */
function answerOf(fields: readonly WireField[]): ReflectionAnswer {
  const kind = fields.findLast(({ number }) => number >= ANSWER.files && number <= ANSWER.fault);
  const parts = contents(fields, kind?.number ?? 0).flatMap((bytes) => wireFields(bytes));
  switch (kind?.number) {
    case ANSWER.files:
      return { kind: 'files', files: contents(parts, 1) };
    case ANSWER.services: {
      const services = contents(parts, 1).map((bytes) => wireFields(bytes));
      return { kind: 'services', names: services.map((service) => textOf(service, 1)) };
    }
    case ANSWER.numbers:
      return { kind: 'numbers', numbers: numbersOf(parts, 2) };
    case ANSWER.fault: {
      const code = numbersOf(parts, 1).at(-1) ?? 0;
      return fault(code, shortened(textOf(parts, 2), longestReason) || `error ${code}`);
    }
    default:
      return fault(2, 'an empty answer');
  }
}

/** A question as {@link encodeQuestion} writes it, whatever the host and the order of its fields. */
function normalQuestion(bytes: Uint8Array): Buffer {
  try {
    const question = questionOf(wireFields(bytes));
    return question === undefined ? Buffer.alloc(0) : encodeQuestion(question);
  } catch {
    return Buffer.alloc(0);
  }
}

function questionOf(fields: readonly WireField[]): ReflectionQuestion | undefined {
  const kinds = Object.entries(QUESTION);
  const number = fields.findLast((field) =>
    kinds.some(([, kind]) => kind === field.number),
  )?.number;
  const [kind] = kinds.find(([, kind]) => kind === number) ?? [];
  if (kind === undefined || number === undefined) return undefined;
  if (number !== QUESTION.fileContainingExtension)
    return { [kind]: textOf(fields, number) } as unknown as ReflectionQuestion;
  const parts = contents(fields, number).flatMap((bytes) => wireFields(bytes));
  const extensionNumber = numbersOf(parts, 2).at(-1) ?? 0;
  return { fileContainingExtension: { containingType: textOf(parts, 1), extensionNumber } };
}

/** The bytes of each field with this number. Throws where one has none. */
function contents(fields: readonly WireField[], number: number): readonly Uint8Array[] {
  return fields.flatMap((field) => {
    if (field.number !== number) return [];
    if (field.value.wire === 'delimited') return [field.value.bytes];
    throw new WireFault(field.start, `field ${number} is a ${field.value.wire}`);
  });
}

/** The last text with this number, empty when there is none. */
function textOf(fields: readonly WireField[], number: number): string {
  return Buffer.from(contents(fields, number).at(-1) ?? []).toString();
}

/** All numbers with this field number, packed or each by itself. */
function numbersOf(fields: readonly WireField[], number: number): readonly number[] {
  return fields.flatMap(({ number: its, value, start }) => {
    if (its !== number) return [];
    if (value.wire === 'varint') return [toInt32(value.value)];
    if (value.wire === 'delimited') return packedVarints(value.bytes).map(toInt32);
    throw new WireFault(start, `field ${number} is a ${value.wire}`);
  });
}

function toInt32(value: bigint): number {
  return Number(BigInt.asIntN(32, value));
}
