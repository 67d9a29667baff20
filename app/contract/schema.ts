import * as v from 'valibot';
import { targetSettings } from './target.ts';

/** Where definitions come from. Files and sets come first; reflection gives the rest. */
export const schemaSources = v.object({
  /** `.proto` files, or folders that are searched for them, as absolute paths. */
  protos: v.array(v.string()),
  /** Import roots, in order, as absolute paths. */
  importPaths: v.array(v.string()),
  /** `FileDescriptorSet`s as protoc and buf write them, as absolute paths. */
  descriptorSets: v.optional(v.array(v.string()), []),
  /** Ask the target's reflection service (v1, then v1alpha). */
  reflection: v.boolean(),
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

export const methodKind = v.picklist([
  'unary',
  'server-streaming',
  'client-streaming',
  'bidi-streaming',
]);
export type MethodKind = v.InferOutput<typeof methodKind>;

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
  /** From 1. */
  readonly line?: number;
  /** From 1. */
  readonly column?: number;
  readonly message: string;
  readonly hint?: string;
}

/** What the explorer shows of a schema. Services are in byte order of their names. */
export interface SchemaSummary {
  readonly services: readonly ServiceSummary[];
  readonly diagnostics: readonly Diagnostic[];
  /** Which reflection protocol answered; absent when none was asked or none answered. */
  readonly reflection?: 'v1' | 'v1alpha';
}

/** `file:line:column: message`, as far as the place is known. */
export function diagnosticText(d: Diagnostic): string {
  const place = [d.file, d.line, d.column].filter((part) => part !== undefined).join(':');
  return place === '' ? d.message : `${place}: ${d.message}`;
}
