import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { PartInMemory } from './PartInMemory.tsx';
import { tabName } from './request.selectors.ts';

/** Asked where another call in a tab would lose what is in memory alone of the one before. */
export function ReplaceCall() {
  const tab = useApp((state) => state.callToReplace);
  const name = shownText(useApp((state) => tabName(state, tab ?? '') ?? 'The stream'));
  const keep = useApp((state) => state.keepCall);
  const replace = useApp((state) => state.replaceCall);
  return (
    <Modal
      title="Lose a part of the call before?"
      isOpen={tab !== null}
      onClose={keep}
      actions={
        <>
          <Button autoFocus onPress={keep}>
            Keep it
          </Button>
          <Button tone="danger" onPress={() => void replace()}>
            Call anyway
          </Button>
        </>
      }
    >
      <PartInMemory name={name} losing="another call in its tab" />
    </Modal>
  );
}
