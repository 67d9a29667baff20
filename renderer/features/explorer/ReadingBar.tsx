import { useApp } from '#renderer/store/use-app.tsx';
import { QuietBar } from '#renderer/ui/QuietBar.tsx';
import { progressShare, progressText, readProgress } from './schema-reading.ts';

/** How far reading the schema has come, with the way out of it. */
export function ReadingBar({ isActive }: { readonly isActive: boolean }) {
  const progress = useApp(readProgress);
  const cancel = useApp((state) => state.cancelReads);
  return (
    <QuietBar
      isActive={isActive}
      label={progressText(progress)}
      share={progressShare(progress)}
      onCancel={cancel}
    />
  );
}
