import { X } from 'lucide-react';
import type { Diagnostic, SourceState } from '#app/contract/schema.ts';
import {
  activeSchema,
  problemCounts,
  workspaceSources,
} from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { FolderLists } from './OwnLists.tsx';
import { problemsOf } from './path-problems.ts';
import { ReflectionSource } from './ReflectionSource.tsx';
import { filesText, SourceError, SourceHead, StateMark } from './SourceHead.tsx';
import {
  type GivenPath,
  type ListedSource,
  nothingText,
  sourceList,
  unwatchedText,
} from './source-list.ts';
import { toAnotherRow } from './to-another-row.ts';

const kinds: Readonly<Record<SourceState['kind'], string>> = {
  files: 'Files and folders',
  'descriptor-sets': 'Descriptor sets',
  reflection: 'Server reflection',
};

/** All sources in order of precedence: what an earlier one defines, no later one does. */
export function SourceList() {
  const sources = useApp((state) => state.sources);
  const summary = useApp(activeSchema);
  const listed = sourceList(sources, summary);
  const rankOf = (index: number) => (listed.length === 0 ? undefined : index + 1);
  return (
    <section className="sources-part" aria-label="Sources">
      {listed.length === 0 ? null : (
        <p className="source-note">In order of precedence: the first that defines a name wins</p>
      )}
      {listed.map((source, index) => (
        <Source
          key={`${source.kind} ${source.state?.title ?? ''}`}
          source={source}
          rank={rankOf(index)}
        />
      ))}
      <OfWorkspace />
      <ReflectionSource rank={rankOf(listed.length)} />
      <FolderLists />
    </section>
  );
}

/** What `duplex.yaml` lists: it is changed there. */
function OfWorkspace() {
  const { protos, descriptorSets, bufDirs = [] } = useApp(workspaceSources);
  const paths = [...protos, ...bufDirs, ...descriptorSets];
  if (paths.length === 0) return null;
  return (
    <div className="source">
      <p className="source-note">Listed by duplex.yaml</p>
      <ul>
        {paths.map((path) => (
          <li key={path} className="sources-row">
            <span className="sources-path start-gives-way data" title={shownText(path)}>
              <bdi>{shownText(path)}</bdi>
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

const none: readonly Diagnostic[] = [];

interface SourceProps {
  readonly source: ListedSource;
  readonly rank: number | undefined;
}

function Source({ source: { kind, paths, state }, rank }: SourceProps) {
  const problems = useApp((all) => activeSchema(all)?.diagnostics ?? none);
  const marks = paths.map(({ path }) => problemsOf(path, problems));
  const unwatched = state === undefined ? '' : unwatchedText(state);
  const isFaulty = marks.some(hasErrors);
  return (
    <div className="source">
      <SourceHead
        title={kinds[kind]}
        state={state}
        mark={isFaulty ? 'faulty' : state?.state}
        rank={rank}
      />
      <SourceError state={state} />
      {unwatched === '' ? null : <p className="source-note">{unwatched}</p>}
      <ul>
        {paths.map((given, index) => (
          <Given
            key={given.path}
            given={given}
            problems={marks[index]}
            isRead={state !== undefined}
            isAlone={paths.length === 1}
          />
        ))}
      </ul>
    </div>
  );
}

function hasErrors(problems: readonly Diagnostic[]): boolean {
  return problems.some(({ severity }) => severity === 'error');
}

interface GivenProps {
  readonly given: GivenPath;
  readonly problems: readonly Diagnostic[] | undefined;
  readonly isRead: boolean;
  /** What it gave is told of the source already. */
  readonly isAlone: boolean;
}

function Given({ given, problems = none, isRead, isAlone }: GivenProps) {
  const { path, files } = given;
  const removeSource = useApp((state) => state.removeSource);
  const count = files && !isAlone ? filesText(files) : '';
  const problem = isRead ? problemCounts(problems) : '';
  // A problem says why by itself.
  const texts = [count, problem, isRead && problem === '' ? nothingText(given) : ''];
  const text = texts.filter(Boolean).join(' · ');
  return (
    <li ref={toAnotherRow} className="sources-row">
      {isRead && hasErrors(problems) ? <StateMark state="faulty" /> : null}
      <span className="sources-path start-gives-way data" title={shownText(path)}>
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
