import protobuf from 'protobufjs';
import { Failure } from '#app/contract/result.ts';
import type { MessageStep, PlacedStep } from '#app/core/message-path.ts';
import { nearWord } from '#app/core/near-word.ts';
import { bareName, extensionName, fieldNamed, isAny, isOpenJson } from './json-tree.ts';

/** What the JSON of a value means, for whoever compares it. */
type ValueKind =
  | 'number'
  | 'integer64'
  | 'boolean'
  | 'text'
  | 'bytes'
  | 'enum'
  | 'time'
  | 'duration'
  | 'message'
  /** Any JSON: of a `Struct`, or within an `Any`. */
  | 'open';

/** A path as it goes through the JSON of a message type. */
export interface FieldPath {
  /** Steps through the JSON; to each item also where the path did not say so. */
  readonly steps: readonly MessageStep[];
  /** Fields from the message down, as far as the type tells. */
  readonly fields: readonly protobuf.Field[];
  readonly kind: ValueKind;
  /** The values are strings as they are in the bytes of the message. */
  readonly isPlainText: boolean;
  /** Of kind `enum`. */
  readonly enumeration?: protobuf.Enum;
}

/** How far a path has come. */
interface Place {
  /** Of the value, or of the items of the list or map that it is. */
  readonly type: protobuf.Type | protobuf.Enum | string;
  readonly many?: 'list' | 'map';
}

/**
 * Finds a path in a message type, by names as in JSON or as in the `.proto` file. Throws a usage `Failure`
 * that names the place in the path.
 */
export function fieldPath(type: protobuf.Type, placed: readonly PlacedStep[]): FieldPath {
  const steps: MessageStep[] = [];
  const fields: protobuf.Field[] = [];
  let place: Place = { type };
  for (const [at, { step, column }] of placed.entries()) {
    if (place.many === 'list' && step.to === 'name') {
      steps.push({ to: 'every' });
      place = { type: place.type };
    }
    if (isOpen(place))
      return { steps: [...steps, ...rest(placed, at)], fields, kind: 'open', isPlainText: false };
    if (place.many !== undefined) {
      steps.push(place.many === 'map' ? keyStep(step) : step);
      place = { type: place.type };
      continue;
    }
    const field = fieldAt(place.type, step, column);
    steps.push({ to: 'name', name: extensionName(field) ?? field.jsonName });
    fields.push(field);
    place = placeOf(field);
  }
  if (place.many !== undefined) steps.push({ to: 'every' });
  return { steps, fields, isPlainText: place.type === 'string', ...kindOf(place.type) };
}

function rest(placed: readonly PlacedStep[], from: number): readonly MessageStep[] {
  return placed.slice(from).map(({ step }) => step);
}

/** Whether only the message itself tells what is in it. */
function isOpen({ type, many }: Place): boolean {
  return many === undefined && type instanceof protobuf.Type && (isOpenJson(type) || isAny(type));
}

/** Keys of a map are names in JSON, also those that are numbers. */
function keyStep(step: MessageStep): MessageStep {
  return step.to === 'item' ? { to: 'name', name: String(step.index) } : step;
}

function fieldAt(type: Place['type'], step: MessageStep, column: number): protobuf.Field {
  const where = `at column ${column} of the path`;
  if (step.to !== 'name') {
    const written = step.to === 'every' ? '[*]' : `[${step.index}]`;
    const what = typeof type === 'string' ? 'a single value' : bareNameOf(type);
    throw new Failure(
      'usage',
      `${written} ${where} is of a list, and this is ${what}`,
      'Leave it out',
    );
  }
  if (!(type instanceof protobuf.Type) || kindOf(type).kind !== 'message') {
    const what = typeof type === 'string' ? type : bareNameOf(type);
    throw new Failure('usage', `${step.name} ${where}: ${what} has no fields`, 'Leave it out');
  }
  const field = fieldNamed(type, step.name);
  if (field !== undefined) return field.resolve();
  const names = type.fieldsArray.map((one) => extensionName(one) ?? one.jsonName);
  throw new Failure(
    'usage',
    `${bareName(type)} has no field ${step.name}, ${where}`,
    nearWord(step.name, names) ?? `It has: ${names.slice(0, 20).join(', ') || 'none'}`,
  );
}

function placeOf(field: protobuf.Field): Place {
  const type = field.resolvedType ?? field.type;
  if (field instanceof protobuf.MapField) return { type, many: 'map' };
  return field.repeated ? { type, many: 'list' } : { type };
}

function kindOf(type: Place['type']): Pick<FieldPath, 'kind' | 'enumeration'> {
  if (typeof type === 'string') return { kind: scalarKind(type) };
  if (type instanceof protobuf.Enum) return { kind: 'enum', enumeration: type };
  const own = /^google\.protobuf\.(\w+)$/.exec(bareName(type))?.[1] ?? '';
  if (own === 'Timestamp') return { kind: 'time' };
  if (own === 'Duration') return { kind: 'duration' };
  if (own === 'FieldMask') return { kind: 'text' };
  if (isOpenJson(type) || isAny(type)) return { kind: 'open' };
  const wrapped = /^(Double|Float|U?Int64|U?Int32|Bool|String|Bytes)Value$/.exec(own)?.[1];
  return { kind: wrapped === undefined ? 'message' : scalarKind(wrapped.toLowerCase()) };
}

function scalarKind(type: string): ValueKind {
  if (type.endsWith('64')) return 'integer64';
  if (type === 'bool') return 'boolean';
  if (type === 'string') return 'text';
  return type === 'bytes' ? 'bytes' : 'number';
}

function bareNameOf({ fullName }: protobuf.ReflectionObject): string {
  return fullName.slice(1);
}
