import { EnvironmentPage } from '#renderer/features/environment/index.ts';
import { useCommand } from '#renderer/shell/use-commands.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { UnsavedMark } from '#renderer/ui/UnsavedMark.tsx';
import { ReaderBar } from '../ReaderBar.tsx';

/** The page of an environment, in the reader. */
export function EnvironmentReader({ name }: { readonly name: string }) {
  const isChanged = useApp((state) => state.environmentDrafts.has(name));
  const discard = useApp((state) => state.discardEnvironment);
  const save = useCommand('save');
  return (
    <>
      <ReaderBar
        actions={
          isChanged ? (
            <>
              <Button tone="quiet" onPress={() => discard(name)}>
                Discard
              </Button>
              <Button tone="primary" shortcut={save.keys} onPress={save.run}>
                Save
              </Button>
            </>
          ) : null
        }
      >
        <h1 className="reader-name start-gives-way">
          <bdi>{name === '' ? 'Environments' : shownText(name)}</bdi>
        </h1>
        {isChanged ? <UnsavedMark /> : null}
        {name === '' ? null : (
          <span className="reader-note">{shownText(`environments/${name}.yaml`)}</span>
        )}
      </ReaderBar>
      <div className="reader-body">
        <EnvironmentPage name={name} />
      </div>
    </>
  );
}
