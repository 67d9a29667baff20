import type protobuf from 'protobufjs';
import type { Json } from '#app/contract/calls.ts';
import type { MessageStep, PlacedStep } from '#app/core/message-path.ts';
import { type FieldPath, fieldPath } from './field-path.ts';
import type { JsonForm } from './json-form.ts';
import { isJsonObject } from './json-tree.ts';
import type { MessageText } from './message-codec.ts';
import { fieldWriter } from './wire-json/wire-json.ts';

type TextOf = (bytes: Uint8Array, form: JsonForm) => MessageText;

/** The values at a path in the messages of a type, as their JSON has them. */
export class MessageField {
  readonly path: FieldPath;
  readonly #form: JsonForm;
  readonly #write: (bytes: Uint8Array) => string | undefined;
  readonly #text: TextOf;

  /**
   * Throws a usage `Failure` for a path that the type does not have. With `emitDefaults`, a field without
   * presence is always there. `text` gives whole messages.
   */
  constructor(
    type: protobuf.Type,
    steps: readonly PlacedStep[],
    emitDefaults: boolean,
    text: TextOf,
  ) {
    this.path = fieldPath(type, steps);
    this.#form = { emitDefaults };
    this.#write = fieldWriter(type, this.path.fields, this.#form);
    this.#text = text;
  }

  /**
   * The values in a message; `undefined` stands for the one that is not there. Only the fields on the path
   * are read. None of what does not decode.
   */
  values(bytes: Uint8Array): readonly (Json | undefined)[] {
    const text = this.#write(bytes) ?? this.#text(bytes, this.#form).text;
    if (text === undefined) return [];
    const found: (Json | undefined)[] = [];
    follow(JSON.parse(text), this.path.steps, 0, found);
    return found;
  }
}

function follow(
  json: Json | undefined,
  steps: readonly MessageStep[],
  at: number,
  found: (Json | undefined)[],
): void {
  const step = steps[at];
  if (step === undefined || json === undefined) {
    found.push(json);
  } else if (step.to === 'every') {
    if (!Array.isArray(json) && !isJsonObject(json)) return;
    for (const item of Object.values(json)) follow(item, steps, at + 1, found);
  } else follow(below(json, step), steps, at + 1, found);
}

function below(json: Json, step: Exclude<MessageStep, { readonly to: 'every' }>): Json | undefined {
  const name = step.to === 'item' ? String(step.index) : step.name;
  if (Array.isArray(json)) return step.to === 'item' ? json[step.index] : undefined;
  return isJsonObject(json) && Object.hasOwn(json, name) ? json[name] : undefined;
}
