import type { Diagnostic } from '#app/contract/schema.ts';
import { shortened } from '#app/core/shortened.ts';
import { bundledSchema } from './bundled/bundled-files.ts';
import type { TypeReference } from './file-index.ts';
import { FileSet } from './file-set.ts';
import { LayeredMap } from './layered-map.ts';
import { SchemaFile } from './schema-file.ts';
import type { LoadedSource, LookUp } from './source.ts';
import { Turns } from './turns.ts';

/** Always known, so that error details and well-known types resolve over any source. */
export const alwaysKnown = [
  'google/protobuf/any.proto',
  'google/protobuf/duration.proto',
  'google/protobuf/empty.proto',
  'google/protobuf/field_mask.proto',
  'google/protobuf/struct.proto',
  'google/protobuf/timestamp.proto',
  'google/protobuf/wrappers.proto',
  'google/rpc/status.proto',
  'google/rpc/error_details.proto',
];

interface FileOrigin {
  /** Index of the source. */
  readonly source: number;
  /** Absolute, when it is a file on this computer. */
  readonly path?: string;
}

/** Files that belong together, out of some sources. */
export interface ComposedFiles {
  /** A closed set: every type that is referred to is defined in it, and no name twice. */
  readonly files: readonly SchemaFile[];
  /** By full name of a message, enum or service: the name of its file. */
  readonly definers: LayeredMap<string, string>;
  /** Where those come from that a source gave, by name. */
  readonly origins: ReadonlyMap<string, FileOrigin>;
  /** Those of them that a source gave or that these import; the rest is there to be at hand. */
  readonly given: readonly SchemaFile[];
  /** Names of those that are not just as a source gave them, or that others define something of too. */
  readonly disputed: ReadonlySet<string>;
  /** The types that nobody defines and that have a stand-in, each with one use of it. */
  readonly missing: readonly TypeReference[];
}

export interface ComposedSchema extends ComposedFiles {
  readonly sources: readonly LoadedSource[];
  /** Full names of the services to offer, in byte order. */
  readonly services: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
  readonly reflection?: 'v1' | 'v1alpha';
  readonly lookUp?: LookUp;
}

/**
 * Joins sources, the first that defines a name winning; what it says without comments gets those of
 * the others. Adds the standard types, and puts an empty stand-in for each type that nobody defines, so
 * that one hole never disables the rest.
 */
export function composeSources(sources: readonly LoadedSource[]): ComposedSchema {
  const composing = composed(sources);
  for (;;) {
    const { done, value } = composing.next();
    if (done === true) return value;
  }
}

/** The same, while other work in this thread has its turns; rejects with the reason of the signal. */
export async function composeInTurns(
  sources: readonly LoadedSource[],
  signal: AbortSignal,
): Promise<ComposedSchema> {
  const turns = new Turns();
  const composing = composed(sources);
  for (;;) {
    const { done, value } = composing.next();
    if (done === true) return value;
    if (turns.areDue) await turns.others();
    signal.throwIfAborted();
  }
}

/** Can be interrupted at each file. */
function* composed(sources: readonly LoadedSource[]): Generator<undefined, ComposedSchema> {
  const set = new FileSet();
  const origins = new Map<string, FileOrigin>();
  for (const [source, { files, paths }] of sources.entries()) {
    for (const file of files) {
      const path = paths?.get(file.name);
      // Those that came along with a person's own files have no path.
      const isTheirs = paths === undefined || path !== undefined;
      const added = set.add(file);
      if (added !== undefined && isTheirs)
        origins.set(added, { source, ...(path !== undefined && { path }) });
      yield;
    }
  }
  set.settle();
  for (const file of bundledSchema(set.missingDependencies())) set.add(file);
  yield;
  const given = set.files();
  for (const file of standardFiles()) set.add(file);
  const missing = yield* set.missing();
  for (const reference of missing) set.add(standIn(reference));
  return withAllElse(sources, {
    files: set.files(),
    definers: new LayeredMap(set.definers()),
    origins,
    given,
    disputed: set.disputed(),
    missing,
  });
}

let standard: readonly SchemaFile[] | undefined;

/** The standard types: made once, and better while sources are being read than when they are there. */
export function standardFiles(): readonly SchemaFile[] {
  standard ??= bundledSchema(alwaysKnown);
  return standard;
}

/** What sources tell beside their files. */
export function withAllElse(
  sources: readonly LoadedSource[],
  composed: ComposedFiles,
): ComposedSchema {
  const services = [...new Set(sources.flatMap(servicesOf))].sort();
  const diagnostics: Diagnostic[] = withoutFound(diagnosticsOf(sources, false), composed);
  const isWhole = composed.missing.length === 0 && !diagnostics.some(({ lacks }) => lacks?.length);
  if (!isWhole || services.length === 0) diagnostics.unshift(...diagnosticsOf(sources, true));
  for (const reference of composed.missing) {
    if (!diagnostics.some((one) => tellsOf(one, reference.name)))
      diagnostics.push(missingDiagnostic(reference));
  }
  const reflection = sources.find((source) => source.reflection !== undefined)?.reflection;
  const lookUp = sources.find((source) => source.lookUp !== undefined)?.lookUp;
  return {
    ...composed,
    sources,
    services,
    diagnostics: diagnostics.map(inShort),
    ...(reflection && { reflection }),
    ...(lookUp && { lookUp }),
  };
}

/** No person reads more of one sentence; names in it may be of any length. */
const longestSentence = 2000;

function inShort(one: Diagnostic): Diagnostic {
  if (one.message.length <= longestSentence) return one;
  return { ...one, message: shortened(one.message, longestSentence) };
}

/** Of the sources that are not there, or of the others. */
function diagnosticsOf(sources: readonly LoadedSource[], isAbsent: boolean): Diagnostic[] {
  return sources.flatMap((one) => ((one.isAbsent ?? false) === isAbsent ? one.diagnostics : []));
}

/** Without what one source lacks and another has. */
function withoutFound(
  diagnostics: readonly Diagnostic[],
  { files, definers, missing }: ComposedFiles,
): Diagnostic[] {
  if (!diagnostics.some(isNoError)) return [...diagnostics];
  const there = new Set(files.map(({ name }) => name));
  const gone = new Set(missing.map(({ name }) => name));
  const isThere = (name: string): boolean =>
    there.has(name) || (definers.has(name) && !gone.has(name));
  return diagnostics.filter((one) => !isNoError(one) || !one.lacks?.every(isThere));
}

/** What a file imports and lacks is wrong with that file, whoever else has it. */
function isNoError({ severity, lacks = [] }: Diagnostic): boolean {
  return severity === 'warning' && lacks.length > 0;
}

/** Full names of the services that a source offers. */
export function servicesOf(source: LoadedSource): readonly string[] {
  if (source.services !== undefined) return source.services;
  return source.files.flatMap(({ services }) => services.map(({ name }) => name));
}

/** One file a scope, since a stand-in must keep its full name. */
function standIn({ name, isEnum }: TypeReference): SchemaFile {
  const dot = name.lastIndexOf('.');
  const simple = name.slice(dot + 1);
  const file = {
    name: `missing/${name}.proto`,
    package: name.slice(0, Math.max(dot, 0)),
    syntax: 'proto3',
  };
  const value = [{ name: `${simple}_UNKNOWN`, number: 0 }];
  return SchemaFile.of(
    isEnum
      ? { ...file, enumType: [{ name: simple, value }] }
      : { ...file, messageType: [{ name: simple }] },
  );
}

/** A file's own error with its line says more; there a type may stand without its package. */
function tellsOf({ line, message }: Diagnostic, name: string): boolean {
  if (message.includes(name)) return true;
  const [, written = ''] = /^type "([^"]+)" is not defined/.exec(message) ?? [];
  return line !== undefined && written !== '' && name.endsWith(`.${written}`);
}

function missingDiagnostic({ name, from }: TypeReference): Diagnostic {
  return {
    severity: 'warning',
    message: `${from} uses ${name}, which no source defines; it stands as an empty type`,
    hint: 'Add the .proto file that defines it',
  };
}
