import { isStreamShown } from '#renderer/features/response/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { closeFind, openFind } from '#renderer/ui/code-editor/find-in-editor.ts';
import { closeTextFind, openTextFind } from '#renderer/ui/large-text/find-request.ts';
import { focusField } from './focus-field.ts';

/**
 * Finds in whichever text is in view: of the answer, or of what is read of the schema. Whoever is at the
 * timeline of a stream finds events in it.
 */
export function findInAnswer({ calls, activeTab }: AppState): void {
  const text = textInView();
  if (isAtTimeline() && isStreamShown(calls[activeTab ?? ''])) focusField('Filter timeline');
  else if (text !== undefined && !openTextFind(text)) openFind(text);
}

/** `false` unless the person is at a timeline that was filtered, which it then is no longer. */
export function stopFiltering({ activeTab, filters, setFilterText }: AppState): boolean {
  if (activeTab === null || !isAtTimeline() || (filters[activeTab]?.text ?? '') === '')
    return false;
  setFilterText(activeTab, '');
  return true;
}

function isAtTimeline(): boolean {
  return document.activeElement?.closest('.answer-timeline') instanceof Element;
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
