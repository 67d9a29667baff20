import { withoutComments } from '../json-comments.ts';
import { jsonPlaces } from './json-places.ts';
import { usesIn } from './resolve.ts';

/**
 * A message as it is typed, parsed, with its variables left open: within a string a use is `{{}}`, elsewhere
 * it is `null`, which fits everywhere. `undefined` where the text is no JSON.
 */
export function openJson(text: string): unknown {
  try {
    return JSON.parse(withoutComments(withOpenUses(text)));
  } catch {
    return undefined;
  }
}

function withOpenUses(text: string): string {
  if (!text.includes('{{')) return text;
  const places = jsonPlaces(text);
  let made = '';
  let from = 0;
  for (const use of usesIn(text)) {
    const place = places.at(use.from);
    if (place === 'comment') continue;
    made += text.slice(from, use.from) + (place === 'string' ? '{{}}' : 'null');
    from = use.to;
  }
  return made + text.slice(from);
}
