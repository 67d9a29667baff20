import { useState } from 'react';
import type { MetadataPairs } from '#app/contract/calls.ts';
import { Button } from './Button.tsx';
import { CopyButton } from './CopyButton.tsx';
import { formatCount } from './format.ts';
import { shownText } from './shown-text.ts';
import './PairsTable.css';

interface PairsTableProps {
  /** Names the table: `Headers`, `Trailers`. */
  readonly label: string;
  readonly pairs: MetadataPairs;
  /** Said in place of an empty table. */
  readonly empty: string;
  readonly onCopy?: ((text: string) => void) | undefined;
}

/** Metadata as it came: in order, with repeats, values to the letter. */
export function PairsTable({ label, pairs, empty, onCopy }: PairsTableProps) {
  if (pairs.length === 0) return <p className="pairs-table-empty">{empty}</p>;
  return (
    <div className="pairs-table">
      <table className="pairs-table-grid data" aria-label={label}>
        <tbody>
          {keyed(pairs).map(({ key, name, value }) => (
            <tr key={key}>
              <th scope="row">{shownText(name)}</th>
              <td>
                <Value value={value} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className="pairs-table-copy">
        <CopyButton
          label={`Copy ${label.toLowerCase()} as text`}
          text={() => pairsText(pairs)}
          onCopy={onCopy}
        />
      </div>
    </div>
  );
}

/** A longer one would push all others out of view. */
const longest = 2000;

function Value({ value }: { readonly value: string }) {
  const [isWhole, setIsWhole] = useState(false);
  if (value.length <= longest) return shownText(value);
  return (
    <>
      {shownText(isWhole ? value : `${value.slice(0, longest)}…`)}
      <span className="pairs-table-rest">
        <Button tone="quiet" onPress={() => setIsWhole(!isWhole)}>
          {isWhole
            ? `Show the first ${formatCount(longest)} characters`
            : `Show all ${formatCount(value.length)} characters`}
        </Button>
      </span>
    </>
  );
}

/** Names repeat, and the list only ever grows: the place is the identity. */
function keyed(pairs: MetadataPairs) {
  return pairs.map(([name, value], place) => ({ key: `${place} ${name}`, name, value }));
}

/** `name: value` lines, as the metadata editor takes them. */
function pairsText(pairs: MetadataPairs): string {
  return pairs.map(([name, value]) => `${name}: ${value}\n`).join('');
}
