import { afterDialog } from '#renderer/shell/after-dialog.ts';
import { focusRequest } from '#renderer/shell/focus-request.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { tabName } from './request.selectors.ts';

/** Asked only while a stream is open: closing its tab ends it. */
export function CloseTab() {
  const tabToClose = useApp((state) => state.tabToClose);
  const name = useApp((state) => tabName(state, state.tabToClose ?? '') ?? 'The stream');
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
      title="End the open stream?"
      isOpen={tabToClose !== null}
      onClose={keepOpen}
      actions={
        <>
          <Button autoFocus onPress={keepOpen}>
            Keep open
          </Button>
          <Button tone="danger" onPress={close}>
            End and close
          </Button>
        </>
      }
    >
      <p>{`${shownText(name)} is still streaming. Closing its tab cancels the call.`}</p>
    </Modal>
  );
}
