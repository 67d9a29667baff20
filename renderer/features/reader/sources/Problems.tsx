import { CircleAlert, TriangleAlert } from 'lucide-react';
import { useDeferredValue, useEffect, useMemo, useRef, useState } from 'react';
import { type Diagnostic, diagnosticText } from '#app/contract/schema.ts';
import {
  filterProblems,
  knownSchema,
  type ProblemGroup,
  problemCounts,
  problemGroups,
  proposals,
  type SchemaOwner,
  schemaOf,
} from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { SearchField } from '#renderer/ui/SearchField.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import type { SourcesInView } from '../page.ts';

/** With more problems than these one looks for some of them. */
const manyProblems = 8;
/** More are not listed. */
const problemsShown = 300;
const none: readonly Diagnostic[] = [];

/** As far as the page can: what holds it stays where it is. */
function scrollTo(part: HTMLElement | null): void {
  const page = part?.closest('.reader-body');
  if (!part || !page) return;
  page.scrollTop += part.getBoundingClientRect().top - page.getBoundingClientRect().top;
}

interface ProblemsProps {
  readonly page: SourcesInView;
  /** Whose schema has them. */
  readonly owner: SchemaOwner;
}

/** What is wrong with a schema, by file; each leads to its place. */
export function Problems({ page, owner }: ProblemsProps) {
  const problems = useApp(
    (state) => knownSchema(state, schemaOf(state, owner))?.diagnostics ?? none,
  );
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (page.part === 'problems' && (page.owner ?? 'services') === owner) scrollTo(part.current);
  }, [page, owner]);
  const [filter, setFilter] = useState('');
  const wanted = useDeferredValue(filter);
  const found = useMemo(() => filterProblems(problems, wanted), [problems, wanted]);
  const groups = useMemo(() => problemGroups(found.slice(0, problemsShown)), [found]);
  if (problems.length === 0) return null;
  const unshown = found.length - problemsShown;
  return (
    <section ref={part} className="sources-part" aria-label="Problems">
      <div className="problems-head">
        <h2>{problemCounts(problems)}</h2>
        {problems.length > manyProblems ? (
          <SearchField
            label="Filter problems"
            placeholder="Filter"
            value={filter}
            onChange={setFilter}
          />
        ) : null}
      </div>
      {owner === 'services' ? <Proposals problems={problems} /> : null}
      {groups.map((group) => (
        <Group key={group.file ?? ''} group={group} owner={owner} />
      ))}
      {found.length === 0 ? (
        <p className="source-note">{`No problem matches “${shownText(wanted.trim())}”`}</p>
      ) : null}
      {unshown > 0 ? (
        <p className="source-note">{`… and ${formatCount(unshown)} more: filter to find them`}</p>
      ) : null}
    </section>
  );
}

function Proposals({ problems }: { readonly problems: readonly Diagnostic[] }) {
  const addImportPath = useApp((state) => state.addImportPath);
  const proposed = proposals(problems);
  if (proposed.length === 0) return null;
  return (
    <ul className="proposals">
      {proposed.map(({ importPath, mends }) => (
        <li key={importPath} className="proposal">
          <Button onPress={() => void addImportPath(importPath)}>
            <span className="proposal-text">
              Add import path <span className="data">{shownText(importPath)}</span>
            </span>
          </Button>
          <span className="source-note">
            {mends === 1 ? 'mends 1 problem' : `mends ${formatCount(mends)} problems`}
          </span>
        </li>
      ))}
    </ul>
  );
}

interface GroupProps {
  readonly group: ProblemGroup;
  readonly owner: SchemaOwner;
}

function Group({ group: { file, problems }, owner }: GroupProps) {
  return (
    <div className="problem-group">
      {file === undefined ? null : (
        <h3
          className="problem-file start-gives-way data"
          title={shownText(problems[0]?.path ?? file)}
        >
          <bdi>{shownText(file)}</bdi>
        </h3>
      )}
      <ul>
        {problems.map((problem, index) => (
          // Two may say the same: they have no identity but their place.
          <Problem key={`problem ${index.toString()}`} problem={problem} owner={owner} />
        ))}
      </ul>
    </div>
  );
}

interface ProblemProps {
  readonly problem: Diagnostic;
  readonly owner: SchemaOwner;
}

function Problem({ problem, owner }: ProblemProps) {
  const { severity, file, path, line, column, message, hint } = problem;
  const openPage = useApp((state) => state.openPage);
  const opened = path ?? file;
  const Mark = severity === 'error' ? CircleAlert : TriangleAlert;
  const text = (
    <>
      <Mark className={`problem-${severity}`} size={14} aria-label={severity} />
      {line === undefined ? null : (
        <span className="problem-place data">{`${line}:${column ?? 1}`}</span>
      )}
      <span className="problem-message data">{shownText(message)}</span>
    </>
  );
  return (
    <li className="problem">
      {opened === undefined ? (
        <p className="problem-line">{text}</p>
      ) : (
        <button
          type="button"
          className="problem-line problem-opens"
          aria-label={`${severity}, ${shownText(diagnosticText(problem))}`}
          title="Open the file at this place"
          onClick={() => openPage({ kind: 'file', file: opened, line, column, owner })}
        >
          {text}
        </button>
      )}
      {hint === undefined ? null : <p className="source-note problem-hint">{shownText(hint)}</p>}
    </li>
  );
}
