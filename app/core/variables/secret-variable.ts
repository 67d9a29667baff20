/**
 * Variables of an environment that can hold the value of a secret, the one that counts before others first: its name to
 * the letter, and the ways to write it that any shell can set, the usual one last.
 */
export function secretVariables(name: string): readonly string[] {
  const settable = name.replace(/\W/g, '_');
  return [...new Set([name, settable, settable.toUpperCase()])].map(
    (one) => `DUPLEX_SECRET_${one}`,
  );
}

/** The variable to propose for it: to the letter, where a shell can set that. */
export function secretVariable(name: string): string {
  const variables = secretVariables(name);
  return (/^\w+$/.test(name) ? variables[0] : variables.at(-1)) ?? '';
}
