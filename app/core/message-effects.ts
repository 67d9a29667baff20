import type { FieldShape, MessageShape, MethodShape } from '../contract/method-shape.ts';
import { pathStep } from './json-path.ts';
import { typeText } from './shape-changes.ts';
import { fieldInJson, shapeIndex } from './shape-index.ts';

/** A longer text is not looked into: it is done at each key stroke. */
const longestText = 200_000;
const mostEffects = 20;
const deepest = 50;

/**
 * What a change of shape means for a message as typed, each by its JSON path; none for a text that is
 * not JSON, and at most twenty.
 */
export function messageEffects(
  text: string,
  before: MethodShape,
  now: MethodShape,
): readonly string[] {
  if (text.length > longestText) return [];
  let message: unknown;
  try {
    message = JSON.parse(text);
  } catch {
    return [];
  }
  const effects = new Effects(before, now);
  effects.inMessage(message, before.input, now.input, '$');
  return effects.found.slice(0, mostEffects);
}

class Effects {
  readonly found: string[] = [];
  readonly #was: ReturnType<typeof shapeIndex>;
  readonly #is: ReturnType<typeof shapeIndex>;
  #depth = 0;

  constructor(before: MethodShape, now: MethodShape) {
    this.#was = shapeIndex(before);
    this.#is = shapeIndex(now);
  }

  inMessage(value: unknown, oldType: string, type: string, path: string): void {
    const old = this.#was.messages.get(oldType);
    const message = this.#is.messages.get(type);
    if (old === undefined || message === undefined || !isObject(value)) return;
    if (this.#depth >= deepest || this.found.length >= mostEffects) return;
    this.#depth += 1;
    for (const [key, item] of Object.entries(value))
      this.#inField(item, fieldInJson(old, key), message, `${path}${pathStep(key)}`, key);
    this.found.push(...twoOfOneof(value, old, message, path));
    this.found.push(...newlyRequired(value, old, message, path));
    this.#depth -= 1;
  }

  #inField(
    value: unknown,
    old: FieldShape | undefined,
    message: MessageShape,
    path: string,
    key: string,
  ): void {
    const field = fieldInJson(message, key);
    // What was not known before is no change.
    if (old === undefined) return;
    if (field === undefined) {
      const renamed = message.fields.find(({ number }) => number === old.number);
      this.found.push(
        renamed === undefined
          ? `${path} is in your message and is no longer a field`
          : `${path} is in your message; the field is named ${renamed.jsonName ?? renamed.name} now`,
      );
    } else if (typeText(old) !== typeText(field)) {
      this.found.push(
        `${path} is in your message; its field is ${typeText(field)} now, it was ${typeText(old)}`,
      );
    } else if (field.key !== undefined && isObject(value)) {
      for (const [name, item] of Object.entries(value))
        this.#inOne(item, field.type, `${path}${pathStep(name)}`);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries())
        this.#inOne(item, field.type, `${path}[${index}]`);
    } else this.#inOne(value, field.type, path);
  }

  #inOne(value: unknown, type: string, path: string): void {
    this.inMessage(value, type, type, path);
    const had = this.#was.enums.get(type)?.values.some(([, name]) => name === value);
    const has = this.#is.enums.get(type)?.values.some(([, name]) => name === value);
    if (had === true && has === false)
      this.found.push(`${path} is ${String(value)}, which is no longer a value of ${type}`);
  }
}

function twoOfOneof(
  value: object,
  old: MessageShape,
  message: MessageShape,
  path: string,
): readonly string[] {
  const firstOf = new Map<string, string>();
  return Object.entries(value).flatMap(([key, item]) => {
    const oneof = fieldInJson(message, key)?.oneof;
    if (oneof === undefined || item === null) return [];
    const first = firstOf.get(oneof);
    if (first === undefined) firstOf.set(oneof, key);
    const isNew =
      fieldInJson(old, key)?.oneof !== oneof || fieldInJson(old, first ?? key)?.oneof !== oneof;
    if (first === undefined || !isNew) return [];
    const both = `${path}${pathStep(first)} and ${path}${pathStep(key)}`;
    return [`${both} are in your message, and oneof ${oneof} takes one of them`];
  });
}

function newlyRequired(
  value: object,
  old: MessageShape,
  message: MessageShape,
  path: string,
): readonly string[] {
  const keys = Object.keys(value);
  return message.fields
    .filter(
      ({ label, name, jsonName = name }) =>
        label === 'required' &&
        fieldInJson(old, name)?.label !== 'required' &&
        !keys.includes(name) &&
        !keys.includes(jsonName),
    )
    .map(
      ({ name, jsonName = name }) =>
        `${path}${pathStep(jsonName)} is required now and is not in your message`,
    );
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
