import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { openStreams } from './window.slice.ts';

/** Asked only while a stream is open: what was typed is kept without a question. */
export function ClosingQuestion() {
  const isOpen = useApp((state) => state.dialog === 'closing');
  const streams = useApp(openStreams);
  const stay = useApp((state) => state.closeDialog);
  const closeWindow = useApp((state) => state.closeWindow);
  const what = streams === 1 ? 'A stream is' : `${streams} streams are`;
  return (
    <Modal
      title={streams === 1 ? 'End the open stream?' : 'End the open streams?'}
      isOpen={isOpen}
      onClose={stay}
      actions={
        <>
          <Button autoFocus onPress={stay}>
            Keep open
          </Button>
          <Button tone="danger" onPress={() => void closeWindow()}>
            End and close
          </Button>
        </>
      }
    >
      <p>
        {streams === 0
          ? 'The streams have ended meanwhile.'
          : `${what} still open. Closing the window cancels ${streams === 1 ? 'it' : 'them'}; what came so far is kept.`}
      </p>
    </Modal>
  );
}
