import { ArrowLeft, ArrowRight, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';

interface ReaderBarProps {
  /** What the page is about. */
  readonly children: ReactNode;
  /** What can be done with it. */
  readonly actions?: ReactNode;
}

/** The line over a page: the ways through what was read, and out of it. */
export function ReaderBar({ children, actions }: ReaderBarProps) {
  const at = useApp(({ reading }) => reading?.at ?? 0);
  const last = useApp(({ reading }) => (reading?.pages.length ?? 1) - 1);
  const close = useApp((state) => state.closeReader);
  const back = useCommand('goBack');
  const forward = useCommand('goForward');
  return (
    <header className="reader-bar">
      <IconButton
        label="Back"
        shortcut={back.keys}
        isDisabled={at === 0}
        icon={<ArrowLeft size={16} aria-hidden="true" />}
        onPress={back.run}
      />
      <IconButton
        label="Forward"
        shortcut={forward.keys}
        isDisabled={at === last}
        icon={<ArrowRight size={16} aria-hidden="true" />}
        onPress={forward.run}
      />
      <div className="reader-title">{children}</div>
      {actions}
      <IconButton
        label="Back to the request"
        shortcut="Esc"
        icon={<X size={16} aria-hidden="true" />}
        onPress={close}
      />
    </header>
  );
}
