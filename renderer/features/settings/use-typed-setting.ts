import { useEffect, useRef, useState } from 'react';

/**
 * A setting while it is typed: what is shown, and how it changes. `keep` hears what was typed once the
 * field goes, with its dialog or before: half of a value is another one.
 */
export function useTypedSetting(
  kept: string,
  keep: (typed: string) => void,
): [shown: string, change: (text: string) => void] {
  const [text, setText] = useState<string>();
  const typed = useRef<string>(undefined);
  const newest = useRef(keep);
  useEffect(() => {
    newest.current = keep;
  });
  useEffect(
    () => () => {
      if (typed.current !== undefined) newest.current(typed.current);
    },
    [],
  );
  return [
    text ?? kept,
    (next) => {
      typed.current = next;
      setText(next);
    },
  ];
}
