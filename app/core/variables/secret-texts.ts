import { namesUsed, resolveText, usesIn, usesSecrets, type Values } from './resolve.ts';
import { variablesIn } from './scope.ts';

/**
 * What must not be written down of texts that resolve: the values of the secrets and of the `env.NAME` they
 * use, and what is generated from those, such as their base64. Empty ones are none.
 */
export function secretTexts(texts: readonly string[], values: Values): readonly string[] {
  const { scopes, secrets, env } = values;
  const used = namesUsed(texts, scopes);
  const known = variablesIn(scopes);
  const given = [
    ...[...used.names].map((name) => known.get(name)?.variable === undefined && secrets.get(name)),
    ...[...used.env].map((name) => env.get(name)),
  ];
  const within = [...used.names].map((name) => known.get(name)?.variable?.value ?? '');
  const made = [...texts, ...within].flatMap((text) =>
    usesIn(text)
      .filter(({ expression }) => expression.kind === 'generate')
      .map(({ from, to }) => text.slice(from, to))
      .filter((use) => usesSecrets([use], scopes))
      .map((use) => resolveText(use, values)),
  );
  return [...new Set([...given, ...made].filter((text) => typeof text === 'string'))].filter(
    (text) => text !== '',
  );
}
