import type { Values } from '#app/core/variables/resolve.ts';
import { variablesIn } from '#app/core/variables/scope.ts';

/** A secret, wherever it is shown. */
export const masked = '••••';

/** The values as they may be shown: secrets are masked, given or not. */
export const shownValues = standingIn(masked);

/** The values for looking what is wrong before a call, which asks for secrets that are missing. */
export const checkedValues = standingIn('c2VjcmV0');

function standingIn(secret: string): (values: Values) => Values {
  const made = new WeakMap<Values, Values>();
  return (values) => {
    const known = made.get(values);
    if (known !== undefined) return known;
    const secrets = new Map<string, string>();
    for (const { name, variable } of variablesIn(values.scopes).values())
      if (variable === undefined) secrets.set(name, secret);
    const standIns = { ...values, secrets, env: new AskedEnv(values.env, secret) };
    made.set(values, standIns);
    return standIns;
  };
}

/** What has not been asked for yet is there all the same. */
class AskedEnv extends Map<string, string> {
  readonly #standIn: string;

  constructor(known: ReadonlyMap<string, string>, standIn: string) {
    super(known);
    this.#standIn = standIn;
  }

  override get(name: string): string {
    return super.get(name) ?? this.#standIn;
  }
}
