import type { Definition, SourceText, SymbolMatches } from '#app/contract/definition.ts';
import { ok, type Result } from '#app/contract/result.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import {
  methodNow,
  type SchemaOwner,
  schemaOf,
  schemaRefFor,
} from '#renderer/features/explorer/index.ts';
import type { SliceTools } from '#renderer/store/app-state.ts';
import { joinedText, type LinkedText } from './joined-text.ts';
import { type Page, type Reading, steppedTo, withPage } from './page.ts';

/** As many matches are shown. */
const matchesShown = 100;

/** Reading what a schema says: that of the tree of services, or the open request's. */
export interface ReaderSlice {
  /** `null` while the open request is in view. */
  readonly reading: Reading | null;

  openPage(page: Page): void;
  /** To the page before or after. */
  stepPage(step: 1 | -1): void;
  /** Back to the open request. */
  closeReader(): void;
  definitionOf(symbol: string, owner: SchemaOwner): Promise<Result<Definition>>;
  /** The definition of the open request's method (`pkg.Service/Method`) and of its messages, as one text. */
  docsOf(path: string): Promise<Result<LinkedText>>;
  /** A file's text, by import name or absolute path. */
  sourceTextOf(file: string, owner: SchemaOwner): Promise<Result<SourceText>>;
  /** Methods and types of the services' schema by parts of their names, best first. */
  findSymbols(query: string): Promise<Result<SymbolMatches>>;
}

export function createReaderSlice({ set, get, bridge }: SliceTools): ReaderSlice {
  function schema(owner: SchemaOwner): SchemaRef {
    return schemaRefFor(get(), schemaOf(get(), owner));
  }

  function definitionOf(symbol: string, owner: SchemaOwner): Promise<Result<Definition>> {
    return bridge.invoke('schema.definition', { schema: schema(owner), symbol });
  }

  return {
    reading: null,
    openPage: (page) => set(({ reading }) => ({ reading: withPage(reading, page) })),
    stepPage: (step) =>
      set(({ reading }) => ({ reading: reading === null ? null : steppedTo(reading, step) })),
    closeReader() {
      if (get().reading !== null) set({ reading: null });
    },
    definitionOf,
    async docsOf(path) {
      const method = methodNow(get(), schemaOf(get(), 'request'), path);
      const messages = method === undefined ? [] : new Set([method.input, method.output]);
      const [first, ...others] = await Promise.all(
        [path, ...messages].map((symbol) => definitionOf(symbol, 'request')),
      );
      if (first === undefined || !first.ok) return first ?? ok({ text: '', links: [] });
      return ok(joinedText([first, ...others].flatMap((one) => (one.ok ? [one.value] : []))));
    },
    sourceTextOf: (file, owner) =>
      bridge.invoke('schema.sourceText', { schema: schema(owner), file }),
    findSymbols: (query) =>
      bridge.invoke('schema.symbols', { schema: schema('services'), query, limit: matchesShown }),
  };
}
