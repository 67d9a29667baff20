import { useMemo, useState } from 'react';
import { BothSides } from './BothSides.tsx';
import { Notice } from './Notice.tsx';

interface ConflictNoticeProps {
  /** Of the file, as the person knows it. */
  readonly name: string;
  /** What the person has, as lines to be read, */
  readonly mine: () => readonly string[];
  /** and what the file says by now. */
  readonly theirs: () => readonly string[];
  readonly onKeep: () => void;
  readonly onTake: () => void;
}

/** A file was changed while somebody had edits of it that are not saved: which of them goes on? */
export function ConflictNotice({ name, mine, theirs, onKeep, onTake }: ConflictNoticeProps) {
  const [isShown, setShown] = useState(false);
  return (
    <div className="to-decide">
      <Notice
        tone="warn"
        title={`${name} was changed on disk`}
        hint="You have unsaved edits of your own."
        actions={[
          { label: 'Show both', onPress: () => setShown(true) },
          { label: 'Keep mine', onPress: onKeep },
          { label: 'Take theirs', onPress: onTake },
        ]}
      />
      {isShown ? (
        <Both {...{ name, mine, theirs, onKeep, onTake }} onClose={() => setShown(false)} />
      ) : null}
    </div>
  );
}

function Both(props: ConflictNoticeProps & { readonly onClose: () => void }) {
  const { mine, theirs } = props;
  const sides = useMemo(() => ({ mine: mine(), theirs: theirs() }), [mine, theirs]);
  return <BothSides {...props} {...sides} />;
}
