import type protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import type { Json } from '#app/contract/calls.ts';
import { MessageCodec } from '#engine/codec/message-codec.ts';
import { composeSources } from '#engine/schema/compose.ts';
import { readDescriptorSet } from '#engine/schema/descriptor-set/read-descriptor-set.ts';
import { linkFiles } from '#engine/schema/link/link.ts';
import { PROTOC_CASES } from '#engine/schema/link/protoc-cases.ts';
import { parseFile } from '#engine/schema/parse/parse-file.ts';
import { Registry } from '#engine/schema/registry.ts';
import { Schema } from '#engine/schema/schema.ts';
import { SchemaFile } from '#engine/schema/schema-file.ts';
import { symbolsOf } from '#engine/schema/symbols.ts';
import { changedJson, differentBytes } from '../differential/different-bytes.ts';
import { differentText } from '../differential/different-text.ts';
import { mutate } from '../mutate.ts';
import type { Random } from '../random.ts';
import { brokenReflection } from './broken-reflection.ts';
import { explore } from './explore.ts';
import { fittingJson } from './random-json.ts';
import { randomSchema } from './random-schema.ts';

/** One kind of fuzzing: throws when Duplex does what it never should. */
export type Case = (random: Random) => void | Promise<void>;

const texts = Object.values(PROTOC_CASES).flatMap((files) => Object.values(files));

/** Whatever a file says, it is read, linked, shown and used; what cannot be is a `Failure`. */
function brokenText(random: Random): void {
  let text = random.chance(0.5) ? random.pick(texts) : randomSchema(random);
  for (let left = 1 + random.below(6); left > 0; left -= 1) text = mutate(text, random);
  if (random.chance(0.1)) text = Buffer.from(random.bytes(random.below(400))).toString('latin1');
  const { files, diagnostics } = linkFiles([parseFile('a.proto', text)]);
  explore(
    composeSources([{ files: files.map((file) => SchemaFile.of(file)), diagnostics }]),
    random,
  );
}

/** The same for the descriptors of a server or a file, some bytes of which are changed. */
function brokenDescriptors(random: Random): void {
  const { files } = linkFiles([parseFile('a.proto', randomSchema(random))]);
  const bytes = Buffer.from(descriptor.FileDescriptorSet.encode({ file: files }).finish());
  for (let left = 1 + random.below(4); left > 0; left -= 1)
    bytes[random.below(bytes.length)] = random.below(256);
  const other = linkFiles([parseFile('b.proto', randomSchema(random))]).files;
  const second = other.map((file) =>
    SchemaFile.of(random.chance(0.5) ? { ...file, name: 'a.proto' } : file),
  );
  const read = decoded(
    bytes.subarray(0, random.chance(0.2) ? random.below(bytes.length) : undefined),
  );
  if (read === undefined) return;
  const sources = [read, second].map((files) => ({ files, diagnostics: [] }));
  explore(composeSources(random.chance(0.5) ? sources : sources.reverse()), random);
}

/** Undefined when the bytes are no descriptor set at all, which sources tell as such. */
function decoded(bytes: Uint8Array): readonly SchemaFile[] | undefined {
  try {
    return readDescriptorSet(bytes);
  } catch {
    return undefined;
  }
}

/** Random messages of random types come back as they were, and skeletons are accepted. */
function roundTrip(random: Random): void {
  const text = randomSchema(random);
  const { files, diagnostics } = linkFiles([parseFile('a.proto', text)]);
  if (diagnostics.some(({ severity }) => severity === 'error'))
    throw new Error(`refused: ${JSON.stringify(diagnostics)}\n${text}`);
  const composed = composeSources([
    { files: files.map((file) => SchemaFile.of(file)), diagnostics: [] },
  ]);
  const schema = new Schema(composed);
  const registry = new Registry(composed.files);
  for (const file of files) {
    for (const { kind, name, descriptor: found } of symbolsOf(file)) {
      // The entries of maps are no messages of their own.
      if (kind !== 'message' || found.options?.mapEntry === true) continue;
      const type = registry.type(name);
      const codec = new MessageCodec(type);
      const json = JSON.stringify(fittingJson(random, type));
      const bytes = codec.encode(json);
      const back = codec.decode(bytes);
      const again = codec.encode(JSON.stringify(back.json ?? null));
      if (
        back.warning !== undefined ||
        codec.check(bytes).fault !== undefined ||
        !again.equals(bytes)
      )
        throw new Error(
          `${name}: ${json} came back as ${shown(back.json)}, ${back.warning}\n${text}`,
        );
      codec.encode(schema.skeleton(name));
      expectSameText(codec, bytes);
      const broken = Buffer.from(bytes);
      if (broken.length > 0) broken[random.below(broken.length)] = random.below(256);
      expectSameText(codec, broken);
      for (const text of [json, changedJson(json, random)]) expectSameBytes(type, text);
    }
  }
}

function expectSameText(codec: MessageCodec, bytes: Uint8Array): void {
  const different = differentText(codec, bytes);
  if (different !== undefined) throw new Error(different);
}

function expectSameBytes(type: protobuf.Type, text: string): void {
  const different = differentBytes(type, text);
  if (different !== undefined) throw new Error(different);
}

function shown(json: Json | undefined): string {
  return JSON.stringify(json) ?? 'nothing';
}

export const CASES: Readonly<Record<string, Case>> = {
  brokenText,
  brokenDescriptors,
  brokenReflection,
  roundTrip,
};
