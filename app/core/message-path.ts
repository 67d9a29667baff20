import { Failure } from '../contract/result.ts';

/** A step of a path into a message: to a field or key, to one item of a list, or to every item. */
export type MessageStep =
  | { readonly to: 'name'; readonly name: string }
  | { readonly to: 'item'; readonly index: number }
  | { readonly to: 'every' };

/** A step with its place in what was typed. */
export interface PlacedStep {
  readonly step: MessageStep;
  /** Of its first character, from 1. */
  readonly column: number;
}

const blank = /^\s*\$?/;
const name = /^[^\s.[\]"']+/;
const bracket =
  /^\[\s*(?:(?<index>\d{1,9})|(?<every>\*)|(?<quoted>"(?:[^"\\]|\\.)*"|'[^']*'))\s*\]/;

/**
 * The steps of a path such as `price`, `$.levels[0].price`, `levels[*].price` or `labels["a b"]`. Throws a
 * usage `Failure` that names the place at which it cannot be understood.
 */
export function parseMessagePath(typed: string): readonly PlacedStep[] {
  const steps: PlacedStep[] = [];
  let at = blank.exec(typed)?.[0].length ?? 0;
  const isRooted = typed.charAt(at - 1) === '$';
  const end = typed.trimEnd().length;
  while (at < end) {
    const isFirst = steps.length === 0 && !isRooted;
    const isDot = typed.charAt(at) === '.' && !isFirst;
    const start = isDot ? at + 1 : at;
    const rest = typed.slice(start, end);
    const found = isDot || isFirst ? (name.exec(rest) ?? undefined) : undefined;
    if (found !== undefined) {
      steps.push({ step: { to: 'name', name: found[0] }, column: start + 1 });
      at = start + found[0].length;
      continue;
    }
    const step = isDot ? undefined : bracket.exec(rest);
    if (!step) throw wrong(typed, start, isDot || isFirst ? 'a name' : '. or [');
    steps.push({ step: bracketStep(typed, start, step.groups ?? {}), column: start + 1 });
    at = start + step[0].length;
  }
  if (steps.length === 0)
    throw new Failure('usage', 'The path is empty', 'Name a field, such as user.id');
  return steps;
}

function bracketStep(
  typed: string,
  at: number,
  { index, quoted }: { readonly [name: string]: string | undefined },
): MessageStep {
  if (index !== undefined) return { to: 'item', index: Number(index) };
  if (quoted === undefined) return { to: 'every' };
  if (quoted.startsWith("'")) return { to: 'name', name: quoted.slice(1, -1) };
  try {
    return { to: 'name', name: String(JSON.parse(quoted)) };
  } catch {
    throw wrong(typed, at + 1, 'a name in quotes, as in JSON');
  }
}

function wrong(typed: string, at: number, wanted: string): Failure {
  const isBracket = typed.charAt(at) === '[';
  const what = isBracket ? 'a number, * or a name in quotes within [ ]' : wanted;
  return new Failure(
    'usage',
    `The path ${typed.trim()} cannot be understood at column ${at + 1}: ${what} is expected`,
    'Write it as user.id, levels[0].price, levels[*].price or labels["a b"]',
  );
}
