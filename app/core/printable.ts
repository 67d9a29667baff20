/**
 * Control characters, other ends of lines, and the marks that change the direction in which text is
 * shown: all that could make a piece of one line look like something else, or command a terminal.
 */
const unprintable = /[\p{Cc}\p{Cs}\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
const short: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** The text as one line that is shown as it is: nothing in it can pass for another line. */
export function printable(text: string): string {
  return text.replace(
    unprintable,
    (sign) => short[sign] ?? `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
