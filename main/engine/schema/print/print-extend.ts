import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { phrase } from './phrase.ts';
import type { FieldSurroundings } from './print-field.ts';
import { printField } from './print-field.ts';
import type { Printing, Spot } from './printing.ts';

/** A piece of a file or message, to be brought into order and then written. */
export interface Part {
  readonly path: readonly number[];
  /** Fields stand close together, types apart. */
  readonly kind: 'field' | 'type';
  readonly print: () => void;
}

/** `extend` blocks for extensions, one for those in a row of the same message. */
export function extendParts(
  printing: Printing,
  extensions: readonly IFieldDescriptorProto[],
  { path, scope }: Spot,
  around: FieldSurroundings,
): Part[] {
  const { lines, names } = printing;
  const parts: Part[] = [];
  for (let index = 0; index < extensions.length; ) {
    const start = index;
    const extendee = extensions[start]?.extendee ?? '';
    while (extensions[index]?.extendee === extendee) index += 1;
    const fields = extensions.slice(start, index);
    const print = (): void =>
      lines.block(phrase`extend ${names.written(extendee, scope)}`, () => {
        for (const [offset, field] of fields.entries()) {
          printField(printing, field, { path: [...path, start + offset], scope }, around);
        }
      });
    parts.push({ path: [...path, start], kind: 'type', print });
  }
  return parts;
}
