import type { FieldDoc, MessageDoc } from '#app/contract/definition.ts';
import { scalarOf } from '#app/core/value-fit.ts';
import type { EditorHelp, Suggestion } from '#renderer/ui/code-editor/editor-help.ts';
import type { HelpText } from '#renderer/ui/code-editor/help-card.ts';
import type { JsonPlace } from '#renderer/ui/code-editor/json-place.ts';
import { fieldHelp, typeHelp, unknownHelp, valueHelp } from './field-help.ts';
import { isFieldMask, maskPaths } from './field-mask-help.ts';
import { messageHints } from './message-hints.ts';
import { fieldNamed, hasOwnJson, type MessageSource, namedByUrl } from './message-source.ts';

/** An object or list of a message's JSON. */
type Inside =
  | { readonly kind: 'message'; readonly doc: MessageDoc; readonly isAny: boolean }
  /** A list's items or a map's values. */
  | { readonly kind: 'many'; readonly field: FieldDoc };

const any = 'google.protobuf.Any';
const typeUrl = 'type.googleapis.com/';

/**
 * Tells an editor what stands, and what can stand, in a message of a type.
 * @param reply the type of what is answered to it, where that is known
 */
export function messageHelp(source: MessageSource, type: string, reply?: string): EditorHelp {
  async function message(name: string, url: string | undefined): Promise<Inside | undefined> {
    const isAny = name === any;
    const actual = isAny ? namedByUrl(url) : name;
    const doc = actual === undefined ? undefined : await source.message(actual);
    if (isAny) return { kind: 'message', doc: doc ?? { name: any, fields: [] }, isAny };
    return doc === undefined || hasOwnJson(name) ? undefined : { kind: 'message', doc, isAny };
  }

  async function insideOf({ steps, types }: JsonPlace): Promise<Inside | undefined> {
    let here = await message(type, types[0]);
    for (const [index, step] of steps.entries()) {
      if (here === undefined) return undefined;
      const isMany = here.kind === 'many';
      const field = here.kind === 'many' ? here.field : fieldNamed(here.doc, step);
      if (field === undefined) return undefined;
      if (!isMany && (field.repeated || field.kind === 'map')) here = { kind: 'many', field };
      else here = field.typeName ? await message(field.typeName, types[index + 1]) : undefined;
    }
    return here;
  }

  async function suggestValues(place: JsonPlace, inside: Inside): Promise<readonly Suggestion[]> {
    if (inside.kind === 'message' && inside.isAny && place.name === '@type')
      return typeUrls(
        await source.messagesLike(place.typed.slice(place.typed.lastIndexOf('/') + 1)),
      );
    const field = inside.kind === 'many' ? inside.field : fieldNamed(inside.doc, place.name);
    if (field === undefined) return [];
    const isWhole = inside.kind === 'message' && (field.repeated || field.kind === 'map');
    if (isWhole) return place.isQuoted ? [] : [{ label: emptyOf(field), insert: emptyOf(field) }];
    if (field.values !== undefined) return enumValues(field);
    if (place.isQuoted) {
      const isMask = inside.kind === 'message' && isFieldMask(field);
      return isMask ? maskPaths(source, { doc: inside.doc, mask: field, reply }, place.typed) : [];
    }
    if (isBool(field)) return ['true', 'false'].map((label) => ({ label, insert: label }));
    if (field.typeName === undefined) return [];
    const skeleton = await source.skeleton(field.typeName);
    return [{ label: 'a first value', detail: field.typeName, insert: skeleton }];
  }

  async function firstValue(field: FieldDoc): Promise<string> {
    if (field.repeated || field.kind === 'map') return emptyOf(field);
    if (field.values !== undefined) return '""';
    if (field.typeName !== undefined) return source.skeleton(field.typeName);
    return firstScalar(field.type);
  }

  function suggestNames(place: JsonPlace, { doc, isAny }: Inside & { kind: 'message' }) {
    const taken = new Set(place.names);
    const has = ({ name, jsonName }: FieldDoc) => taken.has(name) || taken.has(jsonName);
    const chosen = new Set(doc.fields.filter(has).map(({ oneof }) => oneof));
    const free = doc.fields.filter(
      (field) => !has(field) && (field.oneof === undefined || !chosen.has(field.oneof)),
    );
    const isOriginal = usesOriginalNames(place);
    const names = free.map((field): Suggestion => {
      const label = isOriginal ? field.name : field.jsonName;
      return {
        label,
        spellings: [field.name, field.jsonName],
        detail: isOwnName(field) ? `${field.type}, in .proto files ${field.name}` : field.type,
        help: () => fieldHelp(field),
        insert: JSON.stringify(label),
        value: () => firstValue(field),
      };
    });
    if (!isAny || taken.has('@type')) return names;
    const value = async () => '""';
    return [{ label: '@type', detail: 'URL of a type', insert: '"@type"', value }, ...names];
  }

  return {
    async suggest(place) {
      const inside = await insideOf(place);
      if (inside === undefined) return [];
      if (place.part === 'value') return suggestValues(place, inside);
      return inside.kind === 'message' ? suggestNames(place, inside) : [];
    },
    check: (message) => messageHints(source, type, message),
    async explain(place): Promise<HelpText | undefined> {
      const inside = await insideOf(place);
      if (inside === undefined) return undefined;
      const name = place.part === 'name' ? place.text : place.name;
      const field = inside.kind === 'many' ? inside.field : fieldNamed(inside.doc, name);
      if (field === undefined && inside.kind === 'message') {
        // The URL of an `Any` is no field, and where nothing is written yet, the type is told.
        const isField = name !== undefined && name !== '' && !(inside.isAny && name === '@type');
        return isField ? unknownHelp(inside.doc, name) : typeHelp(inside.doc);
      }
      if (field === undefined) return undefined;
      const value = field.values?.find((one) => one.name === place.text);
      return place.part === 'value' && value !== undefined ? valueHelp(value) : fieldHelp(field);
    },
  };
}

/** Whether its name in JSON is not the one that its name in `.proto` files makes. */
function isOwnName({ name, jsonName }: FieldDoc): boolean {
  const letters = (text: string) => text.replaceAll('_', '').toLowerCase();
  return letters(name) !== letters(jsonName);
}

/** Both are taken: whoever writes names as in `.proto` files goes on so. */
function usesOriginalNames({ names, steps, typed }: JsonPlace): boolean {
  return [...names, ...steps, typed].some((name) => /[^_]_/.test(String(name)));
}

function typeUrls(names: readonly string[]): readonly Suggestion[] {
  return names.map((name) => ({ label: name, insert: JSON.stringify(`${typeUrl}${name}`) }));
}

function enumValues({ typeName, values = [] }: FieldDoc): readonly Suggestion[] {
  if (typeName === 'google.protobuf.NullValue') return [{ label: 'null', insert: 'null' }];
  return values.map((value) => ({
    label: value.name,
    detail: String(value.number),
    help: () => valueHelp(value),
    insert: JSON.stringify(value.name),
  }));
}

function emptyOf(field: FieldDoc): string {
  return field.kind === 'map' ? '{}' : '[]';
}

function isBool(field: FieldDoc): boolean {
  return scalarOf(field) === 'bool' || field.typeName === 'google.protobuf.BoolValue';
}

function firstScalar(type: string): string {
  if (type === 'bool') return 'false';
  if (type === 'string' || type === 'bytes') return '""';
  return /64$/.test(type) ? '"0"' : '0';
}
