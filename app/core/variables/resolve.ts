import { Failure } from '#app/contract/result.ts';
import { type Face, windowFace } from '../face.ts';
import { nearWord } from '../near-word.ts';
import { generated, type Source, type Value } from './generated.ts';
import { jsonPlaces } from './json-places.ts';
import { isSecret, type Scope, variablesIn } from './scope.ts';
import { secretVariable } from './secret-variable.ts';
import { type Expression, nextUse, placeIn, readUse, type Use } from './template.ts';

/** All that a use can stand for. */
export interface Values {
  /** Nearest first. */
  readonly scopes: readonly Scope[];
  /** Secrets that have been given, by name. */
  readonly secrets: ReadonlyMap<string, string>;
  /** What `{{env.NAME}}` may use. */
  readonly env: ReadonlyMap<string, string>;
  readonly source: Source;
  /** The face that failures are read in; the window without it. */
  readonly face?: Face;
}

/** No text that variables make is longer. */
const longest = 256 * 1024 * 1024;
/** Variables of variables, for one use. */
const mostSteps = 10_000;
/** Variables within each other. */
const deepest = 100;

/**
 * A text with its variables replaced by their texts: an address, metadata, an option. Throws a usage
 * {@link Failure} that names what is unknown, its place in the text, and where it was looked for.
 */
export function resolveText(text: string, values: Values): string {
  return new Resolution(values).text(text, []);
}

/**
 * A message with its variables replaced: in quotes by their text, escaped as JSON wants it, outside
 * of them by themselves (a number with all its digits, a list) or, where they are texts, by a JSON
 * string. Comments stay. Throws as {@link resolveText} does.
 */
export function resolveJson(text: string, values: Values): string {
  return new Resolution(values).json(text, []);
}

/** What a text uses: places, with what stands there. Parts that cannot be understood are left out. */
export function usesIn(text: string): readonly Use[] {
  const uses: Use[] = [];
  for (let at = nextUse(text); at !== -1; at = nextUse(text, at)) {
    try {
      const use = readUse(text, at);
      uses.push(use);
      at = use.to;
    } catch {
      at += 2;
    }
  }
  return uses;
}

/**
 * The names that texts use of `{{env.NAME}}`, the other names, and what is generated from inputs; variables of
 * variables included.
 */
export function namesUsed(
  texts: readonly string[],
  scopes: readonly Scope[],
): Readonly<Record<'names' | 'env' | 'makes', ReadonlySet<string>>> {
  const names = new Set<string>();
  const makes = new Set<string>();
  const env = new Set<string>();
  const known = variablesIn(scopes);
  // A list instead of recursion: variables of variables may go on for long.
  const left = [...texts];
  const note = (expression: Expression): void => {
    if (expression.kind === 'env') env.add(expression.name);
    else if (expression.kind === 'generate') {
      makes.add(expression.name);
      for (const input of expression.inputs) note(input);
    } else if (expression.kind === 'name' && !names.has(expression.name)) {
      names.add(expression.name);
      left.push(known.get(expression.name)?.variable?.value ?? '');
    }
  };
  for (let text = left.pop(); text !== undefined; text = left.pop())
    for (const { expression } of usesIn(text)) note(expression);
  return { names, env, makes };
}

/** Whether something that texts use is to be written nowhere: a secret, or what the environment has. */
export function usesSecrets(texts: readonly string[], scopes: readonly Scope[]): boolean {
  const { names, env } = namesUsed(texts, scopes);
  return env.size > 0 || [...names].some((name) => isSecret(name, scopes));
}

/** One text being resolved. */
class Resolution {
  readonly #values: Values;
  #steps = 0;
  #length = 0;

  constructor(values: Values) {
    this.#values = values;
  }

  /** @param within names of the variables whose values these are, outermost first */
  text(text: string, within: readonly string[]): string {
    return this.#replaced(text, within, ({ text: value }) => value);
  }

  json(text: string, within: readonly string[]): string {
    const places = jsonPlaces(text);
    return this.#replaced(
      text,
      within,
      (value, use) => {
        const place = places.at(use.from);
        if (place === 'comment') return undefined;
        if (place === 'string') return JSON.stringify(value.text).slice(1, -1);
        return value.type === 'json' ? value.text : JSON.stringify(value.text);
      },
      (at) => places.at(at) === 'comment',
    );
  }

  #replaced(
    text: string,
    within: readonly string[],
    as: (value: Value, use: Use) => string | undefined,
    isIdle: (at: number) => boolean = () => false,
  ): string {
    const parts: string[] = [];
    let from = 0;
    let at = nextUse(text);
    while (at !== -1) {
      if (isIdle(at)) {
        at = nextUse(text, at + 2);
        continue;
      }
      const use = readUse(text, at);
      parts.push(
        text.slice(from, at),
        as(this.#value(use.expression, text, at, within), use) ?? '',
      );
      from = use.to;
      at = nextUse(text, from);
    }
    if (from === 0) return text;
    parts.push(text.slice(from));
    const replaced = parts.join('');
    this.#length += replaced.length;
    if (this.#length > longest) throw tooMuch('is longer than 256 MB');
    return replaced;
  }

  #value(expression: Expression, text: string, at: number, within: readonly string[]): Value {
    this.#steps += 1;
    if (within.length > 0 && this.#steps > mostSteps) throw tooMuch('never comes to an end');
    switch (expression.kind) {
      case 'literal':
        return { text: expression.text, type: 'text' };
      case 'env':
        return this.#env(expression.name, text, at, within);
      case 'generate':
        return this.#generated(expression.name, expression.inputs, text, at, within);
      case 'name':
        return this.#named(expression.name, text, at, within);
    }
  }

  #named(name: string, text: string, at: number, within: readonly string[]): Value {
    const found = variablesIn(this.#values.scopes).get(name);
    if (found === undefined) {
      if (generated.has(name)) return this.#generated(name, [], text, at, within);
      throw this.#unknown(name, text, at, within);
    }
    const { variable } = found;
    if (variable === undefined) return { text: this.#secret(name, text, at, within), type: 'text' };
    if (within.includes(name))
      throw new Failure(
        'usage',
        `The variable ${[...within, name].join(' → ')} needs itself`,
        found.scope.title,
      );
    if (within.length >= deepest)
      throw tooMuch(`lies more than ${deepest} deep in other variables`);
    const inner = [...within, name];
    const { value, type } = variable;
    return { text: type === 'json' ? this.json(value, inner) : this.text(value, inner), type };
  }

  #secret(name: string, text: string, at: number, within: readonly string[]): string {
    const given = this.#values.secrets.get(name);
    if (given !== undefined) return given;
    throw new Failure(
      'usage',
      `The secret ${name}, used at ${placeOf(text, at, within)}, has no value yet`,
      `Give it ${faceOf(this.#values).secret(secretVariable(name))}`,
    );
  }

  #env(name: string, text: string, at: number, within: readonly string[]): Value {
    const value = this.#values.env.get(name);
    if (value !== undefined) return { text: value, type: 'text' };
    throw new Failure(
      'usage',
      `{{env.${name}}} has no value (${placeOf(text, at, within)})`,
      `Set ${name} in the environment of Duplex or in the workspace's .env, and trust the workspace`,
    );
  }

  #generated(
    name: string,
    inputs: readonly Expression[],
    text: string,
    at: number,
    within: readonly string[],
  ): Value {
    const made = generated.get(name);
    if (made === undefined) {
      const hint = nearWord(name, [...generated.keys()]);
      throw new Failure(
        'usage',
        `${name} at ${placeOf(text, at, within)} generates nothing`,
        hint ?? usages(),
      );
    }
    if (made.inputs !== inputs.length)
      throw new Failure(
        'usage',
        `{{${name}}} at ${placeOf(text, at, within)} has ${inputs.length} inputs, and takes ${made.inputs}`,
        `Write {{${made.usage}}}`,
      );
    const texts = inputs.map((input) => this.#value(input, text, at, within).text);
    return made.make(this.#values.source, texts);
  }

  #unknown(name: string, text: string, at: number, within: readonly string[]): Failure {
    const { scopes } = this.#values;
    const known = [...variablesIn(scopes).keys(), ...generated.keys()];
    const looked = scopes.map(({ title }) => title).join(', ');
    const hint =
      elsewhere(name, this.#values) ?? nearWord(name, known) ?? 'Define it in one of them';
    return new Failure(
      'usage',
      `There is no variable ${name} (${placeOf(text, at, within)})`,
      looked === '' ? hint : `Looked for in ${looked}. ${hint}`,
    );
  }
}

function placeOf(text: string, at: number, within: readonly string[]): string {
  const variable = within.at(-1);
  return variable === undefined
    ? placeIn(text, at)
    : `${placeIn(text, at)} of the variable ${variable}`;
}

/** Which environment would have it. */
function elsewhere(name: string, values: Values): string | undefined {
  const others = values.scopes.flatMap(({ others = [] }) => others);
  const has = others.find(
    ({ content: { variables, secrets } }) =>
      secrets.includes(name) || variables.some((one) => one.name === name),
  );
  if (has === undefined) return undefined;
  const kind = has.content.secrets.includes(name) ? ' as a secret' : '';
  return `The environment ${has.name} has it${kind}: ${faceOf(values).environment(has.name)}`;
}

function faceOf({ face = windowFace }: Values): Face {
  return face;
}

function tooMuch(what: string): Failure {
  return new Failure(
    'usage',
    `What the variables make ${what}`,
    'Look for one that uses others many times over',
  );
}

function usages(): string {
  return `Write ${[...generated.values()].map(({ usage }) => `{{${usage}}}`).join(', ')}`;
}
