import { ArrowLeft, ArrowRight, Copy, Plus, Trash2, Undo2 } from 'lucide-react';
import { useApp } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import {
  type MessageList,
  messageShown,
  moved,
  showing,
  withAnother,
  withoutShown,
  withRemovedAgain,
} from './message-list.ts';
import { draftOfTab } from './request.selectors.ts';
import './MessageStrip.css';

interface MessageStripProps {
  readonly tabId: string;
  /** The method takes one message: those beyond it can only be removed. */
  readonly takesOne: boolean;
}

/** The messages by their numbers, the one in the editor marked, and what can be done with it. */
export function MessageStrip({ tabId, takesOne }: MessageStripProps) {
  const count = useApp((state) => draftOfTab(state, tabId).messages.length);
  const shown = useApp((state) => draftOfTab(state, tabId).shown);
  const hasRemoved = useApp((state) => draftOfTab(state, tabId).removed !== undefined);
  const changeMessages = useApp((state) => state.changeMessages);
  const addMessage = useApp((state) => state.addMessage);
  const change = (to: (list: MessageList) => MessageList) => changeMessages(tabId, to);
  const numbers = Array.from({ length: count }, (_, index) => index);
  return (
    <div
      className="message-strip"
      role="toolbar"
      aria-label={takesOne ? 'Messages' : 'Messages of the stream'}
    >
      <div className="message-strip-numbers">
        {numbers.map((index) => (
          <button
            key={index}
            type="button"
            className="message-strip-number data"
            aria-label={`Message ${index + 1} of ${count}`}
            aria-pressed={index === shown}
            onClick={() => change((list) => showing(list, index))}
          >
            {index + 1}
          </button>
        ))}
      </div>
      {takesOne ? null : (
        <IconButton
          label="Add a message"
          icon={<Plus size={14} aria-hidden="true" />}
          onPress={() => void addMessage(tabId)}
        />
      )}
      <span className="message-strip-end">
        {hasRemoved ? (
          <IconButton
            label="Bring back the removed message"
            icon={<Undo2 size={14} aria-hidden="true" />}
            onPress={() => change(withRemovedAgain)}
          />
        ) : null}
        {takesOne ? null : (
          <>
            <IconButton
              label="Move the message to the left"
              icon={<ArrowLeft size={14} aria-hidden="true" />}
              isDisabled={shown === 0}
              onPress={() => change((list) => moved(list, -1))}
            />
            <IconButton
              label="Move the message to the right"
              icon={<ArrowRight size={14} aria-hidden="true" />}
              isDisabled={shown === count - 1}
              onPress={() => change((list) => moved(list, 1))}
            />
            <IconButton
              label="Duplicate the message"
              icon={<Copy size={14} aria-hidden="true" />}
              onPress={() => change((list) => withAnother(list, messageShown(list)))}
            />
          </>
        )}
        <IconButton
          label="Remove the message"
          isDisabled={takesOne && count === 1}
          icon={<Trash2 size={14} aria-hidden="true" />}
          onPress={() => change(withoutShown)}
        />
      </span>
    </div>
  );
}
