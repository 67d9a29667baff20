import type { PlayValues } from '#app/contract/player.ts';
import { generated } from './generated.ts';
import { namesUsed, type Values } from './resolve.ts';
import { variablesIn } from './scope.ts';

/** Whether something that the texts generate is another each time: an id, the time, a number. */
export function isMadeAnew(texts: readonly string[], { scopes }: Values): boolean {
  const { names, makes } = namesUsed(texts, scopes);
  const known = variablesIn(scopes);
  const made = [...makes, ...[...names].filter((name) => !known.has(name))];
  return made.some((name) => generated.get(name)?.isAnew === true);
}

/** Of all values those that the texts need. */
export function valuesFor(texts: readonly string[], { scopes, secrets, env }: Values): PlayValues {
  const used = namesUsed(texts, scopes);
  const known = variablesIn(scopes);
  return {
    variables: [...used.names].flatMap((name) => known.get(name)?.variable ?? []),
    secrets: [...secrets].filter(
      ([name]) => used.names.has(name) && known.get(name)?.variable === undefined,
    ),
    env: [...env].filter(([name]) => used.env.has(name)),
  };
}

/** What {@link valuesFor} gave, to resolve texts with. */
export function valuesOf(
  { variables, secrets, env }: PlayValues,
  source: Values['source'],
): Values {
  const names = secrets.map(([name]) => name);
  return {
    scopes: [{ from: '', title: 'the request', variables, secrets: names }],
    secrets: new Map(secrets),
    env: new Map(env),
    source,
  };
}
