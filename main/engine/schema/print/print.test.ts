import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { describe, expect, it } from 'vitest';
import { bundledFile, bundledNames, bundledSchema } from '../bundled/bundled-files.ts';
import { linkFiles } from '../link/link.ts';
import { PROTOC_CASES } from '../link/protoc-cases.ts';
import { comparable, protocDescriptors, throughWire } from '../link/protoc-oracle.ts';
import { OptionTypes } from '../option-types.ts';
import { parseFile } from '../parse/parse-file.ts';
import { Registry } from '../registry.ts';
import { SchemaFile } from '../schema-file.ts';
import { findSymbol, printFile, printSymbol } from './print.ts';

const samples = fileURLToPath(new URL('../../../../proto-samples/protos', import.meta.url));

function described(files: readonly IFileDescriptorProto[], symbol: string): string | undefined {
  const found = findSymbol(files, symbol);
  return found && printSymbol(found, typesOf(files)).text;
}

function typesOf(files: readonly IFileDescriptorProto[]): OptionTypes {
  return new OptionTypes(new Registry(files.map((file) => SchemaFile.of(file))));
}

function linkTexts(texts: ReadonlyMap<string, string>): IFileDescriptorProto[] {
  const parsed = [...texts].map(([name, text]) => parseFile(name, text));
  const { files, diagnostics } = linkFiles(parsed);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return files;
}

function sampleTexts(): Map<string, string> {
  const names = readdirSync(samples, { recursive: true, encoding: 'utf8' }).map((name) =>
    name.replaceAll('\\', '/'),
  );
  const protos = names.filter((name) => name.endsWith('.proto')).sort();
  return new Map(protos.map((name) => [name, readFileSync(join(samples, name), 'utf8')]));
}

/** An empty option message means the same as none. */
function essence(file: IFileDescriptorProto): unknown {
  const drop = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(drop);
    if (typeof value !== 'object' || value === null) return value;
    const kept = Object.entries(value).map(([key, inner]) => [key, drop(inner)] as const);
    return Object.fromEntries(kept.filter(([key, inner]) => key !== 'options' || !isBare(inner)));
  };
  return drop(comparable(throughWire([file])[0]));
}

function isBare(options: unknown): boolean {
  const values = typeof options === 'object' && options !== null ? Object.values(options) : [];
  return values.every((value) => Array.isArray(value) && value.length === 0);
}

function printedAgain(files: readonly IFileDescriptorProto[]): IFileDescriptorProto[] {
  const types = typesOf(files);
  return linkTexts(new Map(files.map((file) => [file.name ?? '', printFile(file, types)])));
}

function withoutSourceInfo(file: IFileDescriptorProto): IFileDescriptorProto {
  const { sourceCodeInfo: _, ...rest } = file;
  return rest;
}

describe('printFile', () => {
  const bundled = bundledSchema(bundledNames());
  const bundledTexts = new Map(bundledNames().map((name) => [name, bundledFile(name) ?? '']));
  const wellKnown = new Map(
    [...bundledTexts].filter(([name]) => name.startsWith('google/protobuf/')),
  );

  it.each([
    ['the bundled files', () => bundled.map(({ descriptor }) => descriptor)],
    ['the samples', () => linkTexts(new Map([...wellKnown, ...sampleTexts()]))],
  ])('gives text that compiles to the same descriptors again: %s', (_, read) => {
    const files = read();
    const again = printedAgain(files);
    for (const [index, file] of files.entries()) {
      expect(essence(again[index] ?? {}), file.name).toEqual(essence(file));
    }
    const bare = files.map(withoutSourceInfo);
    for (const [index, file] of printedAgain(bare).entries()) {
      expect(essence(file), file.name).toEqual(essence(bare[index] ?? {}));
    }
  });

  it.each(Object.entries(PROTOC_CASES))('does so for %s', (_, texts) => {
    const files = linkTexts(new Map([...wellKnown, ...Object.entries(texts)]));
    for (const [index, file] of printedAgain(files).entries()) {
      expect(essence(file), files[index]?.name).toEqual(essence(files[index] ?? {}));
    }
  });

  it('keeps the default of a string that is no text', () => {
    const text = String.raw`syntax = "proto2";
message M {
  optional string a = 1 [default = "\xff\"é"];
  optional string b = 2 [default = "\xfe"];
  optional string c = 3 [default = "\357\277\275"];
}
`;
    const [linked = {}] = linkTexts(new Map([['a.proto', text]]));
    const { bytes } = SchemaFile.of(withoutSourceInfo(linked));
    const { descriptor } = SchemaFile.decode(bytes);
    const again = linkTexts(new Map([['a.proto', printFile(descriptor, typesOf([descriptor]))]]));
    expect(SchemaFile.of(withoutSourceInfo(again[0] ?? {})).bytes).toEqual(bytes);
    const [byProtoc] = protocDescriptors(new Map([['a.proto', text]]));
    expect(comparable(throughWire([byProtoc ?? {}]))).toEqual(comparable(throughWire([linked])));
  });

  it('gives text of which protoc makes the same descriptors', () => {
    const cases = Object.values(PROTOC_CASES).map(
      (texts) => new Map([...wellKnown, ...Object.entries(texts)]),
    );
    for (const texts of [new Map([...bundledTexts, ...sampleTexts()]), ...cases]) {
      const files = linkTexts(texts);
      const types = typesOf(files);
      const printed = new Map(files.map((file) => [file.name ?? '', printFile(file, types)]));
      const byProtoc = new Map(protocDescriptors(printed).map((file) => [file.name, file]));
      for (const file of files) {
        const again = byProtoc.get(file.name) ?? {};
        expect(essence(again), printed.get(file.name ?? '')).toEqual(essence(file));
      }
    }
  });

  it('keeps every comment of declarations', () => {
    const files = linkTexts(new Map([...wellKnown, ...sampleTexts()]));
    const again = printedAgain(files);
    for (const [index, file] of files.entries()) {
      expect(comments(again[index]), file.name).toEqual(comments(file));
    }
  });
});

function comments(file: IFileDescriptorProto | undefined): unknown {
  const info: { location: { path: number[]; leadingComments?: string }[] } | undefined =
    file?.sourceCodeInfo;
  return (info?.location ?? [])
    .filter(({ path, leadingComments }) => leadingComments && path.length % 2 === 0)
    .map(({ path, leadingComments = '' }) => [
      path.join('.'),
      leadingComments
        .replace(/^\*+(?=\s)/, '')
        .replace(/\s+/g, ' ')
        .trim(),
    ])
    .sort();
}

describe('printSymbol', () => {
  const file = parseFile(
    'shop.proto',
    `syntax = "proto3";
package shop;

// A shop.
// It sells.
service Shop {
  // Buys one thing.
  rpc Buy(Order) returns (stream Receipt); // trailing

  rpc Old(Order) returns (Receipt) {
    option deprecated = true;
  }
}

// What to buy.
message Order {
  // How many.
  optional uint32 count = 1 [json_name = "howMany", deprecated = true];
  map<string, Receipt> receipts = 2;
  // One way to pay.
  oneof payment {
    string card = 3;
    Order.Cash cash = 4;
  }
  // Money.
  message Cash {}
}

message Receipt {}

enum Size {
  SIZE_UNSPECIFIED = 0;
  SIZE_BIG = 1; // very
}
`,
  );
  const { files } = linkFiles([file]);

  it.each([
    [
      'shop.Shop',
      `// A shop.
// It sells.
service Shop {
  // Buys one thing.
  rpc Buy(shop.Order) returns (stream shop.Receipt); // trailing

  rpc Old(shop.Order) returns (shop.Receipt) {
    option deprecated = true;
  }
}
`,
    ],
    [
      'shop.Shop.Buy',
      '// Buys one thing.\nrpc Buy(shop.Order) returns (stream shop.Receipt); // trailing\n',
    ],
    [
      'shop.Order.count',
      '// How many.\noptional uint32 count = 1 [json_name = "howMany", deprecated = true];\n',
    ],
    ['shop.Order.receipts', 'map<string, shop.Receipt> receipts = 2;\n'],
    ['shop.Order.Cash', '// Money.\nmessage Cash {}\n'],
    [
      'shop.Order.payment',
      '// One way to pay.\noneof payment {\n  string card = 3;\n  shop.Order.Cash cash = 4;\n}\n',
    ],
    ['shop.Receipt', 'message Receipt {}\n'],
    ['shop.SIZE_BIG', 'SIZE_BIG = 1; // very\n'],
    ['shop.Size', 'enum Size {\n  SIZE_UNSPECIFIED = 0;\n  SIZE_BIG = 1; // very\n}\n'],
    ['shop', undefined],
    ['shop.Nothing', undefined],
    ['shop.Order.__proto__', undefined],
  ])('%s', (symbol, text) => {
    expect(described(files, symbol)).toBe(text);
  });
});
