import { Plus } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { SavedSource } from '#app/contract/workspace.ts';
import { Button } from '#renderer/ui/Button.tsx';
import { SelectField } from '#renderer/ui/SelectField.tsx';
import { Switch } from '#renderer/ui/Switch.tsx';
import { WorkspacePath } from './WorkspacePath.tsx';
import './SavedSources.css';

type PathSource = Exclude<SavedSource, { readonly kind: 'reflection' }>;
type PathKind = PathSource['kind'];

const kinds: readonly { readonly id: PathKind; readonly label: string }[] = [
  { id: 'proto', label: '.proto files' },
  { id: 'import', label: 'Import path' },
  { id: 'descriptor-set', label: 'Descriptor set' },
  { id: 'buf', label: 'buf module' },
];

const placeholders: Readonly<Record<PathKind, string>> = {
  proto: 'protos, or protos/service.proto',
  import: 'protos: where imports start',
  'descriptor-set': 'schema.binpb',
  buf: 'a folder with buf.yaml or buf.work.yaml',
};

const choices = {
  proto: ['protos', 'folder'],
  import: ['folder'],
  'descriptor-set': ['protos'],
  buf: ['folder'],
} as const;

const reflection: SavedSource = { kind: 'reflection' };

interface SavedSourcesProps {
  readonly sources: readonly SavedSource[];
  /** Whose list this one takes the place of. */
  readonly instead?: string | undefined;
  readonly onChange: (sources: readonly SavedSource[]) => void;
}

/** A list of a file's own. */
export function SavedSources({ sources, instead, onChange }: SavedSourcesProps) {
  const list = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  useEffect(() => {
    if (!wantsFocus.current) return;
    wantsFocus.current = false;
    const fields = list.current?.querySelectorAll<HTMLElement>('.schema-source input') ?? [];
    [...fields].at(-1)?.focus();
  });
  const isReflected = sources.some(isReflection);
  function add() {
    wantsFocus.current = true;
    const last = sources.findLast((source) => source.kind !== 'reflection');
    const source = { kind: last?.kind ?? 'proto', path: '' } as const;
    onChange(sources.toSpliced(last === undefined ? 0 : sources.lastIndexOf(last) + 1, 0, source));
  }
  return (
    <div className="schema-sources" ref={list}>
      <p className="schema-sources-note">
        {`These alone define the methods${instead === undefined ? '' : `, in place of those of ${instead}`}. Paths begin at the workspace’s folder, and may have variables.`}
      </p>
      {sources.map((source, index) =>
        source.kind === 'reflection' ? null : (
          <Source
            // Sources have no identity but their place.
            key={`source ${index.toString()}`}
            source={source}
            number={sources.slice(0, index + 1).filter((one) => !isReflection(one)).length}
            onReplace={(others) => onChange(sources.toSpliced(index, 1, ...others))}
          />
        ),
      )}
      <div>
        <Button tone="quiet" onPress={add}>
          <Plus size={14} aria-hidden="true" />
          Add source
        </Button>
      </div>
      <Switch
        label="The server’s reflection, for what these do not define"
        isOn={isReflected}
        onChange={(isOn) =>
          onChange(isOn ? [...sources, reflection] : sources.filter((one) => !isReflection(one)))
        }
      />
      {sources.some(({ kind }) => kind !== 'import') ? null : (
        <p className="schema-sources-warning">
          Nothing defines a method then: add files, or ask the server’s reflection.
        </p>
      )}
    </div>
  );
}

interface SourceProps {
  readonly source: PathSource;
  readonly number: number;
  readonly onReplace: (sources: readonly PathSource[]) => void;
}

function Source({ source, number, onReplace }: SourceProps) {
  const { kind, path } = source;
  return (
    <div className="schema-source">
      <SelectField
        label={`Schema source kind ${number}`}
        isLabelHidden
        options={kinds}
        selected={kind}
        onSelect={(other) => onReplace([{ kind: other, path }])}
      />
      <WorkspacePath
        label={`Schema path ${number}`}
        placeholder={placeholders[kind]}
        value={path}
        choices={choices[kind]}
        onChange={(next) => onReplace([{ kind, path: next }])}
        onChoose={(chosen) => onReplace(chosen.map((next) => ({ kind, path: next })))}
        onRemove={() => onReplace([])}
      />
    </div>
  );
}

function isReflection(source: SavedSource): boolean {
  return source.kind === 'reflection';
}

/** A new list: a place for files, and reflection for the rest where that was asked before. */
export function begunList(inherited: readonly SavedSource[] | undefined): SavedSource[] {
  const isReflected = inherited === undefined || inherited.some(isReflection);
  return [{ kind: 'proto', path: '' }, ...(isReflected ? [reflection] : [])];
}

/** A source in a sentence. */
export function sourceWords(source: SavedSource): string {
  if (source.kind === 'reflection') return 'reflection';
  return `${kinds.find(({ id }) => id === source.kind)?.label ?? source.kind} ${source.path}`;
}
