import { useEffect } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { PlayPanel } from './PlayPanel.tsx';
import './Player.css';

/** Opens how messages are played into the stream of a request. */
export function PlayButton({ tabId }: { readonly tabId: string }) {
  const isOpen = useApp((state) => state.playerShown === tabId);
  const show = useApp((state) => state.showPlayer);
  // Of the next stream it is opened anew.
  useEffect(() => () => show(null), [show]);
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={(open) => show(open ? tabId : null)}>
      {/* What opens the popover is the trigger around it. */}
      <Button onPress={() => undefined}>Play…</Button>
      <Popover className="player-popover" placement="bottom end">
        <Dialog className="player" aria-label="Play messages">
          <PlayPanel tabId={tabId} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}
