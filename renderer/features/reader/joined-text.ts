import type { Definition } from '#app/contract/definition.ts';

/** `.proto` text with the links in it. */
export type LinkedText = Pick<Definition, 'text' | 'links'>;

const gap = '\n\n';

/** Definitions one below the other, as one text with all their links. */
export function joinedText(definitions: readonly LinkedText[]): LinkedText {
  let text = '';
  const links: Definition['links'][number][] = [];
  for (const definition of definitions) {
    if (text !== '') text += gap;
    const start = text.length;
    text += definition.text.trimEnd();
    for (const { from, to, symbol } of definition.links) {
      links.push({ from: start + from, to: start + to, symbol });
    }
  }
  return { text, links };
}
