import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { parseTypeName } from './field-parts.ts';
import type { FieldContext } from './parse-field.ts';
import { parseField } from './parse-field.ts';
import type { Parsing } from './parsing.ts';

/** `extend Type { … }`, `context.path` being that of the list that the fields go into. */
export function parseExtend(
  parsing: Parsing,
  into: IFieldDescriptorProto[],
  context: FieldContext,
): void {
  const { cursor } = parsing;
  const location = parsing.begin(context.path);
  cursor.expect('extend');
  const place = cursor.peek();
  const extendee = parseTypeName(parsing);
  const last = cursor.previous ?? place;
  const before = into.length;
  const faults = parsing.diagnostics.length;
  parsing.block(context.depth + 1, location, () => {
    const path = [...context.path, into.length];
    const field = parseField(parsing, {
      ...context,
      path,
      depth: context.depth + 1,
      extendee: [place, last],
    });
    field.extendee = extendee;
    parsing.place(field, 'extendee', place);
    into.push(field);
  });
  parsing.finish(location);
  const end = cursor.previous;
  const isWhole = parsing.diagnostics.length === faults;
  if (into.length === before && isWhole && end !== undefined)
    parsing.report({ place: end, message: 'this "extend" has no fields' });
}
