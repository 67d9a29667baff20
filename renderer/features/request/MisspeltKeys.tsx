import { faultSentence } from '#app/core/workspace/fault-text.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Notice } from '#renderer/ui/Notice.tsx';

/** The first key of a request's file that nobody reads and is nearly one that is read. */
export function misspeltKeyOf(state: AppState, tabId: string): string | undefined {
  const path = state.tabs.find(({ id }) => id === tabId)?.saved?.path;
  const found = state.workspace?.misspelt.find((one) => one.path === path);
  return found && faultSentence(found);
}

/** What of a request's file has no effect, most likely by mistake. */
export function MisspeltKeys({ tabId }: { readonly tabId: string }) {
  const title = useApp((state) => misspeltKeyOf(state, tabId));
  if (title === undefined) return null;
  return (
    <Notice
      tone="warn"
      title={title}
      hint="It stays in the file as it is: mend it in a text editor"
    />
  );
}
