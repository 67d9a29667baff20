import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import { pathStep } from '#app/core/json-path.ts';
import { nearWord } from '#app/core/near-word.ts';
import { itemFault, valueFault } from '#app/core/value-fit.ts';
import type { EditorHint } from '#renderer/ui/code-editor/editor-help.ts';
import { fieldNamed, hasOwnJson, type MessageSource, namedByUrl } from './message-source.ts';

/** More would tell nothing new. */
const mostHints = 20;
/** A message with more values is looked at no further. */
const mostValues = 5000;

/** What in a message of a type does not fit its schema: names of fields that it lacks, and values. */
export async function messageHints(
  source: MessageSource,
  type: string,
  message: unknown,
): Promise<readonly EditorHint[]> {
  const hints: EditorHint[] = [];
  let left = mostValues;

  async function inMessage(value: unknown, name: string, path: string): Promise<void> {
    if (!isObject(value) || hasOwnJson(name)) return;
    const isAny = name === 'google.protobuf.Any';
    const actual = isAny ? namedByUrl(value['@type']) : name;
    const doc = actual === undefined ? undefined : await source.message(actual);
    if (doc === undefined || hasOwnJson(doc.name)) return;
    for (const [key, item] of Object.entries(value)) {
      left -= 1;
      if (left < 0 || hints.length >= mostHints) return;
      // Extensions are not among the fields.
      if ((isAny && key === '@type') || key.startsWith('[')) continue;
      const field = fieldNamed(doc, key);
      const place = `${path}${pathStep(key)}`;
      if (field !== undefined) await inField(item, field, place);
      else hints.push({ path: place, part: 'name', message: unknownField(doc, key) });
    }
  }

  async function inField(value: unknown, field: FieldDoc, path: string): Promise<void> {
    const fault = valueFault(value, field);
    if (fault !== undefined) hints.push({ path, part: 'value', message: fault });
    else if (field.kind === 'map' && isObject(value)) {
      for (const [key, item] of Object.entries(value))
        await inOne(item, field, `${path}${pathStep(key)}`);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) await inOne(item, field, `${path}[${index}]`);
    } else await inOne(value, field, path);
  }

  async function inOne(value: unknown, field: FieldDoc, path: string): Promise<void> {
    left -= 1;
    if (left < 0 || hints.length >= mostHints) return;
    const fault = itemFault(value, field);
    if (fault !== undefined) hints.push({ path, part: 'value', message: fault });
    else if (field.values === undefined) await inMessage(value, field.typeName ?? '', path);
  }

  await inMessage(message, type, '$');
  return hints;
}

function unknownField({ name, fields }: MessageDoc, key: string): string {
  const spelt = key.replaceAll('_', '').toLowerCase();
  const same = fields.find((field) => field.name.replaceAll('_', '').toLowerCase() === spelt);
  const names = fields.flatMap((field) => [field.jsonName, field.name]);
  const near = same ? `Did you mean "${same.jsonName}"?` : nearWord(key, names);
  return [`${name} has no field “${key}”`, near].filter(Boolean).join('. ');
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
