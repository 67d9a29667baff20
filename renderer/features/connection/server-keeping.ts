import type { KnownServer } from '#app/contract/known-servers.ts';
import { mostKnownTargets } from '#app/contract/session.ts';
import { keptOptions } from '#app/core/option-text.ts';
import { placeOf } from '#app/core/target.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { knownAfter, knownByPlace } from './known-targets.ts';
import { choicesText, keptTarget, type TargetDraft, withChoicesOf } from './target-draft.ts';

/** What was typed this long ago is kept. */
const keptAfterMs = 300;

/**
 * What is chosen for a server belongs to its address on this machine. The main process has it for all windows:
 * each tells what is chosen in it, and hears of what is in the others. Whoever chose last has chosen.
 */
export interface ServerKeeping {
  /** A target was changed here, to another address or in its choices. */
  targetEdited(before: TargetDraft, after: TargetDraft): void;
  /** Something else is chosen here for the server at an address: soon it is in every window. */
  serverChanged(address: string): void;
  /** Tells at once what is still to be told. */
  keepServers(): Promise<void>;
  /** What holds for these servers by what was chosen elsewhere, or at earlier starts. */
  serversTold(servers: readonly KnownServer[]): void;
}

export function createServerKeeping({ set, get, bridge }: SliceTools): ServerKeeping {
  /** Addresses by their places, not known to be kept: news from elsewhere does not undo these. */
  const unsaved = new Map<string, string>();
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function save(): Promise<void> {
    clearTimeout(timer);
    timer = undefined;
    const servers = [...unsaved.values()].map((address) => serverAt(get(), address));
    const result = await bridge.invoke('servers.save', { servers });
    if (timer === undefined) unsaved.clear();
    if (!result.ok) get().appFaulted(result.error);
  }

  return {
    targetEdited(before, after) {
      const { knownTargets: known } = get();
      const knownTargets = knownAfter(known, before, after);
      if (knownTargets === known) return;
      set({ knownTargets });
      get().serverChanged(before.address);
    },
    serverChanged(address) {
      unsaved.set(placeOf(address), address);
      timer ??= setTimeout(() => void save(), keptAfterMs);
    },
    async keepServers() {
      if (timer !== undefined) await save();
    },
    serversTold(servers) {
      const told = new Map(servers.map((one) => [placeOf(one.address), one]));
      for (const place of unsaved.keys()) told.delete(place);
      const before = get();
      set(afterNews(before, told));
      get().followTlsProfiles();
      const { workspaceTarget, tabs } = get();
      for (const { id } of tabs) get().targetChanged(id);
      // The connection of a target that is another one now may stand already.
      const isOther = workspaceTarget !== before.workspaceTarget || tabs !== before.tabs;
      if (isOther && before.app !== null) void get().resumeConnections();
    },
  };
}

/**
 * The target without what is known of its server, where it holds just that: it comes back with the server, as
 * that is chosen by then.
 */
export function withoutKnown(
  { knownTargets }: Pick<AppState, 'knownTargets'>,
  target: TargetDraft,
): TargetDraft {
  const known = knownByPlace(knownTargets).get(placeOf(target.address));
  const isKnown = known !== undefined && choicesText(known) === choicesText(target);
  return isKnown ? withChoicesOf(target, undefined) : target;
}

/** What is chosen for a server as it may be written down. */
function serverAt({ knownTargets, serverOptions }: AppState, address: string): KnownServer {
  const place = placeOf(address);
  const target = knownByPlace(knownTargets).get(place);
  const said = serverOptions.find((one) => placeOf(one.address) === place && !one.isHidden);
  return {
    address,
    ...(target && { target: keptTarget(target) }),
    ...(said && { options: keptOptions(said.options) }),
  };
}

/** What is known of the servers that the news is of, by their places, and the targets that go there. */
function afterNews(
  { knownTargets, serverOptions, workspaceTarget, tabs }: AppState,
  told: ReadonlyMap<string, KnownServer>,
): Pick<AppState, 'knownTargets' | 'serverOptions' | 'workspaceTarget' | 'tabs'> {
  const known = knownByPlace(knownTargets);
  const isOld = ({ address }: { readonly address: string }) => !told.has(placeOf(address));
  const targets = [...told].flatMap(([place, { target }]) =>
    target === undefined
      ? []
      : [withChoicesOf({ ...target, tls: known.get(place)?.tls ?? {} }, target)],
  );
  const options = [...told.values()].flatMap(({ address, options }) =>
    options === undefined ? [] : [{ address, options }],
  );
  const follow = (draft: TargetDraft): TargetDraft => {
    const place = placeOf(draft.address);
    const news = told.get(place);
    return news === undefined ? draft : followed(draft, known.get(place), news.target);
  };
  const followedTabs = tabs.map((tab) => {
    if (tab.target === undefined || isOfFile(tab)) return tab;
    const target = follow(tab.target);
    return target === tab.target ? tab : { ...tab, target };
  });
  return {
    knownTargets: [...knownTargets.filter(isOld), ...targets].slice(-mostKnownTargets),
    serverOptions: [...serverOptions.filter(isOld), ...options].slice(-mostKnownTargets),
    workspaceTarget: follow(workspaceTarget),
    tabs: followedTabs.some((tab, at) => tab !== tabs[at]) ? followedTabs : tabs,
  };
}

/** The draft with what is chosen for its server now, where it held what was chosen before. */
function followed(
  draft: TargetDraft,
  before: TargetDraft | undefined,
  now: TargetDraft | undefined,
): TargetDraft {
  const choices = choicesText(draft);
  if (choices !== choicesText(before) || choices === choicesText(now)) return draft;
  return withChoicesOf(draft, now);
}

/** Whether what a request says of TLS may be its file's. */
export function isOfFile({
  saved,
  copyOf,
}: Pick<AppState['tabs'][number], 'saved' | 'copyOf'>): boolean {
  return saved !== undefined || copyOf !== undefined;
}
