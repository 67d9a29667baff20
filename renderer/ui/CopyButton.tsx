import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { IconButton } from './Button.tsx';
import { copyText } from './copy-text.ts';

interface CopyButtonProps {
  /** `Copy`, with what is copied and in which format. */
  readonly label: string;
  readonly text: () => string;
  /** Another way to the clipboard. */
  readonly onCopy?: ((text: string) => void) | undefined;
}

/** Shows for a moment that it has copied. */
export function CopyButton({ label, text, onCopy = copyText }: CopyButtonProps) {
  const [isDone, setDone] = useState(false);
  useEffect(() => {
    if (!isDone) return;
    const timer = setTimeout(() => setDone(false), 1200);
    return () => clearTimeout(timer);
  }, [isDone]);
  const Mark = isDone ? Check : Copy;
  return (
    <IconButton
      label={label}
      icon={<Mark size={14} aria-hidden="true" />}
      onPress={() => {
        onCopy(text());
        setDone(true);
      }}
    />
  );
}
