import { endOfUse } from './template.ts';

/** Where a place of a JSON text is. */
type JsonPlace = 'string' | 'comment' | 'plain';

/**
 * Tells of places in a JSON text, asked for in ascending order, whether they are in a string, in a
 * comment or in neither. Uses of variables are passed over: their quotes are their own.
 */
export function jsonPlaces(text: string): { at(place: number): JsonPlace } {
  let next = 0;
  let place: JsonPlace = 'plain';
  let end = '';
  const step = (): void => {
    const char = text[next];
    if (text.startsWith('{{', next) && place !== 'comment') {
      next = endOfUse(text, next) ?? next + 1;
    } else if (place === 'plain') {
      if (char === '"') place = 'string';
      else if (char === '/' && /[/*]/.test(text[next + 1] ?? '')) {
        place = 'comment';
        end = text[next + 1] === '/' ? '\n' : '*/';
        next += 1;
      }
      next += 1;
    } else if (place === 'string') {
      if (char === '"') place = 'plain';
      next += char === '\\' ? 2 : 1;
    } else if (text.startsWith(end, next)) {
      place = 'plain';
      next += end.length;
    } else next += 1;
  };
  return {
    at(wanted) {
      while (next < wanted) step();
      return place;
    },
  };
}
