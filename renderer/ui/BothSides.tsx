import { useMemo } from 'react';
import { Button } from './Button.tsx';
import { differingLines, type SideLine } from './differing-lines.ts';
import { Modal } from './Modal.tsx';
import { shownText } from './shown-text.ts';
import './BothSides.css';

interface BothSidesProps {
  /** Of the file. */
  readonly name: string;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
  readonly onKeep: () => void;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/** What a person has and what the file says, side by side, with what differs marked. */
export function BothSides({ name, mine, theirs, onKeep, onTake, onClose }: BothSidesProps) {
  const sides = useMemo(() => differingLines(mine, theirs), [mine, theirs]);
  return (
    <Modal
      title={`${shownText(name)}: yours and the file’s`}
      isOpen
      isWide
      onClose={onClose}
      actions={
        <>
          <Button onPress={onTake}>Take theirs</Button>
          <Button tone="primary" onPress={onKeep}>
            Keep mine
          </Button>
        </>
      }
    >
      <div className="both-sides">
        <Side title="Mine" lines={sides.first} />
        <Side title="Theirs" lines={sides.second} />
      </div>
    </Modal>
  );
}

/** More lines are counted, not shown. */
const linesShown = 2000;

function Side({ title, lines }: { readonly title: string; readonly lines: readonly SideLine[] }) {
  const more = lines.length - linesShown;
  return (
    <section className="both-sides-side" aria-label={title}>
      <h3>{title}</h3>
      <div className="both-sides-lines data">
        {lines.slice(0, linesShown).map(({ text, differs }, index) => (
          <div
            // Lines have no identity but their place.
            key={`line ${index.toString()}`}
            className={differs ? 'both-sides-line both-sides-differs' : 'both-sides-line'}
          >
            {differs ? <mark>{shownText(text)}</mark> : shownText(text)}
          </div>
        ))}
        {more > 0 ? <div className="both-sides-line">{`… and ${more} more lines`}</div> : null}
      </div>
    </section>
  );
}
