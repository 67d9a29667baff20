import { draftKey, isConnected } from '#renderer/features/connection/index.ts';
import {
  hasFiles,
  knownSchema,
  knowsFilesAlone,
  schemaOfTab,
} from '#renderer/features/explorer/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import { listerName } from './ListNotice.tsx';
import { methodOfTab, tabIsOfFiles } from './request.selectors.ts';

/** Who lacks the method of a request: what is said is no more than what is known of them. */
export function goneTitle(state: AppState, tabId: string): string {
  const path = methodOfTab(state, tabId)?.path ?? '';
  const { from, target } = schemaOfTab(state, tabId);
  if (from !== undefined) return `The schema that ${listerName(from)} lists has no ${path}`;
  const isOfFiles = usesFiles(state, tabId);
  const server = serverOf(state, tabId);
  if (server === 'silent')
    return `${target.address} does not tell its schema, and no file has ${path}`;
  if (server === 'asked' && state.methodServers[tabId] !== draftKey(target))
    return isOfFiles
      ? `Neither ${target.address} nor a file has ${path}`
      : `${target.address} has no ${path}`;
  // A saved request may be of a method that nobody has seen here.
  const has = methodOfTab(state, tabId)?.input === '' ? 'has no' : 'no longer has';
  return `${isOfFiles ? 'The schema' : 'This server’s schema'} ${has} ${path}`;
}

/** What brings a method back: files are read again by themselves. */
export function wayBack(state: AppState, tabId: string): string {
  const { from, sources } = schemaOfTab(state, tabId);
  if (isUntold(state, tabId)) return 'Add a .proto file or a descriptor set that has it.';
  const asksServer = isConnected(state) && sources.reflection;
  const filesWay = asksServer
    ? 'Files are read again when they change, the server’s schema by Refresh schema.'
    : 'Files are read again when they change.';
  const way = usesFiles(state, tabId) ? filesWay : 'Refresh the schema once the method is back.';
  return from === undefined ? way : `No other source is used for this request. ${way}`;
}

/** Whether the server may well have the method, and only its definition is lacking. */
export function isUntold(state: AppState, tabId: string): boolean {
  return schemaOfTab(state, tabId).from === undefined && serverOf(state, tabId) === 'silent';
}

/** Whether the server told its schema, was asked in vain, or was not asked. */
function serverOf(state: AppState, tabId: string): 'asked' | 'silent' | 'unasked' {
  const sources = knownSchema(state, schemaOfTab(state, tabId))?.sources ?? [];
  const reflection = sources.find(({ kind }) => kind === 'reflection');
  if (reflection?.state === 'failed') return 'silent';
  return knowsFilesAlone(state, schemaOfTab(state, tabId)) ? 'unasked' : 'asked';
}

function usesFiles(state: AppState, tabId: string): boolean {
  return hasFiles(schemaOfTab(state, tabId).sources) || tabIsOfFiles(state, tabId);
}
