import { memo } from 'react';
import type { TextRow } from '#app/contract/message-text.ts';
import { formatCount } from '../format.ts';
import { shownText } from '../shown-text.ts';
import { jsonParts, spansOf, withFound } from './row-parts.ts';

/** What is looked for. */
export interface Wanted {
  readonly words: string;
  readonly isCaseSensitive: boolean;
}

interface TextRowViewProps {
  readonly id: string;
  readonly index: number;
  readonly count: number;
  /** `undefined` while it is not loaded. */
  readonly row: TextRow | undefined;
  readonly kind: 'json' | 'hex';
  readonly isSelected: boolean;
  readonly wanted: Wanted | undefined;
  /** The match that one is at begins here. */
  readonly matchAt: number | undefined;
}

/** A line of a text, or a part of a long one, with its number. */
export const TextRowView = memo(function TextRowView(props: TextRowViewProps) {
  const { id, index, count, row, isSelected } = props;
  return (
    <div
      id={id}
      className="large-text-row"
      role="option"
      tabIndex={-1}
      aria-selected={isSelected}
      aria-posinset={index + 1}
      aria-setsize={count}
      aria-label={row === undefined ? 'Loading' : shownText(row.text)}
      data-row={index}
    >
      <span className="large-text-number" aria-hidden="true">
        {row === undefined || row.isContinued === true ? '' : formatCount(row.line)}
      </span>
      <span className="large-text-text">
        {row === undefined ? null : <Parts {...props} row={row} />}
      </span>
    </div>
  );
});

function Parts({ row, kind, wanted, matchAt }: TextRowViewProps & { readonly row: TextRow }) {
  const { text, isContinued = false } = row;
  const found = wanted === undefined ? [] : spansOf(text, wanted.words, wanted.isCaseSensitive);
  const parts = kind === 'json' ? jsonParts(text, isContinued) : ([[text, 'plain']] as const);
  let at = 0;
  return withFound(parts, found).map((part) => {
    const from = at;
    at += part.text.length;
    const isMatch = part.isFound && isWithin(from, matchAt, wanted);
    const mark = isMatch ? ' large-text-match' : part.isFound ? ' large-text-found' : '';
    return (
      <span key={from} className={`large-text-${part.kind}${mark}`}>
        {shownText(part.text)}
      </span>
    );
  });
}

function isWithin(at: number, matchAt: number | undefined, wanted: Wanted | undefined): boolean {
  return matchAt !== undefined && at >= matchAt && at < matchAt + (wanted?.words.length ?? 0);
}
