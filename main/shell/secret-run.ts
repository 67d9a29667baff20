/** What follows the name of a file, such as a script in a stack trace. */
const fileEnding =
  /^(?:\.\w{1,12})?\.(?:[cm]?[jt]sx?|map|json|html|css|woff2|png|svg|proto|binpb|pem|crt|key|log|node|asar)(?![\w-])/i;
/** Two words or more in small letters: `a-long-name-of-a-package`, `a_field_of_a_message`. */
const spelledWords = /^[a-z]+(?:[-_][a-z]+)+$/;
/** `aLongNameOfAFunction`, which letters at random never look like. */
const camelWords = /^[A-Z]?[a-z]+(?:[A-Z][a-z]+)+$/;
/** A line of dashes or the like, as under a heading. */
const rule = /^[-_=+]+$/;

/**
 * Whether a run of 32 or more of the characters of base64 and hex is taken for a secret: everything
 * that is no name of a file, a folder or a thing in code.
 * @param after what follows it in the text
 */
export function isSecretRun(run: string, after: string): boolean {
  if (rule.test(run)) return false;
  if (!run.includes('/')) return isSecretName(run, after);
  const names = run.split('/');
  const last = names.length - 1;
  if (names.some((name, index) => isSecretName(name, index === last ? after : ''))) return true;
  return isSlashedBase64(run, names) && !fileEnding.test(after);
}

function isSecretName(name: string, after: string): boolean {
  if (name.length < 32 || fileEnding.test(after)) return false;
  return !spelledWords.test(name) && !camelWords.test(name) && !rule.test(name);
}

/** In base64 one character of 64 is a slash; a path has more of them, or says its root. */
function isSlashedBase64(run: string, names: readonly string[]): boolean {
  if (run.startsWith('/') || names.length - 1 > run.length / 12) return false;
  return /\d/.test(run) && /[A-Z]/.test(run) && /[a-z]/.test(run);
}
