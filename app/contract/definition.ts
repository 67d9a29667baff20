import type { MethodKind } from './schema.ts';

type SymbolKind = 'service' | 'method' | 'message' | 'enum' | 'extension';

/** A symbol that a person may have meant. */
export interface SymbolMatch {
  readonly kind: SymbolKind;
  /** Full name; that of a method as `pkg.Service/Method`. */
  readonly name: string;
  /** The parts of the name that match: from, and where it ends. In order. */
  readonly ranges: readonly (readonly [number, number])[];
  /** Of a method. */
  readonly methodKind?: MethodKind;
  /** The file that defines it, by its import name. */
  readonly file: string;
}

/** What a search for names found. */
export interface SymbolMatches {
  /** Best first. */
  readonly matches: readonly SymbolMatch[];
  /** How many match, those included that are too many to be listed. */
  readonly total: number;
}

/** What a name can stand for. */
export type DefinitionKind =
  | 'service'
  | 'method'
  | 'message'
  | 'enum'
  | 'field'
  | 'oneof'
  | 'enum-value'
  | 'extension';

/** A symbol and what it is. Methods are named as `pkg.Service/Method`. */
export interface SymbolRef {
  readonly symbol: string;
  readonly kind: DefinitionKind;
}

/** One use of a message or enum. */
export interface SymbolUse extends SymbolRef {
  readonly as: 'input' | 'output' | 'field' | 'extension';
}

/** What a schema says of one symbol. */
export interface Definition {
  readonly kind: DefinitionKind;
  /** Full name; that of a method as `pkg.Service/Method`. */
  readonly name: string;
  /** The file that defines it, by its import name. */
  readonly file: string;
  /** Absolute path of that file, when it is one on this computer. */
  readonly path?: string;
  /** Where in that file it begins, from 1, as far as that is known. */
  readonly line?: number;
  /** The source that gave it, a file or folder by its own name; empty where an import of several led to it. */
  readonly source: string;
  /** `.proto` text with comments. */
  readonly text: string;
  /** Names in the text that can be followed, by offsets, in order. */
  readonly links: readonly {
    readonly from: number;
    readonly to: number;
    readonly symbol: string;
  }[];
  /** What uses it, methods first; at most 200. */
  readonly usedBy: readonly SymbolUse[];
  readonly usedByTotal: number;
  /** What it is in. */
  readonly parent?: string;
  /** What is in it and has a definition of its own: methods, nested types. */
  readonly children?: readonly SymbolRef[];
}

/** What an editor tells of a message's fields. */
export interface MessageDoc {
  readonly name: string;
  readonly comment?: string;
  /** In the order they are declared. */
  readonly fields: readonly FieldDoc[];
}

/** What can be said of a field of a message. */
export interface FieldDoc {
  readonly name: string;
  readonly jsonName: string;
  readonly number: number;
  /** As it is written: `repeated pkg.Type`, `map<string, pkg.Type>`. */
  readonly type: string;
  /** Full name of the message or enum; of a map, that of its values. */
  readonly typeName?: string;
  readonly kind: 'scalar' | 'enum' | 'message' | 'map';
  readonly repeated: boolean;
  /** Name of the oneof that it is in. */
  readonly oneof?: string;
  readonly comment?: string;
  readonly deprecated?: boolean;
  /** What a value must be, as sentences: `required`, `length ≤ 64`. */
  readonly rules: readonly string[];
  /** Of an enum. */
  readonly values?: readonly EnumValueDoc[];
}

/** What can be said of a value of an enum. */
export interface EnumValueDoc {
  readonly name: string;
  readonly number: number;
  readonly comment?: string;
  readonly deprecated?: boolean;
}

/** The text of a file of a schema. */
export interface SourceText {
  /** Import name, or the path as it was asked for when it has none. */
  readonly file: string;
  /** Absolute, when it is the text of a file on this computer; else it was written from descriptors. */
  readonly path?: string;
  readonly text: string;
}
