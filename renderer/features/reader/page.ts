import type { SchemaOwner } from '#renderer/features/explorer/index.ts';

/** Something of the schema, its server or the workspace that is read in the place of the open request. */
export type Page =
  | {
      readonly kind: 'sources';
      /** What of it is to be in view; its top without it. The keyboard goes to the metadata. */
      readonly part?: 'metadata' | 'problems' | undefined;
      /** Whose problems; those of the tree of services without it. */
      readonly owner?: SchemaOwner | undefined;
    }
  | {
      readonly kind: 'definition';
      readonly symbol: string;
      /** Whose schema has it; the open request's without it. */
      readonly owner?: SchemaOwner | undefined;
    }
  /** What a folder of saved requests, or the workspace (the empty path), gives those in it. */
  | { readonly kind: 'folder'; readonly path: string }
  /** A saved request whose file does not parse. */
  | { readonly kind: 'unreadable'; readonly path: string }
  /** An environment of the workspace; the empty name where there is none yet. */
  | { readonly kind: 'environment'; readonly name: string }
  /** The steps to the server, one by one. */
  | { readonly kind: 'diagnosis' }
  | {
      readonly kind: 'health';
      /** The service that it is about; all of the server without it. */
      readonly service?: string | undefined;
    }
  | {
      readonly kind: 'file';
      /** By import name or absolute path. */
      readonly file: string;
      /** Whose schema has it; the open request's without it. */
      readonly owner?: SchemaOwner | undefined;
      /** From 1. */
      readonly line?: number | undefined;
      readonly column?: number | undefined;
    };

export type SourcesInView = Extract<Page, { readonly kind: 'sources' }>;

/** The pages that were read, in order, and which of them is in view. */
export interface Reading {
  readonly pages: readonly Page[];
  readonly at: number;
}

/** More are not gone back to. */
const mostPages = 100;

/** Goes on from the page in view; what was ahead of it is forgotten. */
export function withPage(reading: Reading | null, page: Page): Reading {
  const before = reading === null ? [] : reading.pages.slice(0, reading.at + 1);
  const current = before.at(-1);
  const isSame = current !== undefined && samePage(current, page);
  // The newer one in its place: who asks for a page again wants to be taken there again.
  const pages = [...(isSame ? before.slice(0, -1) : before), page].slice(-mostPages);
  return { pages, at: pages.length - 1 };
}

/** The page `step` places on; the same where there is none. */
export function steppedTo(reading: Reading, step: 1 | -1): Reading {
  const at = reading.at + step;
  return reading.pages[at] === undefined ? reading : { ...reading, at };
}

export function pageInView({ pages, at }: Reading): Page | undefined {
  return pages[at];
}

function samePage(one: Page, other: Page): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
