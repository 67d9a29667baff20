import { mutate } from './mutate.ts';
import type { Random } from './random.ts';

interface Plan {
  readonly scope: string;
  readonly imports: readonly number[];
  readonly passedOn: number;
  readonly parts: ReadonlySet<string>;
}

const SCOPES = ['a', 'a.b', 'c', 'd'];
const PARTS = [
  ...['options', 'set', 'extends', 'extra', 'copy', 'service', 'packed', 'nested', 'shadow'],
  ...['closed', 'closed', 'any', 'inner'],
];

/**
 * Files that use each other in all the ways there are, and changes to them. Most of them are right:
 * what is wrong would have them linked again anyway.
 */
export class RandomProtos {
  readonly #random: Random;
  readonly #count: number;
  readonly #plans: (Plan | undefined)[];

  constructor(random: Random, count: number) {
    this.#random = random;
    this.#count = count;
    this.#plans = Array.from({ length: count }, (_, index) => this.#plan(index));
  }

  /** All files by name. */
  texts(): Map<string, string> {
    const texts = new Map<string, string>();
    this.#plans.forEach((plan, index) => {
      if (plan !== undefined) texts.set(nameOf(index), this.#text(index, plan));
    });
    return texts;
  }

  /** Changes one file, and answers with what it holds then; undefined when it is gone. */
  change(): { readonly name: string; readonly text: string | undefined } {
    const random = this.#random;
    const index = random.below(this.#count);
    const plan = this.#plans[index];
    const name = nameOf(index);
    if (plan === undefined || random.chance(0.2)) {
      this.#plans[index] = this.#plan(index);
    } else if (random.chance(0.1)) {
      this.#plans[index] = undefined;
    } else if (random.chance(0.15)) {
      return { name, text: mutate(this.#text(index, plan), random) };
    } else {
      const parts = new Set(plan.parts);
      const part = random.pick(PARTS);
      if (!parts.delete(part)) parts.add(part);
      this.#plans[index] = { ...plan, parts };
    }
    const changed = this.#plans[index];
    return { name, text: changed && this.#text(index, changed) };
  }

  #plan(index: number): Plan {
    const random = this.#random;
    // Of earlier ones, so that circles are rare.
    const upTo = random.chance(0.05) ? this.#count : index;
    const imports = upTo === 0 ? [] : Array.from({ length: 3 }, () => random.below(upTo));
    return {
      scope: SCOPES[index % SCOPES.length] ?? 'a',
      imports: [...new Set(imports)].filter((one) => one !== index || random.chance(0.05)),
      passedOn: random.below(4),
      parts: new Set(PARTS.filter(() => random.chance(0.45))),
    };
  }

  #text(index: number, { scope, imports, passedOn, parts }: Plan): string {
    const random = this.#random;
    const there = imports.filter((one) => this.#plans[one] !== undefined || random.chance(0.05));
    const scopeOf = (one: number): string => this.#plans[one]?.scope ?? 'a';
    const full = (one: number, type: string): string => `${scopeOf(one)}.${type}${one}`;
    const has = (one: number, part: string): boolean => this.#plans[one]?.parts.has(part) ?? false;
    const optioned = there.find((one) => has(one, 'options'));
    const option =
      optioned === undefined || !parts.has('set')
        ? ''
        : ` [(${full(optioned, 'o')}) = {x: 1, of: [1, 2]${has(optioned, 'any') ? ', word: ONE' : ''}}]`;
    const fields = there.flatMap((one, at) => [
      `  ${full(one, 'M')} m${at} = ${2 * at + 1};`,
      `  ${full(one, 'E')} e${at} = ${2 * at + 2};`,
    ]);
    return [
      parts.has('closed') ? 'syntax = "proto2";' : 'syntax = "proto3";',
      `package ${scope};`,
      'import "google/protobuf/descriptor.proto";',
      ...there.map((one) => `import ${one % 4 === passedOn ? 'public ' : ''}"${nameOf(one)}";`),
      `enum E${index} { Z${index} = 0; ONE${index} = 1; }`,
      `message M${index} {`,
      ...fields.map((line) => (parts.has('closed') ? line.replace('  ', '  optional ') : line)),
      `  ${parts.has('closed') ? 'optional ' : ''}string s = 100${option};`,
      ...(parts.has('closed') ? ['  extensions 200 to 210;'] : []),
      ...(parts.has('nested') ? ['  message a { }', '  message c { }'] : []),
      '}',
      ...this.#further(index, there, parts),
      '',
    ].join('\n');
  }

  #further(index: number, there: readonly number[], parts: ReadonlySet<string>): string[] {
    const label = parts.has('closed') ? 'optional ' : '';
    const [first = index] = there;
    const scope = this.#plans[first]?.scope ?? 'a';
    const packed = parts.has('packed') ? ` [packed = ${parts.has('closed')}]` : '';
    const lines: string[] = [];
    if (parts.has('options'))
      lines.push(
        `enum W${index} { ONE_${index} = 0; ${parts.has('extra') ? `UNO = 1; ONE = 2;` : 'ONE = 1;'} }`,
        `message O${index} { ${label}int32 x = 1; repeated int32 of = 2${packed}; ${label}W${index} word = ${parts.has('extra') ? 4 : 3}; }`,
        `extend google.protobuf.FieldOptions { optional O${index} o${index} = ${5000 + (index % 9)}; }`,
      );
    if (parts.has('extends') && parts.has('closed') && this.#plans[first]?.parts.has('closed'))
      lines.push(`extend ${scope}.M${first} { optional int32 x${index} = ${200 + (index % 2)}; }`);
    if (parts.has('extra')) lines.push(`message Extra${index} { }`);
    if (parts.has('copy')) lines.push(`message Copy { ${label}int32 f${index} = 1; }`);
    if (parts.has('shadow')) lines.push(`enum E${index + SCOPES.length} { SHADOW${index} = 0; }`);
    if (parts.has('inner')) lines.push('message b { }');
    if (parts.has('service'))
      lines.push(`service S${index} { rpc R(${scope}.M${first}) returns (M${index}); }`);
    return lines;
  }
}

function nameOf(index: number): string {
  return `f${index}.proto`;
}
