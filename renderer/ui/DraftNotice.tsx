import type { AppError } from '#app/contract/result.ts';
import type { Standing } from '#app/core/workspace/file-draft.ts';
import { ConflictNotice } from './ConflictNotice.tsx';
import { Notice } from './Notice.tsx';

interface DraftNoticeProps {
  /** Path of the file within the workspace. */
  readonly file: string;
  /** `undefined` where nothing is edited. */
  readonly standing: Standing | undefined;
  /** Why the last save wrote nothing. */
  readonly fault: AppError | undefined;
  readonly mine: () => readonly string[];
  readonly theirs: () => readonly string[];
  readonly onKeep: () => void;
  readonly onTake: () => void;
  /** Brings back edits that were given up, where there are some. */
  readonly onTakeBack: (() => void) | undefined;
  readonly onSave: () => void;
}

/** What stands between the edits of a settings file and the file, and what to do about it. */
export function DraftNotice(props: DraftNoticeProps) {
  const { file, standing, fault, onSave, onTakeBack, ...choice } = props;
  if (standing === 'changed') return <ConflictNotice name={file} {...choice} />;
  if (standing === undefined)
    return onTakeBack === undefined ? null : (
      <Notice
        tone="info"
        title={`Your edits of ${file} were given up`}
        actions={[{ label: 'Undo', onPress: onTakeBack }]}
      />
    );
  if (fault !== undefined)
    return (
      <Notice
        tone="danger"
        title={`${file} was not saved. ${fault.message}`}
        hint={fault.hint}
        actions={[{ label: 'Save again', onPress: onSave }]}
      />
    );
  if (standing === 'gone')
    return (
      <Notice
        tone="warn"
        title={`${file} was deleted on disk`}
        hint="What you have here is kept, and is not saved."
        actions={[{ label: 'Save it again', onPress: onSave }]}
      />
    );
  return null;
}
