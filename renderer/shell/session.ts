import {
  mostClosed,
  mostRequests,
  type OpenRequest,
  type OptionTexts,
  type Session,
} from '#app/contract/session.ts';
import { keptOptions } from '#app/core/option-text.ts';
import { isOfFile, keptTarget, withoutKnown } from '#renderer/features/connection/index.ts';
import type { Draft } from '#renderer/features/request/index.ts';
import type { AppState } from '#renderer/store/app-state.ts';
import type { AppStore } from '#renderer/store/create-app-store.ts';
import { keptUnsaved } from './kept-unsaved.ts';

/** What was typed this long ago is kept, whatever happens to the window then. */
const keptAfterMs = 400;
/** What could not be kept is tried again so often: a disk may have room by then. */
const againAfterMs = 2000;

/** What comes back at the next start. Of calls only the ids: the engine has kept what they received. */
export function sessionOf(state: AppState): Session {
  const sources = state.addingSources ?? state.sources;
  const active = state.tabs.findIndex(({ id }) => id === state.activeTab);
  return {
    duplex: 1,
    target: keptTarget(withoutKnown(state, state.workspaceTarget)),
    sources: {
      ...sources,
      protos: [...sources.protos],
      importPaths: [...sources.importPaths],
    },
    ...metadataOf(state),
    requests: state.tabs.flatMap((tab): OpenRequest[] => {
      const draft = state.drafts[tab.id];
      if (draft === undefined) return [];
      const shown = {
        ...responsePartOf(state, tab.id),
        ...filterOf(state, tab.id),
        ...answerOf(state, tab.id),
      };
      return [{ ...requestOf(withoutKnownOf(state, tab), draft), ...shown }];
    }),
    ...closedOf(state),
    ...workspaceOf(state),
    ...asideOf(state),
    active: active === -1 ? null : active,
    sidebar: state.sidebarShown,
    ...(state.collectionsShown ? {} : { collections: false }),
    ...(state.historyShown ? {} : { history: false }),
  };
}

function withoutKnownOf(state: AppState, tab: AppState['tabs'][number]): typeof tab {
  if (tab.target === undefined || isOfFile(tab)) return tab;
  return { ...tab, target: withoutKnown(state, tab.target) };
}

/** A request as it is composed. */
function requestOf(tab: AppState['tabs'][number], draft: Draft): OpenRequest {
  const { name, path, kind, input, output } = tab.method;
  return {
    method: { name, path, kind, input, output },
    ...(tab.shape && { shape: tab.shape }),
    ...(tab.ofFiles && { ofFiles: true }),
    ...(tab.target && { target: keptTarget(tab.target) }),
    messages: [...draft.messages],
    ...(draft.shown > 0 && { shown: draft.shown }),
    typed: draft.typed,
    metadata: [...draft.metadata],
    deadline: draft.deadline,
    ...optionsOfDraft(draft.options),
    variables: [...draft.variables],
    schema: draft.schema ? [...draft.schema] : null,
    ...(draft.docs !== '' && { docs: draft.docs }),
    ...(tab.saved && { saved: keptPlace(tab.saved) }),
    ...(tab.copyOf !== undefined && { copyOf: tab.copyOf }),
    requestPart: draft.part,
  };
}

/** Without the password of a proxy, should the file have one. */
function keptPlace(saved: NonNullable<OpenRequest['saved']>): NonNullable<OpenRequest['saved']> {
  const { options } = saved.request;
  if (options === undefined) return saved;
  return { ...saved, request: { ...saved.request, options: keptOptions(options) } };
}

/** Which workspace that is, and what was typed of its settings. */
function workspaceOf(state: AppState): Pick<Session, 'workspace' | 'folders' | 'environments'> {
  const workspace = state.workspace?.folder ?? state.workspaceBefore;
  return {
    ...(workspace !== null && { workspace }),
    ...keptUnsaved({ folders: state.folderDrafts, environments: state.environmentDrafts }),
  };
}

/** Of the last workspaces that have some. */
function asideOf({ tabsAside, draftsAside, drafts }: AppState): Pick<Session, 'aside'> {
  const folders = [...new Set([...draftsAside.keys(), ...tabsAside.keys()])];
  const aside = folders.map((workspace) => ({
    workspace,
    requests: (tabsAside.get(workspace) ?? [])
      .flatMap((tab): OpenRequest[] => {
        const draft = drafts[tab.id];
        return draft === undefined ? [] : [requestOf(tab, draft)];
      })
      .slice(0, mostRequests),
    ...keptUnsaved(draftsAside.get(workspace)),
  }));
  return aside.length === 0 ? {} : { aside: aside.slice(-50) };
}

/** Closed requests in which somebody typed. */
function closedOf({ closedTabs }: AppState): Pick<Session, 'closed'> {
  const closed = closedTabs
    .filter(({ draft }) => draft.typed)
    .map(({ tab, draft }) => requestOf(tab, draft));
  return closed.length === 0 ? {} : { closed: closed.slice(-mostClosed) };
}

/** Of the addresses that have some; the last of very many. */
function metadataOf({ reflectionMetadata }: AppState): Pick<Session, 'reflectionMetadata'> {
  const kept = [...reflectionMetadata]
    .filter(([, { rows }]) => rows.length > 0)
    .map(([address, { rows }]) => ({ address, rows: [...rows] }))
    .slice(-mostRequests);
  return kept.length === 0 ? {} : { reflectionMetadata: kept };
}

function optionsOfDraft(options: OptionTexts): Pick<OpenRequest, 'options'> {
  return Object.keys(options).length === 0 ? {} : { options: keptOptions(options) };
}

function responsePartOf(
  { responseParts }: AppState,
  tabId: string,
): Pick<OpenRequest, 'responsePart'> {
  const responsePart = responseParts[tabId];
  return responsePart === undefined ? {} : { responsePart };
}

/**
 * Has the session kept within half a second of each change, and at once when the page goes, as what is chosen
 * for servers is. What could
 * not be kept is tried again until it can.
 */
export function keepSession(store: AppStore): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const keep = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    await store.getState().saveSession();
    if (store.getState().sessionFault !== null) schedule(againAfterMs);
  };
  const schedule = (ms: number): void => {
    timer ??= setTimeout(() => void keep(), ms);
  };
  const unsubscribe = store.subscribe((now, before) => {
    if (now.app === null || !isOtherSession(now, before)) return;
    schedule(keptAfterMs);
  });
  const flush = (): void => {
    void store.getState().keepServers();
    if (timer !== undefined) void keep();
  };
  window.addEventListener('pagehide', flush);
  return () => {
    unsubscribe();
    clearTimeout(timer);
    window.removeEventListener('pagehide', flush);
  };
}

/** A call that the engine has accepted: what was refused has no answer. */
function answerOf({ calls }: AppState, tabId: string): Pick<OpenRequest, 'answer'> {
  const call = calls[tabId];
  return call === undefined || call.summary === null ? {} : { answer: call.callId };
}

function filterOf({ filters }: AppState, tabId: string): Pick<OpenRequest, 'timelineFilter'> {
  const timelineFilter = filters[tabId]?.text ?? '';
  return timelineFilter === '' ? {} : { timelineFilter };
}

function filtersOf(state: AppState): string {
  return state.tabs.map(({ id }) => filterOf(state, id).timelineFilter ?? '').join('\n');
}

function answersOf(state: AppState): string {
  return state.tabs.map(({ id }) => answerOf(state, id).answer ?? '').join();
}

function isOtherSession(now: AppState, before: AppState): boolean {
  return (
    now.tabs !== before.tabs ||
    now.tabsAside !== before.tabsAside ||
    now.drafts !== before.drafts ||
    now.closedTabs !== before.closedTabs ||
    now.folderDrafts !== before.folderDrafts ||
    now.environmentDrafts !== before.environmentDrafts ||
    now.draftsAside !== before.draftsAside ||
    now.workspace?.folder !== before.workspace?.folder ||
    now.activeTab !== before.activeTab ||
    now.responseParts !== before.responseParts ||
    now.sidebarShown !== before.sidebarShown ||
    now.collectionsShown !== before.collectionsShown ||
    now.historyShown !== before.historyShown ||
    now.workspaceTarget !== before.workspaceTarget ||
    now.sources !== before.sources ||
    now.addingSources !== before.addingSources ||
    now.reflectionMetadata !== before.reflectionMetadata ||
    (now.filters !== before.filters && filtersOf(now) !== filtersOf(before)) ||
    (now.calls !== before.calls && answersOf(now) !== answersOf(before))
  );
}
