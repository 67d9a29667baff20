import type { IFieldDescriptorProto, IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import { MAX_FIELD_NUMBER } from '../field-numbers.ts';
import { circlesOf } from '../link/imports.ts';
import { typeKeyword } from '../parse/field-types.ts';
import { join } from '../symbols.ts';
import { fieldsOf } from './descriptor-parts.ts';

/** Bounds what hostile files can make Duplex tell. */
const mostTold = 20;

/** What no compiler would let pass in the files of a server, though much of them can be used. */
export function fileFaults(files: readonly IFileDescriptorProto[]): readonly Diagnostic[] {
  const importing = files.map(({ name, dependency }) => ({
    name: name ?? '',
    imports: (dependency ?? []).map((imported: string) => ({ name: imported })),
  }));
  const circles = circlesOf(importing).map(
    ({ message }) => `The server's reflection gives files that cannot be: ${message}`,
  );
  const told = [...circles.slice(0, mostTold), ...fieldFaults(files)];
  return told.map((message) => ({ severity: 'error', message }));
}

function fieldFaults(files: readonly IFileDescriptorProto[]): readonly string[] {
  const told: string[] = [];
  for (const file of files) {
    const numbers = new Map<string, string>();
    for (const { scope, field } of fieldsOf(file)) {
      const name = join(scope, field.name);
      const key = `${field.extendee || scope}:${field.number}`;
      for (const fault of [numberFault(field, numbers.get(key)), typeFault(field)])
        if (fault !== undefined) told.push(`The server's reflection gives ${name} ${fault}`);
      numbers.set(key, name);
      if (told.length >= mostTold) return told.slice(0, mostTold);
    }
  }
  return told;
}

function numberFault(
  { number = 0, extendee }: IFieldDescriptorProto,
  twin: string | undefined,
): string | undefined {
  // Extensions of a message set have higher ones.
  const most = extendee ? Number.POSITIVE_INFINITY : MAX_FIELD_NUMBER;
  if (number < 1 || number > most) return `the number ${number}, which no field can have`;
  return twin === undefined ? undefined : `the number ${number}, which ${twin} has too`;
}

function typeFault(field: IFieldDescriptorProto): string | undefined {
  // A type that this version does not know is not decoded.
  const isKnown = Object.hasOwn(field, 'type') && typeKeyword(field.type ?? 0) !== undefined;
  return isKnown || field.typeName ? undefined : 'a type that there is not';
}
