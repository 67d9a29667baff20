import { X } from 'lucide-react';
import type { Diagnostic, SourceState } from '#app/contract/schema.ts';
import { activeSchema } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { shownText } from '#renderer/ui/shown-text.ts';
import { type PathProblems, problemsOf, problemsText } from './path-problems.ts';
import { ReflectionSource } from './ReflectionSource.tsx';
import { SourceError, SourceHead, StateMark } from './SourceHead.tsx';
import { type ListedSource, sourceList } from './source-list.ts';

const kinds: Readonly<Record<SourceState['kind'], string>> = {
  files: 'Files and folders',
  'descriptor-sets': 'Descriptor sets',
  reflection: 'Server reflection',
};

/** All sources in order of precedence: what an earlier one defines, no later one does. */
export function SourceList() {
  const sources = useApp((state) => state.sources);
  const summary = useApp(activeSchema);
  return (
    <section className="sources-part" aria-label="Sources">
      {sourceList(sources, summary).map((source) => (
        <Source key={`${source.kind} ${source.state?.title ?? ''}`} source={source} />
      ))}
      <ReflectionSource />
    </section>
  );
}

const noProblems: PathProblems = { errors: 0, warnings: 0 };
const none: readonly Diagnostic[] = [];

/** Where the keyboard goes when the source it was at is taken away. */
const toAnother = passFocusOn(() => {
  const another = document.querySelector<HTMLElement>('.source button, .source input');
  another?.focus();
});

function Source({ source: { kind, paths, state } }: { readonly source: ListedSource }) {
  const problems = useApp((all) => activeSchema(all)?.diagnostics ?? none);
  const marks = paths.map((path) => problemsOf(path, problems));
  const isFaulty = marks.some(({ errors }) => errors > 0);
  return (
    <div className="source">
      <SourceHead title={kinds[kind]} state={state} mark={isFaulty ? 'faulty' : state?.state} />
      <SourceError state={state} />
      <ul>
        {paths.map((path, index) => (
          <GivenPath key={path} path={path} problems={marks[index]} isRead={state !== undefined} />
        ))}
      </ul>
    </div>
  );
}

interface GivenPathProps {
  readonly path: string;
  readonly problems: PathProblems | undefined;
  readonly isRead: boolean;
}

function GivenPath({ path, problems = noProblems, isRead }: GivenPathProps) {
  const removeSource = useApp((state) => state.removeSource);
  const text = isRead ? problemsText(problems) : '';
  return (
    <li ref={toAnother} className="sources-row">
      {isRead && problems.errors > 0 ? <StateMark state="faulty" /> : null}
      <span className="sources-path data" title={shownText(path)}>
        <bdi>{shownText(path)}</bdi>
      </span>
      {text === '' ? null : <span className="source-note">{text}</span>}
      <IconButton
        label={`Remove ${path}`}
        icon={<X size={14} aria-hidden="true" />}
        onPress={() => void removeSource(path)}
      />
    </li>
  );
}
