import { Search } from 'lucide-react';
import {
  type KeyboardEvent,
  type ReactNode,
  useId,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { Dialog, Modal, ModalOverlay } from 'react-aria-components';
import type { SymbolMatch } from '#app/contract/definition.ts';
import { formatCount } from './format.ts';
import { SymbolIcon } from './SymbolIcon.tsx';
import { shownText } from './shown-text.ts';
import { type NamePart, symbolName } from './symbol-name.ts';
import './CommandList.css';
import './SymbolSearch.css';

interface SymbolSearchProps {
  /** Names the dialog. */
  readonly label: string;
  readonly isOpen: boolean;
  readonly query: string;
  readonly onQuery: (query: string) => void;
  /** Best first. */
  readonly matches: readonly SymbolMatch[];
  /** How many there are in all. */
  readonly total: number;
  /** Whether the matches are those of the query; else those of one before it. */
  readonly isCurrent: boolean;
  /** In place of matches, where there are none. */
  readonly none: ReactNode;
  /** `another`: of a method, in a tab of its own even when it is open. */
  readonly onChoose: (match: SymbolMatch, another: boolean) => void;
  readonly onClose: () => void;
}

/** Finds a method or type by parts of its name. Enter goes to the marked one. */
export function SymbolSearch(props: SymbolSearchProps) {
  return (
    <ModalOverlay
      className="modal-scrim"
      isOpen={props.isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) props.onClose();
      }}
    >
      <Modal className="modal symbol-search">
        <Dialog className="modal-dialog" aria-label={props.label}>
          <Finder {...props} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Rows that PageUp and PageDown go. */
const pageRows = 10;

function Finder(props: SymbolSearchProps) {
  const { label, query, onQuery, matches, total, none, onChoose } = props;
  const id = useId();
  const { marked, mark, list } = useMarked(matches);
  const field = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => field.current?.focus(), []);
  function choose(index: number, another: boolean) {
    const match = matches[index];
    if (match !== undefined) onChoose(match, another);
  }
  const enter = useEnter(props.isCurrent, (another) => choose(marked, another));
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'Enter') enter(event.ctrlKey || event.metaKey);
    else {
      const to = moved(event.key, marked, matches.length - 1);
      if (to === undefined) return;
      mark(to);
    }
    event.preventDefault();
  }
  return (
    <>
      <div className="command-list-search">
        <Search size={14} aria-hidden="true" />
        <input
          ref={field}
          className="command-list-input"
          role="combobox"
          aria-label="Find a method or type"
          aria-expanded
          aria-haspopup="listbox"
          aria-autocomplete="list"
          aria-controls={`${id}list`}
          aria-activedescendant={matches.length === 0 ? undefined : `${id}${marked}`}
          placeholder="Method or type; a space between parts: market watch"
          value={query}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => onQuery(event.target.value)}
          onKeyDown={onKeyDown}
        />
        <span className="symbol-search-total" role="status">
          {total > matches.length ? `${formatCount(matches.length)} of ${formatCount(total)}` : ''}
        </span>
      </div>
      <div
        ref={list}
        id={`${id}list`}
        className="command-list-items"
        role="listbox"
        aria-label={label}
      >
        {matches.map((match, index) => (
          <Match
            key={`${match.kind} ${match.name}`}
            id={`${id}${index}`}
            match={match}
            isMarked={index === marked}
            onMark={() => mark(index)}
            onChoose={(another) => choose(index, another)}
          />
        ))}
      </div>
      {matches.length === 0 ? <p className="symbol-search-none">{none}</p> : null}
    </>
  );
}

/** Which match is marked: the first of each new answer, until a person moves on. */
function useMarked(matches: readonly SymbolMatch[]) {
  const [state, setState] = useState({ matches, marked: 0 });
  const list = useRef<HTMLDivElement>(null);
  const marked = state.matches === matches ? state.marked : 0;
  useLayoutEffect(() => {
    list.current?.children[marked]?.scrollIntoView?.({ block: 'nearest' });
  }, [marked]);
  return { marked, list, mark: (to: number) => setState({ matches, marked: to }) };
}

/** Enter chooses; when it was pressed before the answer was there, once it is. */
function useEnter(isCurrent: boolean, choose: (another: boolean) => void) {
  const early = useRef<{ readonly another: boolean }>(undefined);
  useLayoutEffect(() => {
    const pressed = early.current;
    if (!isCurrent || pressed === undefined) return;
    early.current = undefined;
    choose(pressed.another);
  });
  return (another: boolean) => {
    if (isCurrent) choose(another);
    else early.current = { another };
  };
}

function moved(key: string, at: number, last: number): number | undefined {
  switch (key) {
    case 'ArrowDown':
      return at === last ? 0 : at + 1;
    case 'ArrowUp':
      return at === 0 ? Math.max(0, last) : at - 1;
    case 'PageDown':
      return Math.max(0, Math.min(last, at + pageRows));
    case 'PageUp':
      return Math.max(0, at - pageRows);
    default:
      return undefined;
  }
}

interface MatchProps {
  readonly id: string;
  readonly match: SymbolMatch;
  readonly isMarked: boolean;
  readonly onMark: () => void;
  readonly onChoose: (another: boolean) => void;
}

function Match({ id, match, isMarked, onMark, onChoose }: MatchProps) {
  const { own, owner } = symbolName(match.name, match.ranges);
  return (
    // The keyboard is in the field, which says by aria-activedescendant where it points.
    <div
      id={id}
      role="option"
      tabIndex={-1}
      className="symbol-match"
      aria-selected={isMarked}
      aria-label={`${shownText(match.name)}, ${match.kind}`}
      title={shownText(`${match.name}\n${match.file}`)}
      onPointerMove={isMarked ? undefined : onMark}
      onMouseDown={(event) => event.preventDefault()}
      onMouseUp={(event) => {
        if (event.button === 0) onChoose(event.ctrlKey || event.metaKey);
      }}
    >
      <SymbolIcon kind={match.kind} methodKind={match.methodKind} />
      <span className="symbol-match-own data">{own.map(drawn)}</span>
      <span className="symbol-match-owner start-gives-way data">
        <bdi>{owner.map(drawn)}</bdi>
      </span>
    </div>
  );
}

function drawn({ text, isFound }: NamePart, index: number): ReactNode {
  // Parts have no identity but their place.
  const key = `part ${index.toString()}`;
  return isFound ? (
    <mark key={key}>{shownText(text)}</mark>
  ) : (
    <span key={key}>{shownText(text)}</span>
  );
}
