import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { activeSchema } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { type ListedRoot, rootList } from './root-list.ts';
import { toAnotherRow } from './to-another-row.ts';

const words: Readonly<Record<ListedRoot['how'], string>> = {
  given: 'import path',
  buf: 'module of buf',
  found: 'found',
  own: 'added',
  ignored: 'not used',
};

/** Folders that imports start from, in the order in which they are searched. */
export function RootList() {
  const sources = useApp((state) => state.sources);
  const summary = useApp(activeSchema);
  const roots = rootList(sources, summary);
  const addImportPath = useApp((state) => state.openAddImportPath);
  const list = useKeptFocus();
  const last = sources.importPaths.length - 1;
  return (
    <section className="sources-part" aria-label="Import roots">
      <div className="sources-part-head">
        <h2>Imports are looked for in</h2>
        <Button onPress={addImportPath}>Add import path…</Button>
      </div>
      <ul ref={list}>
        {roots.map((root, index) => (
          <li
            key={`${root.how} ${root.path}`}
            ref={toAnotherRow}
            className="sources-row sources-root"
          >
            <span className={`sources-path start-gives-way data sources-root-${root.how}`}>
              <bdi title={shownText(root.path)}>{shownText(root.path)}</bdi>
            </span>
            <span className="source-note">{words[root.how]}</span>
            {root.how === 'given' ? (
              <GivenRoot path={root.path} isFirst={index === 0} isLast={index === last} />
            ) : (
              <OtherRoot root={root} />
            )}
            {root.reason === undefined ? null : (
              <p className="source-note sources-reason">{shownText(root.reason)}</p>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

interface GivenRootProps {
  readonly path: string;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

function GivenRoot({ path, isFirst, isLast }: GivenRootProps) {
  const move = useApp((state) => state.moveImportPath);
  const remove = useApp((state) => state.removeImportPath);
  function onKeyDown(event: KeyboardEvent) {
    const step = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : undefined;
    if (step === undefined || !event.altKey) return;
    event.preventDefault();
    void move(path, step);
  }
  return (
    <fieldset
      className="sources-buttons"
      aria-label={`Order of ${shownText(path)}`}
      onKeyDown={onKeyDown}
    >
      <IconButton
        label={`Move ${path} up`}
        shortcut="Alt+↑"
        isDisabled={isFirst}
        icon={<ArrowUp size={14} aria-hidden="true" />}
        onPress={() => void move(path, -1)}
      />
      <IconButton
        label={`Move ${path} down`}
        shortcut="Alt+↓"
        isDisabled={isLast}
        icon={<ArrowDown size={14} aria-hidden="true" />}
        onPress={() => void move(path, 1)}
      />
      <IconButton
        label={`Remove ${path}`}
        icon={<X size={14} aria-hidden="true" />}
        onPress={() => void remove(path)}
      />
    </fieldset>
  );
}

function OtherRoot({ root: { path, how } }: { readonly root: ListedRoot }) {
  const addImportPath = useApp((state) => state.addImportPath);
  const ignoreRoot = useApp((state) => state.ignoreRoot);
  if (how === 'ignored') {
    return (
      <Button
        tone="quiet"
        aria-label={`Use ${shownText(path)} again`}
        onPress={() => void ignoreRoot(path, false)}
      >
        Use again
      </Button>
    );
  }
  return (
    <span className="sources-buttons">
      <Button
        tone="quiet"
        aria-label={`Keep ${shownText(path)}`}
        onPress={() => void addImportPath(path)}
      >
        Keep
      </Button>
      <Button
        tone="quiet"
        aria-label={`Do not use ${shownText(path)}`}
        onPress={() => void ignoreRoot(path, true)}
      >
        Do not use
      </Button>
    </span>
  );
}

/** A row that is moved in the document loses the keyboard: it gets it back. */
function useKeptFocus() {
  const list = useRef<HTMLUListElement>(null);
  const held = useRef<Element>(null);
  useLayoutEffect(() => {
    const element = list.current;
    const remember = () => {
      held.current = document.activeElement;
    };
    element?.addEventListener('focusin', remember);
    return () => element?.removeEventListener('focusin', remember);
  });
  useLayoutEffect(() => {
    const { activeElement, body } = document;
    if (activeElement === body && held.current instanceof HTMLElement && held.current.isConnected)
      held.current.focus();
  });
  return list;
}
