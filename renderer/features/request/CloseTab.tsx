import { isOpenStream, isPartlyInMemory } from '#renderer/features/response/index.ts';
import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { PartInMemory } from './PartInMemory.tsx';
import { tabName } from './request.selectors.ts';

/** Asked only where something would be lost: an open stream, or what of one is in memory alone. */
export function CloseTab() {
  const tabToClose = useApp((state) => state.tabToClose);
  const name = shownText(useApp((state) => tabName(state, state.tabToClose ?? '') ?? 'The stream'));
  const isOpen = useApp((state) => isOpenStream(state.calls[state.tabToClose ?? '']));
  const inMemory = useApp((state) => isPartlyInMemory(state.calls[state.tabToClose ?? '']));
  const keepOpen = useApp((state) => state.keepOpen);
  const confirmClose = useApp((state) => state.confirmClose);
  function close() {
    confirmClose();
    afterDialog(() => {
      if (document.activeElement === document.body) focusRequest();
    });
  }
  return (
    <Modal
      title={isOpen ? 'End the open stream?' : 'Lose a part of this call?'}
      isOpen={tabToClose !== null}
      onClose={keepOpen}
      actions={
        <>
          <Button autoFocus onPress={keepOpen}>
            Keep open
          </Button>
          <Button tone="danger" onPress={close}>
            {isOpen ? 'End and close' : 'Close anyway'}
          </Button>
        </>
      }
    >
      {isOpen ? <p>{`${name} is still streaming. Closing its tab cancels the call.`}</p> : null}
      {inMemory ? <PartInMemory name={name} losing="closing its tab" /> : null}
    </Modal>
  );
}
