import type { AppState } from '#renderer/store/app-state.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { callsInMemory, openStreams } from './window.slice.ts';

/** Asked only where something would be lost: an open stream, what was typed or came and cannot be kept. */
export function ClosingQuestion() {
  const isOpen = useApp((state) => state.dialog === 'closing');
  const title = useApp(titleOf);
  const streams = useApp(openStreams);
  const fault = useApp((state) => state.sessionFault);
  const inMemory = useApp(callsInMemory);
  const isHarmless = streams === 0 && inMemory === 0 && fault === null;
  const stay = useApp((state) => state.stayOpen);
  const closeWindow = useApp((state) => state.closeWindow);
  return (
    <Modal
      title={title}
      isOpen={isOpen}
      onClose={() => void stay()}
      actions={
        <>
          <Button autoFocus onPress={() => void stay()}>
            Keep open
          </Button>
          <Button tone={isHarmless ? 'plain' : 'danger'} onPress={() => void closeWindow()}>
            {isHarmless ? 'Close' : streams === 0 ? 'Close anyway' : 'End and close'}
          </Button>
        </>
      }
    >
      {fault === null ? null : (
        <Notice tone="danger" title={fault.message} hint={fault.hint}>
          What was typed since then would be lost.
        </Notice>
      )}
      {streams === 0 ? null : (
        <p>
          {streams === 1
            ? 'A stream is still open. It would be cancelled'
            : `${streams} streams are still open. They would be cancelled`}
          {inMemory === 0 ? '; what came so far is kept.' : '.'}
        </p>
      )}
      {inMemory === 0 ? null : (
        <p>
          {`The disk did not take all of ${inMemory === 1 ? 'a call' : `${inMemory} calls`}. The rest is in memory alone, and would be lost.`}
        </p>
      )}
      {isHarmless ? <p>Nothing would be lost any more: everything is kept.</p> : null}
    </Modal>
  );
}

function titleOf(state: AppState): string {
  const streams = openStreams(state);
  if (streams === 0 && state.sessionFault !== null) return 'Lose what was typed?';
  if (streams === 0) return callsInMemory(state) === 0 ? 'Close?' : 'Lose a part of a call?';
  return streams === 1 ? 'End the open stream?' : 'End the open streams?';
}
