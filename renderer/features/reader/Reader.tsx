import { useEffect, useMemo, useRef, useState } from 'react';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { DefinitionPage } from './DefinitionPage.tsx';
import { DiagnosisPage } from './doctor/DiagnosisPage.tsx';
import { FilePage } from './FilePage.tsx';
import { HealthPage } from './health/HealthPage.tsx';
import { type Page, pageInView } from './page.ts';
import { EnvironmentReader } from './saved/EnvironmentReader.tsx';
import { FolderPage } from './saved/FolderPage.tsx';
import { UnreadablePage } from './saved/UnreadablePage.tsx';
import { SourcesPage } from './sources/SourcesPage.tsx';
import './Reader.css';

/** What the schema says, in the place of the open request. */
export function Reader() {
  const page = useApp(({ reading }) => (reading === null ? undefined : pageInView(reading)));
  const frame = useRef<HTMLDivElement>(null);
  const toWhereOneWas = useFocusBack();
  useEffect(() => {
    // Where the keyboard was on the page before is gone.
    const isMetadata = page?.kind === 'sources' && page.part === 'metadata';
    const wanted = isMetadata ? firstMetadataField(frame.current) : null;
    if (wanted) wanted.focus();
    else if (page !== undefined) frame.current?.focus({ preventScroll: true });
  }, [page]);
  if (page === undefined) return null;
  return (
    <section ref={toWhereOneWas} className="reader" aria-label={regionName(page)}>
      <div ref={frame} tabIndex={-1} className="reader-page">
        <PageView page={page} />
      </div>
    </section>
  );
}

function regionName({ kind }: Page): string {
  if (kind === 'diagnosis') return 'Connection doctor';
  if (kind === 'environment') return 'Environments';
  if (kind === 'folder' || kind === 'unreadable') return 'Saved requests';
  return kind === 'health' ? 'Health of the server' : 'Schema';
}

function firstMetadataField(frame: HTMLElement | null) {
  return frame?.querySelector<HTMLElement>('.source-metadata input[type="text"]');
}

function PageView({ page }: { readonly page: Page }) {
  switch (page.kind) {
    case 'sources':
      return <SourcesPage page={page} />;
    case 'definition':
      return <DefinitionPage page={page} />;
    case 'folder':
      return <FolderPage key={page.path} path={page.path} />;
    case 'unreadable':
      return <UnreadablePage key={page.path} path={page.path} />;
    case 'environment':
      return <EnvironmentReader key={page.name} name={page.name} />;
    case 'file':
      return <FilePage page={page} />;
    case 'diagnosis':
      return <DiagnosisPage />;
    case 'health':
      return <HealthPage service={page.service} />;
  }
}

/** When the reader goes, the keyboard goes back to where it was when the reader came. */
function useFocusBack() {
  const [before] = useState(() => document.activeElement);
  return useMemo(
    () =>
      passFocusOn(() => {
        if (before instanceof HTMLElement && before !== document.body && before.isConnected)
          before.focus();
        else focusRequest();
      }),
    [before],
  );
}
