import type { CallSecrets, StartCall } from '#app/contract/calls.ts';
import { usesSecrets, type Values } from '#app/core/variables/resolve.ts';
import { secretTexts } from '#app/core/variables/secret-texts.ts';
import type { Inherited } from '#app/core/workspace/inherit.ts';
import { type TargetDraft, targetTexts } from '#renderer/features/connection/index.ts';
import type { Draft } from './draft.ts';
import { rowsOut, textsBesideMetadata } from './outgoing.ts';

/** Masks of shorter texts would hide what is none. */
const leastBytes = 4;

/**
 * What may not be written down of a request that resolves; `undefined` where all of it may. In metadata and the address
 * a secret stands as text, and is found again where it is echoed. A message may hold it as something else,
 * and what answers a password may be a secret too: of such a call nothing is kept.
 * `sent` is the metadata without variables.
 */
export function secretsOfCall(
  draft: Draft,
  holds: Inherited,
  target: TargetDraft,
  values: Values,
  sent: StartCall['metadata'],
): CallSecrets | undefined {
  const { scopes } = values;
  const { address, ...way } = target;
  const others = [...textsBesideMetadata(draft, holds), ...targetTexts({ ...way, address: '' })];
  if (usesSecrets(others, scopes)) return 'unkept';
  const rows = rowsOut(draft, holds).map(({ value }) => value);
  const isWritten = ({ name, value }: (typeof rows)[number]) => usesSecrets([name, value], scopes);
  const written = rows.filter(isWritten).flatMap(({ name, value }) => [name, value]);
  const isTargetWritten = usesSecrets([address], scopes);
  if (written.length === 0 && !isTargetWritten) return undefined;
  const texts = secretTexts([...written, ...(isTargetWritten ? [address] : [])], values);
  if (texts.some((text) => new TextEncoder().encode(text).length < leastBytes)) return 'unkept';
  return {
    texts: [...texts],
    metadata: rows.flatMap((row, at) => {
      const pair: [string, string] | undefined = isWritten(row)
        ? [row.name.trim(), row.value]
        : sent[at];
      return pair === undefined ? [] : [pair];
    }),
    ...(isTargetWritten && { target: address }),
  };
}
