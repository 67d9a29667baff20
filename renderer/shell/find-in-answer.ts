import { closeFind, openFind } from '#renderer/ui/code-editor/find-in-editor.ts';

/** Finds in whichever text of the answer is in view. */
export function findInAnswer(): void {
  const answer = visibleAnswer();
  if (answer !== undefined) openFind(answer);
}

/** `false` when nobody was finding anything. */
export function stopFinding(): boolean {
  const answer = visibleAnswer();
  return answer !== undefined && closeFind(answer);
}

function visibleAnswer(): HTMLElement | undefined {
  const answer = document.querySelector('section[aria-label="Answer"]');
  return answer instanceof HTMLElement ? answer : undefined;
}
