import { jsonLanguage } from '@codemirror/lang-json';
import { LanguageSupport } from '@codemirror/language';
import { withoutComments } from '#app/core/json-comments.ts';
import { jsonPlaces } from '#app/core/variables/json-places.ts';
import { usesIn } from '#app/core/variables/resolve.ts';

/**
 * The text as JSON, character by character: in the place of each `{{…}}` something that can stand there. So
 * whoever reads JSON finds everything else where it is in the text.
 */
export function standIn(text: string): string {
  if (!text.includes('{{')) return text;
  const places = jsonPlaces(text);
  let made = '';
  let from = 0;
  for (const use of usesIn(text)) {
    const length = use.to - use.from;
    const place = places.at(use.from);
    if (place === 'comment') continue;
    made += text.slice(from, use.from);
    made += place === 'string' ? 'x'.repeat(length) : '0'.padEnd(length);
    from = use.to;
  }
  return made + text.slice(from);
}

/** A longer text is read as it is: it is done while somebody types. */
const longestText = 1_000_000;

/** JSON for an editor, in whose tree a `{{…}}` outside of quotes is a number, and a comment nothing. */
export function jsonWithVariables(): LanguageSupport {
  return new LanguageSupport(language);
}

const language = jsonLanguage.configure({
  wrap(parse, input, _fragments, ranges) {
    if (input.length > longestText) return parse;
    const text = input.read(0, input.length);
    const plain = withoutComments(standIn(text));
    return plain === text ? parse : jsonLanguage.parser.startParse(plain, [], ranges);
  },
});
