import type { IDescriptorProto, IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { printEnum } from './print-enum.ts';
import type { Part } from './print-extend.ts';
import { extendParts } from './print-extend.ts';
import type { FieldSurroundings } from './print-field.ts';
import { generatedType, printField } from './print-field.ts';
import { addOptions } from './print-options.ts';
import { printMessageRanges } from './print-ranges.ts';
import type { Printing, Spot } from './printing.ts';
import { innerName } from './printing.ts';
import { visibilityWord } from './visibility.ts';

/** A message with all that is in it. */
export function printMessage(printing: Printing, message: IDescriptorProto, spot: Spot): void {
  const { lines, notes } = printing;
  notes.before(lines, spot.path);
  lines.block(`${visibilityWord(message)}message ${message.name}`, () => {
    notes.inside(lines, spot.path);
    printBody(printing, message, spot);
  });
}

/** How fields of a message find the types that maps and groups bring along. */
export function surroundings(
  siblings: readonly IDescriptorProto[],
  siblingsPath: readonly number[],
): FieldSurroundings {
  return { siblings, siblingsPath, printBody };
}

function printBody(printing: Printing, message: IDescriptorProto, { path, scope }: Spot): void {
  const { lines, notes } = printing;
  const inside = innerName(scope, message.name);
  addOptions(printing, { type: 'MessageOptions', options: message.options, scope: inside }, [
    ...path,
    7,
  ]);
  printMessageRanges(printing, message, { path, scope: inside });
  const parts = messageParts(printing, message, { path, scope: inside });
  let before: Part['kind'] = 'field';
  for (const part of notes.inWrittenOrder(parts)) {
    if (part.kind === 'type' || before === 'type') lines.blank();
    part.print();
    before = part.kind;
  }
}

/** In an order that gives the same descriptor again: types of maps and groups are numbered too. */
function messageParts(printing: Printing, message: IDescriptorProto, inside: Spot): Part[] {
  const { path, scope } = inside;
  const nested = message.nestedType ?? [];
  const around = surroundings(nested, [...path, 3]);
  const fields = message.field ?? [];
  const owners = new Map<IDescriptorProto, IFieldDescriptorProto>();
  for (const field of [...fields, ...(message.extension ?? [])]) {
    const type = generatedType(field, nested);
    if (type !== undefined && printing.syntax === 'editions' && type.options?.mapEntry !== true)
      continue;
    if (type !== undefined) owners.set(type, field);
  }
  const parts: Part[] = [];
  let printedTypes = 0;
  const addTypesUpTo = (end: number): void => {
    for (; printedTypes < end; printedTypes += 1) {
      const type = nested[printedTypes];
      if (type === undefined || owners.has(type)) continue;
      const spot = { path: [...path, 3, printedTypes], scope };
      parts.push({
        path: spot.path,
        kind: 'type',
        print: () => printMessage(printing, type, spot),
      });
    }
  };
  const seenOneofs = new Set<number>();
  for (const [index, field] of fields.entries()) {
    const type = generatedType(field, nested);
    if (type !== undefined && owners.has(type)) addTypesUpTo(nested.indexOf(type));
    const oneof = oneofOf(message, field);
    if (oneof === undefined) {
      const spot = { path: [...path, 2, index], scope };
      parts.push({
        path: spot.path,
        kind: 'field',
        print: () => printField(printing, field, spot, around),
      });
    } else if (!seenOneofs.has(oneof)) {
      seenOneofs.add(oneof);
      const spot = { path: [...path, 8, oneof], scope };
      parts.push({
        path: spot.path,
        kind: 'type',
        print: () => printOneof(printing, message, spot),
      });
    }
  }
  addTypesUpTo(nested.length);
  for (const [index, type] of (message.enumType ?? []).entries()) {
    const enumPath = [...path, 4, index];
    parts.push({
      path: enumPath,
      kind: 'type',
      print: () => printEnum(printing, type, { path: enumPath, scope }),
    });
  }
  parts.push(
    ...extendParts(printing, message.extension ?? [], { path: [...path, 6], scope }, around),
  );
  return parts;
}

/** A oneof of a message; `spot.path` ends with its index, `spot.scope` is the message. */
export function printOneof(
  printing: Printing,
  message: IDescriptorProto,
  { path, scope }: Spot,
): void {
  const { lines, notes } = printing;
  const index = path.at(-1) ?? 0;
  const outer = path.slice(0, -2);
  const oneof = message.oneofDecl?.[index];
  notes.before(lines, path);
  lines.block(`oneof ${oneof?.name}`, () => {
    notes.inside(lines, path);
    addOptions(printing, { type: 'OneofOptions', options: oneof?.options, scope }, [...path, 2]);
    for (const [number, field] of (message.field ?? []).entries()) {
      if (oneofOf(message, field) !== index) continue;
      const spot = { path: [...outer, 2, number], scope };
      printField(printing, field, spot, surroundings(message.nestedType ?? [], [...outer, 3]));
    }
  });
}

/** The oneof that a field is written in; proto3 `optional` is written without one. */
function oneofOf(message: IDescriptorProto, field: IFieldDescriptorProto): number | undefined {
  if (field.proto3Optional === true || !Object.hasOwn(field, 'oneofIndex')) return undefined;
  const { oneofIndex } = field;
  return message.oneofDecl?.[oneofIndex ?? -1] === undefined ? undefined : oneofIndex;
}
