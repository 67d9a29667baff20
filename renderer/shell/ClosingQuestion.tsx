import type { AppState } from '#renderer/store/app-state.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';
import { openStreams } from './window.slice.ts';

/** Asked only where something would be lost: an open stream, or what was typed and cannot be kept. */
export function ClosingQuestion() {
  const isOpen = useApp((state) => state.dialog === 'closing');
  const title = useApp(titleOf);
  const streams = useApp(openStreams);
  const fault = useApp((state) => state.sessionFault);
  const isHarmless = streams === 0 && fault === null;
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
            ? 'A stream is still open. It would be cancelled; what came so far is kept.'
            : `${streams} streams are still open. They would be cancelled; what came so far is kept.`}
        </p>
      )}
      {isHarmless ? <p>Nothing would be lost any more: everything is kept.</p> : null}
    </Modal>
  );
}

function titleOf(state: AppState): string {
  const streams = openStreams(state);
  if (streams === 0) return state.sessionFault === null ? 'Close?' : 'Lose what was typed?';
  return streams === 1 ? 'End the open stream?' : 'End the open streams?';
}
