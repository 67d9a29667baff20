import { isSecretRun } from './secret-run.ts';
import { redacted, withoutSecretValues } from './secret-values.ts';

/**
 * The text without what must not be written down: secrets, credentials in metadata or URLs, and what
 * tells who the person is. It would rather leave out too much. Takes time in proportion to the text, whatever
 * is in it: every pattern either starts only where the one before ended, or looks at a bounded stretch.
 * @param home the person's home folder, shown as `~`
 */
export function redact(text: string, home: string): string {
  const steps = [
    withoutPem,
    withoutUrlParts,
    withoutSchemeValues,
    withoutSecretValues,
    withoutRuns,
    withoutQuotations,
    withoutPeople,
  ];
  return steps.reduce((rest, step) => step(rest), withoutHome(text, home));
}

/** A block that was cut off has no end: then all that follows goes. */
const pem = /-----BEGIN [^\n-]{0,80}-----[\s\S]*?(?:-----END [^\n-]{0,80}-----|$)/g;

function withoutPem(text: string): string {
  return text.replace(pem, redacted);
}

/** From the scheme's `://` to what cannot stand in a URL. */
const afterScheme = /(?<=:\/\/)[^\s"'<>`]+/g;
const userInfo = /^[^/?#]*@/;
/** With a `/`, `?` or `#` that nobody escaped in the password. A port is no password. */
const looseUserInfo = /^[^/?#@:[]*:(?!\d{1,5}(?:[/?#]|$))[^@]*@/;

function withoutUrlParts(text: string): string {
  return text.replace(afterScheme, (rest) =>
    rest
      .replace(userInfo, `${redacted}@`)
      .replace(looseUserInfo, `${redacted}@`)
      .replace(/[?#].*/, (query) => `${query[0]}${redacted}`),
  );
}

/** The two schemes of an `authorization` value, also where that name was left behind. */
const schemeValue = /\b(bearer|basic)\s+([\w+/=.~-]+)/gi;

function withoutSchemeValues(text: string): string {
  return text.replace(schemeValue, (whole, scheme: string, value: string) => {
    // In a sentence “basic” is a word like others.
    const isWord = scheme.toLowerCase() === 'basic' && /^[a-z]+\.?$/.test(value);
    return isWord ? whole : `${scheme} ${redacted}`;
  });
}

const jwt = /(?<![\w-])eyJ[\w-]+\.[\w-]+(?:\.[\w-]*)*/g;
const run = /[\w+/=-]{32,}/g;
const email = /(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}(?![\w-])/gi;

function withoutRuns(text: string): string {
  return text
    .replace(jwt, redacted)
    .replace(run, (found, at: number, whole: string) =>
      isSecretRun(found, whole.slice(at + found.length, at + found.length + 24)) ? redacted : found,
    )
    .replace(email, redacted);
}

/** Also as it stands in a URL, with either slash, and in JSON. */
function withoutHome(text: string, home: string): string {
  const folder = home.replace(/[/\\]+$/, '');
  if (folder.length < 2 || /^[a-z]:$/i.test(folder)) return text;
  const forward = folder.replaceAll('\\', '/');
  const spellings = new Set([folder, forward, folder.replaceAll('\\', '\\\\'), encodeURI(forward)]);
  const any = [...spellings].map(escaped).join('|');
  // Another person's folder may begin with the same letters.
  return text.replace(new RegExp(`(?:${any})(?![\\p{L}\\p{N}_-])`, 'giu'), '~');
}

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
}

/** What was typed or received stands in double quotes in errors. */
const doubleQuoted = /"[^"\n]{1,1000}"/g;
/** In single quotes also stands the name of a property, which tells where a fault is. */
const singleQuoted = /'(?![\w$.-]{1,40}')[^'\n]{1,1000}'/g;

function withoutQuotations(text: string): string {
  return withoutJson(text)
    .replace(doubleQuoted, `"${redacted}"`)
    .replace(singleQuoted, `'${redacted}'`);
}

/** A quotation that holds quotes of its own: of what a parser refused. */
const refused = '" is not valid JSON';
const longestQuotation = 4000;

function withoutJson(text: string): string {
  const [first = '', ...others] = text.split(refused);
  const parts = others.length === 0 ? [] : [first, ...others.slice(0, -1)];
  const kept = parts.map((part) => {
    const start = part.indexOf('"', Math.max(0, part.length - longestQuotation));
    return start === -1 ? part : `${part.slice(0, start)}"${redacted}`;
  });
  return [...kept, others.at(-1) ?? first].join(refused);
}

/** Other people's home folders. */
function withoutPeople(text: string): string {
  return text.replace(/(?<=[/\\](?:home|Users)[/\\])[^/\\\s"':]{1,100}/g, redacted);
}
