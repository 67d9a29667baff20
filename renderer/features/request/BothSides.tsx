import { useMemo } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { differingLines, type SideLine } from './differing-lines.ts';
import { linesOfRequest } from './request-lines.ts';
import { requestToSave } from './saved-form.ts';
import './BothSides.css';

interface BothSidesProps {
  readonly tabId: string;
  readonly name: string;
  readonly onKeep: () => void;
  readonly onTake: () => void;
  readonly onClose: () => void;
}

/** What a person has and what the file says, side by side, with what differs marked. */
export function BothSides({ tabId, name, onKeep, onTake, onClose }: BothSidesProps) {
  const tab = useApp((state) => state.tabs.find(({ id }) => id === tabId));
  const draft = useApp((state) => state.drafts[tabId]);
  const theirs = useApp((state) => state.conflicts[tabId]?.theirs);
  const folder = useApp((state) => state.workspace?.folder ?? '');
  const sides = useMemo(() => {
    if (tab === undefined || draft === undefined || !theirs) return undefined;
    const mine = linesOfRequest(requestToSave(tab, draft, folder));
    return differingLines(mine, linesOfRequest(theirs));
  }, [tab, draft, theirs, folder]);
  if (sides === undefined) return null;
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
