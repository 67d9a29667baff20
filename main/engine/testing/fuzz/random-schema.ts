import type { Random } from '../random.ts';

/** Names that mean something to JavaScript, beside plain ones. */
const NAMES = [
  ...['__proto__', 'constructor', 'prototype', 'toString', 'valueOf', 'hasOwnProperty'],
  ...['length', 'name', 'key', 'value', 'then', 'toJSON', 'encode', 'decode', 'create', 'id'],
  ...['oneof', 'message', 'map', 'group', 'a', 'foo_bar', '_x', 'X9', 'long_name_of_a_field'],
];
const SCALARS = [
  ...['double', 'float', 'int32', 'int64', 'uint32', 'uint64', 'sint32', 'sint64'],
  ...['fixed32', 'fixed64', 'sfixed32', 'sfixed64', 'bool', 'string', 'bytes'],
];
/**
 * Values stand beside their enum, so each has a name of its own. `__proto__` is none of them: protobufjs
 * knows no value of that name, so it is shown as its number.
 */
const VALUES = [
  ['prototype', 'constructor'],
  ['hasOwnProperty', 'toJSON'],
] as const;
const KEYS = ['int32', 'int64', 'uint32', 'uint64', 'sint64', 'fixed32', 'bool', 'string'];

/** The text of a valid `.proto` file with random types; hostile names are frequent. */
export function randomSchema(random: Random): string {
  const syntax = random.pick(['proto2', 'proto3', 'editions']);
  const head = syntax === 'editions' ? 'edition = "2023";' : `syntax = "${syntax}";`;
  const messages = names(random, 1 + random.below(4), 'M');
  const enums = names(random, 1 + random.below(2), 'E');
  const writer = new Writer(random, syntax, messages, enums);
  const parts = [
    ...enums.map((name, index) => {
      const [zero, one] = VALUES[index] ?? [];
      return `enum ${name} { ${zero} = 0; ${one} = 1; B${index} = -1; }`;
    }),
    ...messages.map((name) => writer.message(name)),
  ];
  const [first = ''] = messages;
  return `${head}\npackage ${random.pick(['p', 'constructor', 'a.b.toString'])};\n${parts.join('\n')}\nservice S9 { rpc toString(${first}) returns (stream ${first}); }\n`;
}

/** Different names, none of which differs from another in case or underscores alone. */
function names(random: Random, count: number, last: string): string[] {
  const found = new Map<string, string>();
  while (found.size < count) {
    const name = random.pick(NAMES) + (random.chance(0.3) ? '' : `${last}${random.below(100)}`);
    const plain = name.replaceAll('_', '').toLowerCase();
    if (!found.has(plain)) found.set(plain, name);
  }
  // A type of each kind has a name of its own.
  return [...found.values()].map((name) => `${name}${last}`);
}

class Writer {
  readonly #random: Random;
  readonly #syntax: string;
  readonly #messages: readonly string[];
  readonly #enums: readonly string[];

  constructor(
    random: Random,
    syntax: string,
    messages: readonly string[],
    enums: readonly string[],
  ) {
    this.#random = random;
    this.#syntax = syntax;
    this.#messages = messages;
    this.#enums = enums;
  }

  message(name: string): string {
    const fields = names(this.#random, this.#random.below(8), 'f').map((field, index) =>
      // The last part is the suffix of all names: fields may go without.
      this.#field(field.replace(/f$/, ''), index + 1),
    );
    const plain = fields.filter(({ inOneof }) => !inOneof).map(({ text }) => `  ${text}`);
    const chosen = fields.filter(({ inOneof }) => inOneof).map(({ text }) => `    ${text}`);
    const oneof = chosen.length === 0 ? [] : ['  oneof choice__ {', ...chosen, '  }'];
    return [`message ${name} {`, ...plain, ...oneof, '}'].join('\n');
  }

  #field(name: string, number: number): { text: string; inOneof: boolean } {
    const random = this.#random;
    const type = this.#type();
    const shape = random.below(10);
    if (shape === 0)
      return { text: `map<${random.pick(KEYS)}, ${type}> ${name} = ${number};`, inOneof: false };
    if (shape < 3) return { text: `repeated ${type} ${name} = ${number};`, inOneof: false };
    if (shape < 5) return { text: `${type} ${name} = ${number};`, inOneof: true };
    const isLabelled = this.#syntax === 'proto2' || (this.#syntax === 'proto3' && shape < 7);
    return { text: `${isLabelled ? 'optional ' : ''}${type} ${name} = ${number};`, inOneof: false };
  }

  #type(): string {
    const random = this.#random;
    const kind = random.below(6);
    if (kind === 0) return random.pick(this.#messages);
    return kind === 1 ? random.pick(this.#enums) : random.pick(SCALARS);
  }
}
