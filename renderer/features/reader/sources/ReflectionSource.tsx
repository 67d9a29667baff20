import { rowFault } from '#app/core/metadata.ts';
import { activeTarget, settingsOf } from '#renderer/features/connection/index.ts';
import {
  activeSchema,
  isMetadataUnused,
  metadataRows,
  schemaError,
  wantsReflectionMetadata,
} from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { MetadataEditor } from '#renderer/ui/MetadataEditor.tsx';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { Switch } from '#renderer/ui/Switch.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { markOf, SourceError, SourceHead } from './SourceHead.tsx';
import { reflectionState } from './source-list.ts';

/** What the server tells of itself, and with which metadata it is asked. */
export function ReflectionSource({ rank }: { readonly rank: number | undefined }) {
  const isOn = useApp((state) => state.sources.reflection);
  const setReflection = useApp((state) => state.setReflection);
  const summary = useApp(activeSchema);
  const state = reflectionState(summary);
  const failed = useApp((all) => schemaError(all) !== undefined && all.sources.reflection);
  const mark = markOf(state) ?? (failed ? 'failed' : undefined);
  return (
    <div className="source">
      <SourceHead title="Server reflection" state={state} mark={mark} rank={rank}>
        {summary?.reflection === undefined ? null : (
          <span className="reader-note">{summary.reflection}</span>
        )}
      </SourceHead>
      <SourceError state={state} />
      <div className="source-settings">
        <Switch
          label="Use the server’s reflection"
          isOn={isOn}
          onChange={(on) => void setReflection(on)}
        />
        {isOn ? <ReflectionMetadata /> : null}
      </div>
    </div>
  );
}

/** To begin with, where a server asks for some. */
const oneRow: readonly MetadataRow[] = [{ name: '', value: '' }];

function ReflectionMetadata() {
  const target = useApp(activeTarget);
  const address = target.address.trim();
  const rows = useApp((state) => metadataRows(state, address));
  const isUnused = useApp((state) => isMetadataUnused(state, address));
  const isWanted = useApp(wantsReflectionMetadata);
  const setRows = useApp((state) => state.setReflectionMetadata);
  const readSchema = useApp((state) => state.readSchema);
  const isReady = isUnused && rows.every((row) => rowFault(row) === undefined);
  const read = () => void readSchema(settingsOf(target), true);
  if (address === '') return null;
  return (
    <section className="source-metadata" aria-label="Metadata for reflection">
      <p className="source-note">
        {isWanted
          ? `${shownText(address)} refused to answer. Metadata for it, and for no other server:`
          : `Metadata sent with it, to ${shownText(address)} alone:`}
      </p>
      <MetadataEditor
        rows={rows.length === 0 && isWanted ? oneRow : rows}
        onChange={(changed) => setRows(address, changed)}
        faultOf={rowFault}
        onEnter={() => {
          if (isReady) read();
        }}
      />
      {isReady ? <Button onPress={read}>Read with this metadata</Button> : null}
    </section>
  );
}
