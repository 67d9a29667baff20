import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { formatCount } from '../format.ts';
import type { Wanted } from './TextRowView.tsx';

/** While one types, a long text is looked through when one pauses. */
const pauseMs = 150;

interface TextFindProps {
  readonly wanted: Wanted;
  readonly matches: number;
  /** There are more than are counted. */
  readonly isMore: boolean;
  readonly isDone: boolean;
  /** From 0, the match that one is at. */
  readonly index: number | undefined;
  readonly onFind: (wanted: Wanted) => void;
  readonly onStep: (step: 1 | -1) => void;
  readonly onClose: () => void;
}

/** The line under a text in which one says what to find. */
export function TextFind(props: TextFindProps) {
  const { wanted, matches, onFind, onStep, onClose } = props;
  const [words, setWords] = useState(wanted.words);
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
    return () => clearTimeout(timer.current);
  }, []);

  const find = (changed: Partial<Wanted>, delay: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => onFind({ ...wanted, words, ...changed }), delay);
  };
  const isLate = words !== wanted.words;
  return (
    <search className="find-panel" onKeyDown={(event) => onFindKey(event, onStep, onClose)}>
      <input
        ref={field}
        className="find-field"
        aria-label="Find in the answer"
        placeholder="Find"
        spellCheck={false}
        autoComplete="off"
        value={words}
        maxLength={1000}
        onChange={({ target }) => {
          setWords(target.value);
          find({ words: target.value }, pauseMs);
        }}
      />
      <span className="find-count" role="status" aria-live={props.isDone ? 'polite' : 'off'}>
        {words === '' || isLate ? '' : countText(props)}
      </span>
      <button
        type="button"
        className="find-button find-case"
        aria-label="Match case"
        title="Match case"
        aria-pressed={wanted.isCaseSensitive}
        onClick={() => find({ isCaseSensitive: !wanted.isCaseSensitive }, 0)}
      >
        Aa
      </button>
      <button
        type="button"
        className="find-button find-previous"
        aria-label="Previous match"
        title="Previous match (Shift+Enter)"
        disabled={matches === 0}
        onClick={() => onStep(-1)}
      />
      <button
        type="button"
        className="find-button find-next"
        aria-label="Next match"
        title="Next match (Enter)"
        disabled={matches === 0}
        onClick={() => onStep(1)}
      />
      <button
        type="button"
        className="find-button find-close"
        aria-label="Close find"
        title="Close find (Esc)"
        onClick={onClose}
      />
    </search>
  );
}

function onFindKey(
  event: KeyboardEvent,
  onStep: (step: 1 | -1) => void,
  onClose: () => void,
): void {
  if (event.nativeEvent.isComposing) return;
  const isNext =
    (event.key === 'Enter' && event.target instanceof HTMLInputElement) ||
    event.key === 'F3' ||
    (event.key === 'g' && (event.ctrlKey || event.metaKey));
  if (event.key === 'Escape') onClose();
  else if (isNext) onStep(event.shiftKey ? -1 : 1);
  else return;
  event.preventDefault();
  event.stopPropagation();
}

/** `3 of 12`, `3 of 1 000 so far`. */
function countText({ matches, isMore, isDone, index }: TextFindProps): string {
  if (matches === 0) return isDone ? 'No match' : 'Looking…';
  const all = `${formatCount(matches)}${isMore ? '+' : ''}${isDone ? '' : ' so far'}`;
  return index === undefined ? all : `${formatCount(index + 1)} of ${all}`;
}
