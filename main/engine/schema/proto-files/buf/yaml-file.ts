import {
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseDocument,
  type YAMLMap,
} from 'yaml';
import type { Diagnostic } from '#app/contract/schema.ts';
import type { At } from './module.ts';

const MOST_ERRORS = 5;

/** A text in a file. */
export interface Text {
  readonly text: string;
  readonly at: At;
}

/**
 * A YAML file of which only some is of interest. What is wrong with that is told with its place, and
 * the rest is there all the same.
 */
export class YamlFile {
  readonly shownAs: string;
  readonly diagnostics: Diagnostic[] = [];
  readonly #lines = new LineCounter();
  readonly #document: Document.Parsed;

  constructor(shownAs: string, text: string) {
    this.shownAs = shownAs;
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false });
    for (const { message, pos } of this.#document.errors.slice(0, MOST_ERRORS))
      this.diagnostics.push({ severity: 'warning', ...this.#at(pos[0]), message });
  }

  /** What the file holds as a whole. */
  map(): YAMLMap | undefined {
    const { contents } = this.#document;
    if (contents === null) return undefined;
    return this.#mapOf(contents, 'the file');
  }

  /** The maps in the list below a key. */
  maps(map: YAMLMap, key: string): readonly YAMLMap[] {
    return this.#list(map, key).flatMap((node) => this.#mapOf(node, `an entry of "${key}"`) ?? []);
  }

  /** The map below a key. */
  mapAt(map: YAMLMap, key: string): YAMLMap | undefined {
    const node = this.#below(map, key);
    return node === undefined ? undefined : this.#mapOf(node, `"${key}"`);
  }

  /** The texts in the list below a key. */
  texts(map: YAMLMap, key: string): readonly Text[] {
    return this.#list(map, key).flatMap((node) => this.#textOf(node, `an entry of "${key}"`) ?? []);
  }

  text(map: YAMLMap, key: string): Text | undefined {
    const node = this.#below(map, key);
    return node === undefined ? undefined : this.#textOf(node, `"${key}"`);
  }

  /** Tells what is wrong, unless the file is no YAML as a whole and so may not say what it seems to. */
  complain(at: At, message: string): void {
    if (this.#document.errors.length === 0)
      this.diagnostics.push({ severity: 'warning', ...at, message });
  }

  #list(map: YAMLMap, key: string): readonly Node[] {
    const node = this.#below(map, key);
    if (node === undefined || (isScalar(node) && node.value === null)) return [];
    if (isSeq<Node>(node)) return node.items.map((item) => this.#resolved(item) ?? item);
    this.#complainAt(node, `"${key}" is not a list`);
    return [];
  }

  #mapOf(node: Node, what: string): YAMLMap | undefined {
    if (isMap(node)) return node;
    if (!(isScalar(node) && node.value === null)) this.#complainAt(node, `${what} is not a map`);
    return undefined;
  }

  #textOf(node: Node, what: string): Text | undefined {
    if (isScalar(node) && typeof node.value === 'string')
      return { text: node.value, at: this.#at(node.range?.[0] ?? 0) };
    this.#complainAt(node, `${what} is not a text`);
    return undefined;
  }

  #below(map: YAMLMap, key: string): Node | undefined {
    const node: unknown = map.get(key, true);
    return this.#resolved(node as Node | undefined);
  }

  #resolved(node: Node | undefined): Node | undefined {
    return isAlias(node) ? node.resolve(this.#document) : node;
  }

  #complainAt(node: Node, message: string): void {
    this.complain(this.#at(node.range?.[0] ?? 0), message);
  }

  #at(offset: number): At {
    const { line, col } = this.#lines.linePos(offset);
    return { file: this.shownAs, line: Math.max(line, 1), column: Math.max(col, 1) };
  }
}
