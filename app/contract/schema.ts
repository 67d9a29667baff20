import * as v from 'valibot';
import type { AppError } from './result.ts';
import { targetSettings } from './target.ts';

/** Where definitions come from. Files and sets come first; reflection gives the rest. */
export const schemaSources = v.object({
  /** `.proto` files, folders that are searched for them, or a `buf.yaml`, as absolute paths. */
  protos: v.array(v.string()),
  /** Import roots, in order, as absolute paths. */
  importPaths: v.array(v.string()),
  /** Folders with a `buf.yaml` or `buf.work.yaml`, as absolute paths: their modules are files and roots. */
  bufDirs: v.optional(v.array(v.string())),
  /** Folders that must not be used as roots, whatever leads to them, as absolute paths. */
  ignoredRoots: v.optional(v.array(v.string())),
  /** `FileDescriptorSet`s as protoc and buf write them, as absolute paths. */
  descriptorSets: v.optional(v.array(v.string()), []),
  /** Files are to tell where each part of them is written: several times as much, and only for `compile`. */
  wholeSourceInfo: v.optional(v.boolean()),
  /** Ask the target's reflection service (v1, then v1alpha). */
  reflection: v.boolean(),
  /** Of what reflection has, listed or not, these services and what they need are enough; all where it has none of them. */
  services: v.optional(v.array(v.string())),
  /** What reflection is asked for by name besides: it may know more than it lists, or list nothing. */
  symbols: v.optional(v.array(v.string())),
});
export type SchemaSources = v.InferOutput<typeof schemaSources>;

/** Names one schema: the engine reads it once and keeps it until it is refreshed. */
export const schemaRef = v.object({
  /** `null` when no server is needed; then `sources.reflection` must be false. */
  target: v.nullable(targetSettings),
  sources: schemaSources,
  /** Metadata for the reflection calls, as for any call. */
  metadata: v.optional(v.array(v.tuple([v.string(), v.string()]))),
});
export type SchemaRef = v.InferOutput<typeof schemaRef>;

/** Which sides of a method send a stream of messages. */
export const methodKind = v.picklist([
  'unary',
  'server-streaming',
  'client-streaming',
  'bidi-streaming',
]);
export type MethodKind = v.InferOutput<typeof methodKind>;

/** A method as lists show it. */
export interface MethodSummary {
  readonly name: string;
  /** `pkg.Service/Method`. */
  readonly path: string;
  readonly kind: MethodKind;
  /** Full names of the message types. */
  readonly input: string;
  readonly output: string;
  readonly comment?: string;
  readonly deprecated?: boolean;
}

/** A service as lists show it. */
export interface ServiceSummary {
  /** `pkg.Service`. */
  readonly name: string;
  readonly methods: readonly MethodSummary[];
  readonly comment?: string;
}

/** Something a source could not give in full. What it did give is used all the same. */
export interface Diagnostic {
  readonly severity: 'error' | 'warning';
  /** File as a person knows it; absent for a server. */
  readonly file?: string;
  /** Absolute path of that file, when it is one on disk. */
  readonly path?: string;
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  readonly message: string;
  readonly hint?: string;
  /** The file or folder as it was given, when that as a whole is what is wrong. */
  readonly given?: string;
  /** A folder that mends it when it is added to the import paths. */
  readonly importPath?: string;
  /** Further folders that would, each with something else. */
  readonly otherImportPaths?: readonly string[];
  /**
   * The names of what is not there, as far as they are known, when that is all that is wrong: what does
   * not need it is whole.
   */
  readonly lacks?: readonly string[];
}

/** A folder that imports are looked up in. */
export interface ImportRoot {
  /** Absolute. */
  readonly path: string;
  /** An import path, a module of buf, found by an import, or a folder that was added itself. */
  readonly how: 'given' | 'buf' | 'found' | 'own';
  /** One sentence: why this is a root. */
  readonly reason: string;
}

/** What became of one source. */
export interface SourceState {
  readonly kind: 'files' | 'descriptor-sets' | 'reflection';
  readonly title: string;
  /** Of the files and folders that were given for it. */
  readonly paths: readonly string[];
  /** How many files each of them gave, where that is known. */
  readonly filesOfPaths?: readonly number[];
  readonly state: 'read' | 'failed';
  /** How many it gave. */
  readonly files: number;
  readonly services: number;
  /** In the order in which they are searched. */
  readonly roots: readonly ImportRoot[];
  /** Why it failed. */
  readonly error?: AppError;
  /** How long reading it took. */
  readonly ms: number;
  /** In so many of its folders changes are not noticed: they are too many to be watched. */
  readonly unwatched?: number;
  /** Nothing of it was read: all is taken from what an earlier process left. */
  readonly cached?: boolean;
}

/** What the explorer shows of a schema. Services are in byte order of their names. */
export interface SchemaSummary {
  readonly services: readonly ServiceSummary[];
  readonly diagnostics: readonly Diagnostic[];
  /** In order of precedence, those that failed included. */
  readonly sources: readonly SourceState[];
  /** Which reflection protocol answered; absent when none was asked or none answered. */
  readonly reflection?: 'v1' | 'v1alpha';
}

/** `file:line:column: message`, as far as the place is known. */
export function diagnosticText(d: Diagnostic): string {
  const place = [d.file, d.line, d.column].filter((part) => part !== undefined).join(':');
  return place === '' ? d.message : `${place}: ${d.message}`;
}

/** What a reading is doing: looking for files, reading and parsing them, linking them, or making one schema of all. */
export type ReadPhase = 'finding' | 'parsing' | 'linking' | 'joining';
