import { closeFind, openFind } from '#renderer/ui/code-editor/find-in-editor.ts';
import { closeTextFind, openTextFind } from '#renderer/ui/large-text/find-request.ts';

/** Finds in whichever text is in view: of the answer, or of what is read of the schema. */
export function findInAnswer(): void {
  const text = textInView();
  if (text !== undefined && !openTextFind(text)) openFind(text);
}

/** `false` when nobody was finding anything. */
export function stopFinding(): boolean {
  const text = textInView();
  return text !== undefined && (closeTextFind(text) || closeFind(text));
}

function textInView(): HTMLElement | undefined {
  const places = ['section.reader', 'section[aria-label="Answer"]'];
  return places.flatMap((place) => document.querySelector<HTMLElement>(place) ?? [])[0];
}
