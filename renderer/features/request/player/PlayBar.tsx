import { X } from 'lucide-react';
import type { Played } from '#app/contract/player.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button, IconButton } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { playedText } from './play-form.ts';
import './Player.css';

/** Where the keyboard goes from a button that goes. */
const toPrimary = passFocusOn(() =>
  document.querySelector<HTMLElement>('.method-bar .button-primary')?.focus(),
);

/** How far the messages that are played have come, or came, until somebody took notice. */
export function PlayBar({ tabId }: { readonly tabId: string }) {
  const played = useApp((state) => state.calls[tabId]?.summary?.played);
  const isSeen = useApp((state) => state.playForms[tabId]?.isSeen === true);
  const change = useApp((state) => state.changePlay);
  const stop = useApp((state) => state.stopPlaying);
  if (played === undefined || (isSeen && !played.isPlaying)) return null;
  const { sent, skipped, of, isPlaying } = played;
  return (
    <div className="play-bar">
      <progress
        className="play-bar-progress"
        aria-label="Messages played"
        value={sent + skipped}
        max={of}
      />
      <span className="play-bar-text data">{playedText(played)}</span>
      <PlayState played={played} />
      {isPlaying ? (
        <span key="stop" ref={toPrimary} className="play-bar-end">
          <Button onPress={() => void stop(tabId)}>Stop playing</Button>
        </span>
      ) : (
        <span key="close" ref={toPrimary} className="play-bar-end">
          <IconButton
            label="Close"
            icon={<X size={14} aria-hidden="true" />}
            onPress={() => change(tabId, { isSeen: true })}
          />
        </span>
      )}
    </div>
  );
}

/** Only its beginning and its end are read aloud, not each count. */
function PlayState({ played }: { readonly played: Played }) {
  return (
    <span role="status" aria-label="Player" className="visually-hidden">
      {played.isPlaying ? 'Playing messages' : playedText(played)}
    </span>
  );
}
