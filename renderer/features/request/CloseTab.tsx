import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';

/** Asked only while a stream is open: closing its tab ends it. */
export function CloseTab() {
  const tabToClose = useApp((state) => state.tabToClose);
  const name = useApp(
    (state) => state.tabs.find(({ id }) => id === state.tabToClose)?.method.name ?? 'The stream',
  );
  const keepOpen = useApp((state) => state.keepOpen);
  const confirmClose = useApp((state) => state.confirmClose);
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
          <Button tone="danger" onPress={confirmClose}>
            End and close
          </Button>
        </>
      }
    >
      <p>{`${name} is still streaming. Closing its tab cancels the call.`}</p>
    </Modal>
  );
}
