import type {
  IDescriptorProto,
  IEnumDescriptorProto,
  IFieldDescriptorProto,
  IFileDescriptorProto,
  IServiceDescriptorProto,
} from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import type { Place } from './token.ts';

/**
 * A `.proto` file as its text alone tells it. The descriptor is what protoc's own parser makes: type
 * names are as written, fields that name a type have no `type` yet, and options are not in it.
 */
export interface ParsedFile {
  /** Relative to its import root, as others import it. */
  readonly name: string;
  /** As diagnostics name it: a path that a person can open. */
  readonly shownAs: string;
  readonly file: FileDescriptor;
  readonly imports: readonly ParsedImport[];
  /** Where the parts of each descriptor of this file are written. */
  readonly places: ReadonlyMap<object, Readonly<Places>>;
  /** The options of each descriptor of this file, in order. */
  readonly options: ReadonlyMap<object, readonly ParsedOption[]>;
  /** What fields say their default is. */
  readonly defaults: ReadonlyMap<FieldDescriptor, OptionValue>;
  /** What is wrong with the text. What could be read is in the descriptor all the same. */
  readonly diagnostics: readonly Diagnostic[];
  /** The most that was skipped because it could not be read. */
  readonly lost: Lost | undefined;
}

/** A block may have defined what the rest of the file uses; a statement is at least part of its block. */
export type Lost = 'statement' | 'block';

export interface ParsedImport {
  readonly name: string;
  readonly place: Place;
  /** It is there for the sake of options only. */
  readonly isOption: boolean;
}

/** The descriptor types of protobufjs, with the parts that its declarations leave out. */
export interface FileDescriptor extends IFileDescriptorProto {
  name: string;
  dependency: string[];
  publicDependency: number[];
  weakDependency: number[];
  /** Imports of edition 2024 that are there for the sake of options only. */
  optionDependency: string[];
  messageType: MessageDescriptor[];
  enumType: EnumDescriptor[];
  service: IServiceDescriptorProto[];
  extension: FieldDescriptor[];
  sourceCodeInfo: { location: SourceLocation[] };
}

export interface MessageDescriptor extends IDescriptorProto {
  name: string;
  field: FieldDescriptor[];
  nestedType: MessageDescriptor[];
  enumType: EnumDescriptor[];
}

export interface FieldDescriptor extends IFieldDescriptorProto {
  name: string;
}

export interface EnumDescriptor extends IEnumDescriptorProto {
  name: string;
  /** Unlike those of messages, both ends are included. */
  reservedRange?: { start: number; end: number }[];
  reservedName?: string[];
}

/**
 * How much is told of where things are written: declarations and option statements, which is what
 * comments are about, or everything that protoc tells.
 */
export type SourceInfo = 'declarations' | 'whole';

/** One entry of `SourceCodeInfo`; lines and columns of `span` count from 0. */
export interface SourceLocation {
  path: number[];
  span: number[];
  leadingComments?: string;
  trailingComments?: string;
  leadingDetachedComments?: string[];
}

/** Parts of a declaration that a diagnostic points at. */
export type Part = 'name' | 'number' | 'type' | 'output' | 'extendee' | 'default';
/** Every declaration of every file has some: as objects they take a part of what maps would. */
export type Places = { [part in Part]?: Place };

export interface ParsedOption {
  readonly name: readonly OptionNamePart[];
  readonly value: OptionValue;
  readonly place: Place;
  /** What is told of its source, if anything, and the path of the options that it is one of. */
  readonly source?: { readonly path: readonly number[]; readonly location: SourceLocation };
}

export interface OptionNamePart {
  readonly text: string;
  /** In parentheses: the name of an extension, to be looked up in the scope of the option. */
  readonly extension: boolean;
}

export type OptionValue =
  | { readonly kind: 'identifier'; readonly text: string }
  /** `negative` tells -0, which floating-point numbers have, from 0. */
  | { readonly kind: 'integer'; readonly value: bigint; readonly negative: boolean }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly bytes: Uint8Array }
  | { readonly kind: 'aggregate'; readonly fields: readonly AggregateField[] };

/** A field in the text format; `[full.name]` is an extension or, with a slash, an `Any`. */
export interface AggregateField {
  readonly name: string;
  readonly extension: boolean;
  readonly values: readonly OptionValue[];
  readonly place: Place;
}
