import type { FieldDoc } from '#app/contract/definition.ts';
import { pathStep } from '#app/core/json-path.ts';
import type { EditorHint } from '#renderer/ui/code-editor/editor-help.ts';
import { fieldNamed, hasOwnJson, type MessageSource, namedByUrl } from './message-source.ts';

/** More would tell nothing new. */
const mostHints = 20;
/** A message with more values is looked at no further. */
const mostValues = 5000;

/** What in a message of a type its schema does not know: names of fields and of enum values. */
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
      else hints.push({ path: place, part: 'name', message: `${doc.name} has no field “${key}”` });
    }
  }

  async function inField(value: unknown, field: FieldDoc, path: string): Promise<void> {
    if (field.kind === 'map' && isObject(value)) {
      for (const [key, item] of Object.entries(value))
        await inOne(item, field, `${path}${pathStep(key)}`);
    } else if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) await inOne(item, field, `${path}[${index}]`);
    } else await inOne(value, field, path);
  }

  async function inOne(value: unknown, field: FieldDoc, path: string): Promise<void> {
    left -= 1;
    if (left < 0 || hints.length >= mostHints) return;
    const { values, typeName = '' } = field;
    if (values === undefined) return inMessage(value, typeName, path);
    if (typeof value === 'string' && !values.some(({ name }) => name === value))
      hints.push({ path, part: 'value', message: `${typeName} has no value “${value}”` });
  }

  await inMessage(message, type, '$');
  return hints;
}

function isObject(value: unknown): value is { readonly [name: string]: unknown } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
