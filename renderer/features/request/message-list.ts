/** The messages of a stream as a person composed them, one of them in the editor. */
export interface MessageList {
  /** At least one; JSON text, exactly as typed. */
  readonly messages: readonly string[];
  /** Index of the one in the editor. */
  readonly shown: number;
  /** What was last taken out, and where it was. */
  readonly removed?: { readonly message: string; readonly at: number } | undefined;
  /** Another number for each time that another message comes into the editor. */
  readonly editor: number;
}

/** The message in the editor. */
export function messageShown({ messages, shown }: Pick<MessageList, 'messages' | 'shown'>): string {
  return messages[shown] ?? '';
}

/** As the list is left by the last time: `shown` may be of a longer one. */
export function listOf(messages: readonly string[], shown = 0): MessageList {
  const some = messages.length === 0 ? [''] : messages;
  return { messages: some, shown: Math.min(shown, some.length - 1), editor: 0 };
}

export function withText<List extends MessageList>(list: List, text: string): List {
  return { ...list, messages: list.messages.with(list.shown, text) };
}

export function showing<List extends MessageList>(list: List, at: number): List {
  if (at === list.shown || list.messages[at] === undefined) return list;
  return { ...list, shown: at, editor: list.editor + 1 };
}

/** With another message behind the one that is shown; it is shown then. */
export function withAnother<List extends MessageList>(list: List, message: string): List {
  return inserted(list, message, list.shown + 1);
}

/** Without the message that is shown. The only one is emptied. */
export function withoutShown<List extends MessageList>(list: List): List {
  const { messages, shown, editor } = list;
  const removed = { message: messageShown(list), at: shown };
  const others = messages.toSpliced(shown, 1);
  const left = others.length === 0 ? [''] : others;
  return {
    ...list,
    messages: left,
    shown: Math.min(shown, left.length - 1),
    removed,
    editor: editor + 1,
  };
}

/** With what was last taken out where it was. */
export function withRemovedAgain<List extends MessageList>(list: List): List {
  const { removed, messages } = list;
  if (removed === undefined) return list;
  const isEmptied = messages.length === 1 && messages[0] === '';
  const before = isEmptied ? { ...list, messages: [] } : list;
  return {
    ...inserted(before, removed.message, removed.at),
    removed: undefined,
  };
}

/** With the message that is shown so many places further. */
export function moved<List extends MessageList>(list: List, by: 1 | -1): List {
  const { messages, shown } = list;
  const other = messages[shown + by];
  if (other === undefined) return list;
  const swapped = messages.with(shown, other).with(shown + by, messageShown(list));
  return { ...list, messages: swapped, shown: shown + by };
}

function inserted<List extends MessageList>(list: List, message: string, place: number): List {
  const at = Math.min(place, list.messages.length);
  const messages = list.messages.toSpliced(at, 0, message);
  return { ...list, messages, shown: at, editor: list.editor + 1 };
}
