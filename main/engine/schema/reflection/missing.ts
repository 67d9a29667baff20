import type { Diagnostic } from '#app/contract/schema.ts';
import { shortened } from '#app/core/shortened.ts';
import type { ReflectionFault } from './protocol.ts';

const mostNames = 10;
const longestName = 100;
const longestReason = 500;

/** What a server was asked for and did not give, with what it said. */
export class Missing {
  readonly #reasons = new Map<string, string>();

  note(name: string, { reason }: Pick<ReflectionFault, 'reason'>): void {
    this.#reasons.set(name, reason);
  }

  /** One for each reason, without what is there all the same. */
  diagnostics(isThere: (name: string) => boolean): readonly Diagnostic[] {
    const byReason = new Map<string, string[]>();
    for (const [name, reason] of this.#reasons) {
      if (isThere(name)) continue;
      const names = byReason.get(reason);
      if (names === undefined) byReason.set(reason, [name]);
      else names.push(name);
    }
    return [...byReason].map(([reason, names]) => ({
      severity: 'warning',
      message: `The server's reflection cannot give ${listed(names)}: ${shortened(reason, longestReason)}`,
      hint: 'Add the .proto files for what is missing',
      lacks: names,
    }));
  }
}

function listed(all: readonly string[]): string {
  const names = all.slice(0, mostNames + 1).map((name) => shortened(name, longestName));
  const more = all.length - mostNames;
  if (more > 0) return `${names.slice(0, mostNames).join(', ')} and ${more} more`;
  const last = names.at(-1) ?? '';
  return names.length < 2 ? last : `${names.slice(0, -1).join(', ')} and ${last}`;
}
