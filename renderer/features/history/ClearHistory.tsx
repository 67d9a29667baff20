import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { formatCount } from '#renderer/ui/format.ts';
import { Modal } from '#renderer/ui/Modal.tsx';

/** Asked before all past calls are deleted: they cannot be had back. */
export function ClearHistory() {
  const isOpen = useApp((state) => state.dialog === 'clearHistory');
  const total = useApp((state) => state.pastTotal ?? 0);
  const close = useApp((state) => state.closeDialog);
  const clear = useApp((state) => state.clearPast);
  return (
    <Modal
      title="Clear the history?"
      isOpen={isOpen}
      onClose={close}
      actions={
        <>
          <Button autoFocus onPress={close}>
            Keep it
          </Button>
          <Button
            tone="danger"
            onPress={() => {
              close();
              void clear();
            }}
          >
            Clear history
          </Button>
        </>
      }
    >
      <p>
        {`${formatCount(total)} ${total === 1 ? 'call is' : 'calls are'} deleted for good, with all messages. Calls that go on stay, and one that a tab shows goes when that is closed.`}
      </p>
    </Modal>
  );
}
