import type { IDescriptorProto, IFileDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { OptionTypes } from '../option-types.ts';
import { quoted } from './literal.ts';
import { printEnum } from './print-enum.ts';
import { extendParts } from './print-extend.ts';
import { generatedType } from './print-field.ts';
import { printMessage, surroundings } from './print-message.ts';
import { addOptions } from './print-options.ts';
import { printService } from './print-service.ts';
import { Printing } from './printing.ts';

const EDITIONS: ReadonlyMap<number, string> = new Map([
  [1000, '2023'],
  [1001, '2024'],
  [1002, '2026'],
  [1002, '2026'],
]);

/**
 * A file as `.proto` text that compiles to the same descriptor again: with its comments and
 * all options that `types` knows.
 */
export function printFile(file: IFileDescriptorProto, types: OptionTypes): string {
  const printing = new Printing(file, types);
  printHead(printing, file);
  const { lines, notes } = printing;
  const scope = file.package ?? '';
  const messages = file.messageType ?? [];
  const groups = groupTypes(printing, file);
  const parts = [
    ...messages.map((message, index) => {
      const path = [4, index];
      return { path, print: () => printMessage(printing, message, { path, scope }) };
    }),
    ...(file.enumType ?? []).map((one, index) => {
      const path = [5, index];
      return { path, print: () => printEnum(printing, one, { path, scope }) };
    }),
    ...(file.service ?? []).map((service, index) => {
      const path = [6, index];
      return { path, print: () => printService(printing, service, { path, scope }) };
    }),
    ...extendParts(
      printing,
      file.extension ?? [],
      { path: [7], scope },
      surroundings(messages, [4]),
    ),
  ].filter(({ path: [kind, index] }) => kind !== 4 || !groups.has(messages[index ?? -1] ?? {}));
  for (const part of notes.inWrittenOrder(parts)) {
    lines.blank();
    part.print();
  }
  return lines.toString();
}

function printHead(printing: Printing, file: IFileDescriptorProto): void {
  const { lines, notes, syntax } = printing;
  const path = [12];
  notes.before(lines, path);
  if (syntax === 'editions') {
    lines.add(`edition = "${EDITIONS.get(file.edition ?? 1000) ?? '2023'}";`);
  } else {
    lines.add(`syntax = "${syntax}";`);
  }
  notes.behind(lines, path);
  if (file.package) {
    lines.blank();
    notes.before(lines, [2]);
    lines.add(`package ${file.package};`);
    notes.behind(lines, [2]);
  }
  printImports({ lines, notes }, file);
  lines.blank();
  addOptions(
    printing,
    {
      type: 'FileOptions',
      options: file.options,
      scope: file.package ?? '',
    },
    [8],
  );
}

function printImports(
  { lines, notes }: Pick<Printing, 'lines' | 'notes'>,
  file: IFileDescriptorProto & { readonly optionDependency?: readonly string[] },
): void {
  const names: readonly string[] = file.dependency ?? [];
  const shared: readonly number[] = file.publicDependency ?? [];
  const weak: readonly number[] = file.weakDependency ?? [];
  lines.blank();
  for (const [index, name] of names.entries()) {
    const kind = shared.includes(index) ? 'public ' : weak.includes(index) ? 'weak ' : '';
    notes.before(lines, [3, index]);
    lines.add(`import ${kind}${quoted(name)};`);
    notes.behind(lines, [3, index]);
  }
  for (const [index, name] of (file.optionDependency ?? []).entries()) {
    notes.before(lines, [15, index]);
    lines.add(`import option ${quoted(name)};`);
    notes.behind(lines, [15, index]);
  }
}

/** Messages that are written as groups in an `extend` block. */
function groupTypes(
  { syntax }: Printing,
  file: IFileDescriptorProto,
): ReadonlySet<IDescriptorProto> {
  if (syntax === 'editions') return new Set();
  const messages = file.messageType ?? [];
  return new Set((file.extension ?? []).flatMap((field) => generatedType(field, messages) ?? []));
}
