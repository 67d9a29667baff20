import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import { type JsonDocument, jsonDocuments, numbered } from '#app/core/json-documents.ts';
import type { Method, Schema } from '#engine';
import type { OptionValues } from './arguments.ts';
import type { ToSend } from './call-outcome.ts';
import { unreadable } from './given-file.ts';
import type { Terminal } from './output.ts';
import { inputPieces } from './standard-input.ts';
import { Utf8Reader } from './utf8-reader.ts';

/** Gives what a text means: with its variables replaced, where it has any. */
export type Meant = (text: string) => Promise<string>;

/** What `-d` gives to send. */
export interface Messages {
  /** For a method that takes one message; without it, that is an empty one. */
  readonly one?: Buffer;
  /** For a client or bidi stream. */
  readonly many?: AsyncIterable<ToSend>;
}

/**
 * Reads what `-d` names; all of it but standard input is checked here, before anything is sent.
 * @param meant the text of a message as it goes out
 */
export async function messagesOf(
  { data = [], 'ignore-unknown': ignoreUnknown = false }: OptionValues,
  method: Method,
  schema: Schema,
  terminal: Terminal,
  meant: Meant,
): Promise<Messages> {
  const [first, second] = data;
  // So does grpcurl name standard input.
  const given = first === '@' ? '-' : first;
  if (second !== undefined) {
    throw new Failure(
      'usage',
      '-d is given more than once',
      'One -d may hold several JSON documents',
    );
  }
  const takesMany = method.kind === 'client-streaming' || method.kind === 'bidi-streaming';
  const codec = () => schema.codec(method.input);
  if (given === '-' && takesMany) {
    const encoded = async (text: string): Promise<Buffer> => {
      const json = await meant(text);
      return schema.knowing(() => codec().encode(json, { ignoreUnknown }));
    };
    return { many: inTurn(inputPieces(terminal), encoded) };
  }
  const pieces = given === '-' ? inputPieces(terminal) : [await dataText(given, terminal)];
  const written: JsonDocument[] = [];
  for await (const document of jsonDocuments(pieces)) written.push(document);
  if (!takesMany && written.length > 1) {
    throw new Failure('usage', `${method.path} takes one message, and ${written.length} are given`);
  }
  let payloads: readonly Buffer[];
  try {
    const documents = await meantOf(written, meant);
    payloads = await schema.knowing(() => codec().encodeEach(documents, { ignoreUnknown }));
  } catch (error) {
    throw given?.startsWith('@') ? inFile(given.slice(1), error) : error;
  }
  const [one] = payloads;
  return takesMany ? { many: inOrder(payloads) } : { ...(one && { one }) };
}

async function meantOf(
  documents: readonly JsonDocument[],
  meant: Meant,
): Promise<readonly JsonDocument[]> {
  const all: JsonDocument[] = [];
  for (const document of documents) {
    try {
      all.push({ ...document, text: await meant(document.text) });
    } catch (error) {
      throw documents.length === 1 ? error : numbered(error, all.length + 1);
    }
  }
  return all;
}

/** Messages that come while the call goes on. */
async function* inTurn(
  pieces: AsyncIterable<string>,
  encoded: (text: string) => Promise<Buffer>,
): AsyncGenerator<ToSend> {
  for await (const { text } of jsonDocuments(pieces)) yield () => encoded(text);
}

function inFile(file: string, error: unknown): unknown {
  if (!(error instanceof Failure)) return error;
  const { code, message, hint } = error.error;
  return new Failure(code, `${file}: ${message}`, hint);
}

/** Messages that are all there already. */
export async function* inOrder(payloads: readonly Buffer[]): AsyncGenerator<Buffer> {
  yield* payloads;
}

async function dataText(data: string | undefined, terminal: Terminal): Promise<string> {
  if (data === undefined || !data.startsWith('@')) return data ?? '';
  const file = resolve(terminal.cwd, data.slice(1));
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    throw unreadable('data file', file, error);
  }
  const reader = new Utf8Reader(`the data file ${file}`);
  const text = reader.take(bytes);
  reader.end();
  return text;
}
