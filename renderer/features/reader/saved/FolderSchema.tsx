import { placeName } from '#renderer/features/environment/index.ts';
import { begunList, SavedSources, sourceWords } from '#renderer/features/explorer/index.ts';
import { inWords } from '#renderer/ui/in-words.ts';
import type { FolderSectionProps } from './folder-section.ts';
import { SaidHere } from './SaidHere.tsx';

/** Where the definitions of the requests in a folder come from. */
export function FolderSchema({ path, settings: { schema }, holds, set }: FolderSectionProps) {
  const inherited = holds.schema;
  return (
    <SaidHere
      title="Schema"
      isSaid={schema !== undefined}
      otherwise={
        inherited === undefined
          ? [
              'As in Services: by the server’s reflection, and what each window has in Schema sources.',
            ]
          : [
              `Inherited from ${placeName(inherited.from)}: ${inWords(inherited.value.map(sourceWords)) || 'nothing'}.`,
            ]
      }
      begin={path === '' ? 'Set schema' : 'Set schema here'}
      onBegin={() => set('schema', begunList(inherited?.value))}
      end={path === '' ? 'Reset schema' : 'Inherit schema'}
      onEnd={() => set('schema', undefined)}
    >
      <SavedSources
        sources={schema ?? []}
        instead={inherited && placeName(inherited.from)}
        onChange={(sources) => set('schema', [...sources])}
      />
    </SaidHere>
  );
}
