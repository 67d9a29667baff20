import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import { jsonNames } from '../json-names.ts';
import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import type { JsonTree } from './json-text.ts';
import { jsonText } from './json-text.ts';
import { wellKnownExample } from './well-known.ts';

/** Finds definitions by full name without leading dot. */
export interface DefinitionLookup {
  message(name: string): IDescriptorProto | undefined;
  enumeration(name: string): IEnumDescriptorProto | undefined;
}

const MAX_DEPTH = 8;
const MAX_FIELDS = 300;
/** More than this is never shown, however many fields the outermost message has. */
const MOST_FIELDS = 5000;

const TEXT_TYPES: ReadonlySet<number> = new Set([FIELD_TYPE.string, FIELD_TYPE.bytes]);
const LONG_TYPES: ReadonlySet<number> = new Set([
  FIELD_TYPE.int64,
  FIELD_TYPE.uint64,
  FIELD_TYPE.sint64,
  FIELD_TYPE.fixed64,
  FIELD_TYPE.sfixed64,
]);

/**
 * A first message of a type to begin with: JSON, indented by two spaces, with every field by its
 * JSON name and the default of its type, one member of each oneof, and one element in each list of
 * messages. A type inside itself is left out, or has its required fields alone where it is required;
 * a very large message is shown to a lesser depth. The text is accepted by the JSON codec as it is,
 * unless the type requires itself and so has no message at all. An unknown type gives `{}`.
 */
export function skeleton(lookup: DefinitionLookup, typeName: string): string {
  for (let depth = MAX_DEPTH; ; depth -= 1) {
    const sketch = new Sketch(lookup, depth, depth === 1 ? MOST_FIELDS : MAX_FIELDS);
    const tree = sketch.message(typeName, []);
    if (depth === 1 || sketch.fields <= MAX_FIELDS) return jsonText(tree ?? new Map());
  }
}

class Sketch {
  /** How many fields are in it. */
  fields = 0;
  readonly #lookup: DefinitionLookup;
  readonly #depth: number;
  readonly #most: number;
  readonly #leastKnown = new Map<string, JsonTree | undefined>();

  constructor(lookup: DefinitionLookup, depth: number, most: number) {
    this.#lookup = lookup;
    this.#depth = depth;
    this.#most = most;
  }

  /**
   * Undefined when there is no such message, because it requires itself.
   * @param path full names of the messages around this one
   */
  message(typeName: string, path: readonly string[]): JsonTree | undefined {
    const example = wellKnownExample(typeName);
    if (example !== undefined) return example;
    const members = new Map<string, JsonTree>();
    const inside = [...path, typeName];
    const chosen = new Set<number>();
    for (const [field, name] of jsonNames(this.#lookup.message(typeName) ?? {})) {
      const oneof = oneofOf(field);
      if (oneof !== undefined && chosen.has(oneof)) continue;
      const value = this.#field(field, inside);
      if (value === undefined && field.label === LABEL.required) return undefined;
      if (value === undefined) continue;
      if (oneof !== undefined) chosen.add(oneof);
      members.set(name, value);
      this.fields += 1;
    }
    return members;
  }

  /** Undefined where the field is better left out, and where a required one cannot be had. */
  #field(field: IFieldDescriptorProto, path: readonly string[]): JsonTree | undefined {
    const required = field.label === LABEL.required;
    if (this.fields > this.#most && !required) return undefined;
    const repeated = field.label === LABEL.repeated;
    if (!isMessage(field)) return repeated ? [] : this.#scalar(field);
    const typeName = typeNameOf(field);
    if (repeated && this.#lookup.message(typeName)?.options?.mapEntry === true) return new Map();
    const isShown = path.length < this.#depth && !path.includes(typeName);
    const isPlain = wellKnownExample(typeName) === undefined;
    if (isPlain && !isShown) {
      if (repeated) return [];
      return required ? this.#least(typeName) : undefined;
    }
    const value = this.message(typeName, path);
    if (!repeated) return value;
    return value === null || value === undefined ? [] : [value];
  }

  /** A message with its required fields alone; undefined when it requires itself. */
  #least(typeName: string): JsonTree | undefined {
    const example = wellKnownExample(typeName);
    if (example !== undefined) return example;
    const members = new Map<string, JsonTree>();
    const known = this.#leastKnown;
    if (known.has(typeName)) return known.get(typeName);
    // Whoever comes here again on the way down requires itself.
    known.set(typeName, undefined);
    for (const [field, name] of jsonNames(this.#lookup.message(typeName) ?? {})) {
      if (field.label !== LABEL.required) continue;
      const value = isMessage(field) ? this.#least(typeNameOf(field)) : this.#scalar(field);
      if (value === undefined) return undefined;
      members.set(name, value);
    }
    known.set(typeName, members);
    return members;
  }

  #scalar(field: IFieldDescriptorProto): JsonTree {
    const type = field.type ?? 0;
    if (TEXT_TYPES.has(type)) return '';
    if (LONG_TYPES.has(type)) return '0';
    if (type === FIELD_TYPE.bool) return false;
    if (type !== FIELD_TYPE.enum) return 0;
    const name = typeNameOf(field);
    if (name === 'google.protobuf.NullValue') return null;
    return this.#lookup.enumeration(name)?.value?.[0]?.name ?? 0;
  }
}

/** Proto3 `optional` fields are alone in theirs, so nothing is chosen among them. */
function oneofOf(field: IFieldDescriptorProto): number | undefined {
  return Object.hasOwn(field, 'oneofIndex') ? field.oneofIndex : undefined;
}

function isMessage({ type }: IFieldDescriptorProto): boolean {
  return type === FIELD_TYPE.message || type === FIELD_TYPE.group;
}

function typeNameOf({ typeName = '' }: IFieldDescriptorProto): string {
  return typeName.replace(/^\./, '');
}
