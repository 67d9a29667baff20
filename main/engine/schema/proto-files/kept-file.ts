import { createHash } from 'node:crypto';
import type {
  EnumDescriptor,
  MessageDescriptor,
  ParsedFile,
  ParsedOption,
} from '../parse/parsed-file.ts';
import type { Place } from '../parse/token.ts';

/** What is kept of a `.proto` file after it was read: what its text alone tells, in little space. */
export interface KeptFile {
  /** Real path; of a file that comes with Duplex its import name, which is no absolute path. */
  readonly path: string;
  /** As diagnostics name it. */
  readonly shownAs: string;
  /** Tells one state of the file on the disk from another. */
  readonly stamp: string;
  /** Of the text. */
  readonly hash: string;
  readonly imports: readonly KeptImport[];
  readonly scope: string;
  /** Full names of what stands in no message. Two files with one of them are linked together. */
  readonly names: readonly string[];
  /** Of all that matters to the files that import this one, unless they take options from it. */
  readonly outline: string;
  /** It defines extensions, so other files may have options of it. */
  readonly hasExtensions: boolean;
}

export interface KeptImport {
  readonly name: string;
  readonly place: Place;
  readonly isPublic: boolean;
}

export function keepFile(path: string, stamp: string, text: string, parsed: ParsedFile): KeptFile {
  const { file, imports } = parsed;
  const scope = file.package ?? '';
  const full = ({ name = '' }: { name?: string }): string =>
    scope === '' ? name : `${scope}.${name}`;
  const passedOn = new Set(file.publicDependency.map((index) => file.dependency[index]));
  const values = file.enumType.flatMap(({ value = [] }) => value);
  const declared = [...file.messageType, ...file.enumType, ...values, ...file.service];
  return {
    path,
    shownAs: parsed.shownAs,
    stamp,
    hash: hashOf(text),
    imports: imports.map(({ name, place }) => ({ name, place, isPublic: passedOn.has(name) })),
    scope,
    names: [...declared, ...file.extension].map(full),
    outline: hashOf(outlineOf(parsed)),
    hasExtensions: file.extension.length > 0 || file.messageType.some(holdsExtension),
  };
}

/** Two files that define nothing are no copies: what they pass on may differ. */
export function definesSomething({ names }: KeptFile): boolean {
  return names.length > 0;
}

function holdsExtension({ extension = [], nestedType }: MessageDescriptor): boolean {
  return extension.length > 0 || nestedType.some(holdsExtension);
}

/** Everything but the fields of messages, comments and places. */
function outlineOf(parsed: ParsedFile): string {
  const { file, options } = parsed;
  const ofOptions = (one: object): unknown => optionText(options.get(one));
  const ofEnum = (one: EnumDescriptor): unknown => [one, ofOptions(one)];
  const ofMessage = (one: MessageDescriptor): unknown => [
    one.name,
    one.visibility,
    one.nestedType.map(ofMessage),
    one.enumType.map(ofEnum),
    one.extension,
    one.extensionRange?.map((range) => [range, ofOptions(range)]),
  ];
  return JSON.stringify([
    [file.syntax, file.edition, file.package, ofOptions(file)],
    [file.dependency, file.publicDependency, file.optionDependency],
    file.messageType.map(ofMessage),
    file.enumType.map(ofEnum),
    file.service.map(({ name, method }) => [name, method?.map((one) => one.name)]),
    file.extension,
  ]);
}

/** Without places, which are for diagnostics and source info. */
function optionText(options: readonly ParsedOption[] | undefined): string | undefined {
  return (
    options &&
    JSON.stringify(options, (key, value: unknown) => {
      if (key === 'place' || key === 'source') return undefined;
      return typeof value === 'bigint' ? `${value}n` : value;
    })
  );
}

function hashOf(text: string): string {
  return createHash('sha1').update(text).digest('base64');
}
