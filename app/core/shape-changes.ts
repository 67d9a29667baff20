import {
  type EnumShape,
  type FieldShape,
  type MessageShape,
  type MethodShape,
  mostInShape,
} from '../contract/method-shape.ts';
import { shapeIndex } from './shape-index.ts';

/** Something about a method that is not as it was. */
export interface ShapeChange {
  /** Full name of the message or enum; absent for the method itself. */
  readonly in?: string;
  readonly text: string;
}

/** More changes than these are not told apart. */
const mostChanges = 100;

/** What has changed from one shape of a method to another, the nearest first; none for equal ones. */
export function shapeChanges(before: MethodShape, now: MethodShape): readonly ShapeChange[] {
  const changes = methodChanges(before, now);
  const was = shapeIndex(before);
  const is = shapeIndex(now);
  const pairs = new Map([
    [before.input, now.input],
    [before.output, now.output],
  ]);
  // A map tells what is added to it on the way too.
  for (const [name, newName] of pairs) {
    if (changes.length >= mostChanges) break;
    const [old, message] = [was.messages.get(name), is.messages.get(newName)];
    if (old !== undefined && message !== undefined) {
      changes.push(...messageChanges(old, message));
      for (const { type } of message.fields) if (!pairs.has(type)) pairs.set(type, type);
    }
    const [oldEnum, enumeration] = [was.enums.get(name), is.enums.get(newName)];
    if (oldEnum !== undefined && enumeration !== undefined)
      changes.push(...enumChanges(oldEnum, enumeration));
  }
  return changes.slice(0, mostChanges);
}

/** What is known by both: of a type that one of them has no definition of, that of the other. */
export function joinedShape(before: MethodShape, now: MethodShape): MethodShape {
  const isIn = shapeIndex(now);
  const messages = before.messages.filter(({ name }) => !isIn.messages.has(name));
  const enums = before.enums.filter(({ name }) => !isIn.enums.has(name));
  return {
    ...now,
    messages: [...now.messages, ...messages].slice(0, mostInShape),
    enums: [...now.enums, ...enums].slice(0, mostInShape),
  };
}

/** `repeated pkg.Type`, `map<string, int32>`: as a field's type is written. */
export function typeText({ type, key, label }: FieldShape): string {
  if (key !== undefined) return `map<${key}, ${type}>`;
  return label === undefined ? type : `${label} ${type}`;
}

/** A type that a field has now; that nobody defines it is told, as it will hardly stay. */
function newType(field: FieldShape): string {
  return field.unknown === true ? `${typeText(field)}, which is not defined` : typeText(field);
}

function methodChanges(before: MethodShape, now: MethodShape): ShapeChange[] {
  const changes: ShapeChange[] = [];
  if (before.kind !== now.kind)
    changes.push({ text: `it is ${now.kind} now, it was ${before.kind}` });
  if (before.input !== now.input)
    changes.push({ text: `it takes ${now.input} instead of ${before.input}` });
  if (before.output !== now.output)
    changes.push({ text: `it returns ${now.output} instead of ${before.output}` });
  return changes;
}

function messageChanges(before: MessageShape, now: MessageShape): ShapeChange[] {
  const inside = now.name;
  const newNames = new Map(now.fields.map((field) => [field.name, field]));
  const newNumbers = new Map(now.fields.map((field) => [field.number, field]));
  const oldNumbers = new Set(before.fields.map(({ number }) => number));
  const oldNames = new Set(before.fields.map(({ name }) => name));
  const changes = before.fields.flatMap((field): ShapeChange[] => {
    const same = newNumbers.get(field.number);
    if (same !== undefined) return fieldChanges(field, same).map((text) => ({ in: inside, text }));
    const moved = newNames.get(field.name);
    const what = moved === undefined ? 'was removed' : `has number ${moved.number} now`;
    return [{ in: inside, text: `field ${titled(field)} ${what}` }];
  });
  const added = now.fields
    .filter(({ number, name }) => !oldNumbers.has(number) && !oldNames.has(name))
    .map((field) => ({ in: inside, text: `field ${titled(field)} was added: ${newType(field)}` }));
  return [...changes, ...added];
}

function fieldChanges(before: FieldShape, now: FieldShape): string[] {
  const title = titled(before);
  const changes: string[] = [];
  if (before.name !== now.name) changes.push(`field ${title} is named "${now.name}" now`);
  else if (jsonName(before) !== jsonName(now))
    changes.push(`field ${title} is "${jsonName(now)}" in JSON now`);
  if (typeText(before) !== typeText(now))
    changes.push(`field ${title}: ${typeText(before)} → ${newType(now)}`);
  if (before.oneof !== now.oneof)
    changes.push(
      now.oneof === undefined
        ? `field ${title} is no longer in oneof "${before.oneof}"`
        : `field ${title} was moved into oneof "${now.oneof}"`,
    );
  return changes;
}

function enumChanges(before: EnumShape, now: EnumShape): ShapeChange[] {
  const newNames = new Map(now.values.map(([number, name]) => [name, number]));
  const newNumbers = new Map(now.values);
  return before.values.flatMap(([number, name]): ShapeChange[] => {
    const newNumber = newNames.get(name);
    if (newNumber === number) return [];
    const newName = newNumbers.get(number);
    const what =
      newNumber !== undefined
        ? `is ${newNumber} now`
        : newName === undefined
          ? 'was removed'
          : `is named "${newName}" now`;
    return [{ in: now.name, text: `value "${name}" (${number}) ${what}` }];
  });
}

function titled({ name, number }: FieldShape): string {
  return `"${name}" (${number})`;
}

function jsonName(field: FieldShape): string {
  return field.jsonName ?? field.name;
}
