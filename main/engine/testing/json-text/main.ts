import { readFileSync } from 'node:fs';
import { printJson } from '#engine/codec/print-json.ts';
import { Schema } from '#engine/schema/schema.ts';

/**
 * `main.js straight|decoded SET` prints for how many milliseconds the JSON texts of messages of the samples,
 * whose descriptor set that is, are made: straight from their bytes, or by decoding and printing them.
 */
const [, , side = '', set = ''] = process.argv;
const rounds = 10_000;
const schema = Schema.fromDescriptorSet(readFileSync(set));

const person = { name: 'Ada Lovelace', id: '9007199254740993' };
const messages = [
  ['sample.greeter.v1.SayHelloRequest', person],
  [
    'sample.market.v1.Tick',
    {
      sequence: '12345',
      price: 101.37,
      atUnixNanos: '1764212345678901234',
      symbol: 'DPX',
      payload: 'AAECAwQFBgcICQ==',
    },
  ],
  [
    'sample.types.v1.AllTypes',
    {
      floatValue: 0.1,
      int32Value: -5,
      boolValue: true,
      stringValue: 'Grüße\n',
      packedInt32: [1, 2, 300],
      packedDouble: [1.5, 0.1],
      strings: ['a', 'b'],
      stringToString: { a: 'b', c: 'd' },
      timestamp: '2026-11-27T03:13:28.123Z',
      duration: '1.5s',
      struct: { a: [1, { b: null }], c: 'd' },
      any: { '@type': 'type.googleapis.com/sample.greeter.v1.SayHelloRequest', ...person },
    },
  ],
] as const;

const encoded = messages.map(([type, json]) => {
  const codec = schema.codec(type);
  return { codec, bytes: codec.encode(JSON.stringify(json)) };
});

const textOf = (): readonly (string | undefined)[] =>
  encoded.map(({ codec, bytes }) =>
    side === 'straight' ? codec.text(bytes).text : printJson(codec.decode(bytes).json),
  );

for (let round = 0; round < rounds / 10; round += 1) textOf();
const since = performance.now();
for (let round = 0; round < rounds; round += 1) textOf();
process.stdout.write(`${performance.now() - since}\n`);
