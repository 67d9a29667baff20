import { useEffect, useState } from 'react';
import { openJson } from '#app/core/variables/open-json.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import type { EditorHelp } from '#renderer/ui/code-editor/editor-help.ts';
import { draftOfTab } from './request.selectors.ts';
import { useMessageHelp } from './use-message-help.ts';

/** Who types is not looked over the shoulder at each key. */
const afterMs = 300;
/** Longer texts, and more messages, are not looked through. */
const longestText = 200_000;
const mostMessages = 50;

export const noMisfits: readonly string[] = [];
const noMessages: readonly string[] = [];

/**
 * Where a saved request does not fit the type of its method as its schema has it now, in sentences: what
 * its file says and is still in the draft. What is typed since is marked in the editor alone.
 */
export function useMisfits(tabId: string): readonly string[] {
  const help = useMessageHelp(tabId);
  const saved = useApp(
    (state) => state.tabs.find(({ id }) => id === tabId)?.saved?.request.messages ?? noMessages,
  );
  const messages = useApp((state) => draftOfTab(state, tabId).messages);
  const [misfits, setMisfits] = useState(noMisfits);
  useEffect(() => {
    let isOver = false;
    const isTyped = messages.some((message, index) => message !== saved[index]);
    const timer = setTimeout(
      async () => {
        const found = help === undefined ? noMisfits : await misfitsOf(help, saved, messages);
        if (!isOver) setMisfits((before) => (before.join() === found.join() ? before : found));
      },
      isTyped ? afterMs : 0,
    );
    return () => {
      isOver = true;
      clearTimeout(timer);
    };
  }, [help, saved, messages]);
  return misfits;
}

async function misfitsOf(
  help: EditorHelp,
  saved: readonly string[],
  messages: readonly string[],
): Promise<readonly string[]> {
  const inFile = new Set(
    (await Promise.all(saved.slice(0, mostMessages).map((text) => inText(help, text)))).flat(),
  );
  if (inFile.size === 0) return noMisfits;
  const all = messages.slice(0, mostMessages).map(async (text, index) => {
    const still = (await inText(help, text)).filter((one) => inFile.has(one));
    return messages.length === 1 ? still : still.map((one) => `Message ${index + 1}: ${one}`);
  });
  return (await Promise.all(all)).flat();
}

async function inText(help: EditorHelp, text: string): Promise<readonly string[]> {
  const json = text.length > longestText ? undefined : openJson(text);
  if (json === undefined) return [];
  return (await help.check(json)).map(({ path, message }) => `${path}: ${message}`);
}
