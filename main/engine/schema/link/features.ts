import type { ParsedFile } from '../parse/parsed-file.ts';
import { optionWord } from './option-word.ts';

/** What a feature is where nothing says otherwise, in proto2 and from proto3 on. */
const DEFAULTS: Readonly<Record<string, readonly [proto2: string, later: string]>> = {
  enum_type: ['CLOSED', 'OPEN'],
  field_presence: ['EXPLICIT', 'EXPLICIT'],
  json_format: ['LEGACY_BEST_EFFORT', 'ALLOW'],
};

/** A feature of a declaration: its own, else that of its file, else that of the syntax. */
export function featureOf(file: ParsedFile, descriptor: object, name: string): string | undefined {
  return (
    optionWord(file, descriptor, 'features', name) ??
    optionWord(file, file.file, 'features', name) ??
    DEFAULTS[name]?.[file.file.syntax === undefined ? 0 : 1]
  );
}

/** The names of the features that a declaration itself sets, those of languages left out. */
export function ownFeatures(file: ParsedFile, descriptor: object): string[] {
  return (file.options.get(descriptor) ?? []).flatMap(({ name: [first, second], value }) => {
    if (first?.text !== 'features' || first.extension) return [];
    if (second !== undefined) return second.extension ? [] : [second.text];
    if (value.kind !== 'aggregate') return [];
    return value.fields.filter((field) => !field.extension).map((field) => field.name);
  });
}
