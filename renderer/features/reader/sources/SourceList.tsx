import { X } from 'lucide-react';
import type { SourceState } from '#app/contract/schema.ts';
import { activeSchema } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { ReflectionSource } from './ReflectionSource.tsx';
import { SourceError, SourceHead } from './SourceHead.tsx';
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

function Source({ source: { kind, paths, state } }: { readonly source: ListedSource }) {
  return (
    <div className="source">
      <SourceHead title={kinds[kind]} state={state} mark={state?.state} />
      <SourceError state={state} />
      <ul>
        {paths.map((path) => (
          <GivenPath key={path} path={path} />
        ))}
      </ul>
    </div>
  );
}

function GivenPath({ path }: { readonly path: string }) {
  const removeSource = useApp((state) => state.removeSource);
  return (
    <li className="sources-row">
      <span className="sources-path data" title={shownText(path)}>
        <bdi>{shownText(path)}</bdi>
      </span>
      <IconButton
        label={`Remove ${path}`}
        icon={<X size={14} aria-hidden="true" />}
        onPress={() => void removeSource(path)}
      />
    </li>
  );
}
