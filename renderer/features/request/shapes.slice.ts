import type { MethodShape } from '#app/contract/method-shape.ts';
import type { MethodSummary, SchemaSummary } from '#app/contract/schema.ts';
import { joinedShape, type ShapeChange, shapeChanges } from '#app/core/shape-changes.ts';
import { draftKey } from '#renderer/features/connection/index.ts';
import {
  isSchemaLoading,
  knownSchema,
  knowsFilesAlone,
  methodNow,
  schemaOfTab,
  schemaRefFor,
  type WantedSchema,
} from '#renderer/features/explorer/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { tabLostItsMethod } from './request.selectors.ts';
import { successorOf } from './successor.ts';
import type { Tab } from './tab.ts';

/** How a request's method differs from what the person knows of it. */
export interface ChangedShape {
  readonly before: MethodShape;
  readonly now: MethodShape;
  readonly changes: readonly ShapeChange[];
}

export interface ShapesSlice {
  /** By tab id: the open requests whose method is not as it was. */
  readonly changedShapes: { readonly [tabId: string]: ChangedShape };
  /** By tab id: what the method of a request, which is gone, may be called now. */
  readonly successors: { readonly [tabId: string]: MethodSummary };

  /** By tab id: the target, by its key, whose server was last seen to have the request's method. */
  readonly methodServers: { readonly [tabId: string]: string };

  /** Compares the methods of the open requests with the schemas as they are known now. */
  compareShapes(): Promise<void>;
  /** Whether the request's method is known to be no longer there. */
  lostItsMethod(tabId: string): boolean;
  /** The person has taken notice of what changed. */
  takeShape(tabId: string): void;
  /** The request goes on with its method's successor; what was typed stays. */
  takeSuccessor(tabId: string): void;
}

export function createShapesSlice({ set, get, bridge }: SliceTools): ShapesSlice {
  /** The schema that each request's method was last looked up in. */
  const lookedUp = new Map<string, SchemaSummary>();
  /** The last schema that had each request's method. */
  const hadMethod = new Map<string, SchemaSummary>();

  function put(tabId: string, changed: ChangedShape | undefined): void {
    const { [tabId]: before, ...rest } = get().changedShapes;
    if (before === changed) return;
    set({ changedShapes: changed === undefined ? rest : { ...rest, [tabId]: changed } });
  }

  function changeTab(tabId: string, change: Partial<Tab>): void {
    set(({ tabs }) => ({
      tabs: tabs.map((tab) => (tab.id === tabId ? { ...tab, ...change } : tab)),
    }));
  }

  /** Whether the method is there, in files alone, or under another name. */
  function follow({ id, method, ofFiles }: Tab, schema: SchemaSummary): void {
    const wanted = schemaOfTab(get(), id);
    const now = methodNow(get(), wanted, method.path);
    const isThere = now !== undefined;
    // A saved request may be opened before its schema is known.
    if (isThere && method.input === '') changeTab(id, { method: now });
    if (isThere) hadMethod.set(id, schema);
    if (isThere) set((state) => ({ methodServers: serversWith(state, id, wanted) }));
    const before = hadMethod.get(id);
    const found = isThere ? undefined : successorOf(method, before, schema);
    const { [id]: known, ...rest } = get().successors;
    if (known !== found) set({ successors: found === undefined ? rest : { ...rest, [id]: found } });
    if (isThere && ofFiles !== true && knowsFilesAlone(get(), wanted))
      changeTab(id, { ofFiles: true });
  }

  function compare(tabId: string, now: MethodShape | null): void {
    const tab = get().tabs.find(({ id }) => id === tabId);
    const before = tab?.shape;
    // Of a method that is not there the request tells otherwise.
    const changes = before === undefined || now === null ? [] : shapeChanges(before, now);
    const isChanged = before !== undefined && now !== null && changes.length > 0;
    put(tabId, isChanged ? { before, now, changes } : undefined);
    if (tab === undefined || now === null || isChanged) return;
    // What was not known before is no change, and is known from now on.
    const shape = before === undefined ? now : joinedShape(before, now);
    if (!isSameShape(before, shape)) changeTab(tabId, { shape });
  }

  /** The open requests whose method is still to be looked up, by the schema to do it in. */
  function toLookUp(): ReadonlyMap<SchemaSummary, readonly Tab[]> {
    const state = get();
    const open = new Set(state.tabs.map(({ id }) => id));
    for (const ids of [lookedUp, hadMethod])
      for (const tabId of ids.keys()) if (!open.has(tabId)) ids.delete(tabId);
    for (const tabId of Object.keys(state.changedShapes))
      if (!open.has(tabId)) put(tabId, undefined);
    const found = new Map<SchemaSummary, Tab[]>();
    for (const tab of state.tabs) {
      const schema = knownSchema(state, schemaOfTab(state, tab.id));
      if (schema === lookedUp.get(tab.id)) continue;
      if (schema === undefined) {
        lookedUp.delete(tab.id);
        put(tab.id, undefined);
      } else {
        lookedUp.set(tab.id, schema);
        found.set(schema, [...(found.get(schema) ?? []), tab]);
      }
    }
    return found;
  }

  return {
    changedShapes: {},
    successors: {},
    methodServers: {},
    async compareShapes() {
      await Promise.all(
        [...toLookUp()].map(async ([summary, [first, ...others]]) => {
          if (first === undefined) return;
          const tabs = [first, ...others];
          for (const tab of tabs) follow(tab, summary);
          const result = await bridge.invoke('schema.shapes', {
            schema: schemaRefFor(get(), schemaOfTab(get(), first.id)),
            methods: tabs.map(({ method }) => method.path),
          });
          if (!result.ok) return;
          for (const [index, { id }] of tabs.entries()) {
            // Another schema may have taken its place meanwhile.
            if (lookedUp.get(id) === summary) compare(id, result.value[index] ?? null);
          }
        }),
      );
    },
    lostItsMethod: (tabId) => tabLostItsMethod(get(), tabId),
    takeShape(tabId) {
      const changed = get().changedShapes[tabId];
      const tab = get().tabs.find(({ id }) => id === tabId);
      if (changed === undefined || tab === undefined) return;
      const method = methodNow(get(), schemaOfTab(get(), tabId), tab.method.path) ?? tab.method;
      changeTab(tabId, { shape: joinedShape(changed.before, changed.now), method });
      put(tabId, undefined);
    },
    takeSuccessor(tabId) {
      const { [tabId]: method, ...successors } = get().successors;
      if (method === undefined) return;
      lookedUp.delete(tabId);
      set({ successors });
      changeTab(tabId, { method });
    },
  };
}

/** The servers that have the open requests' methods, with that of one which was just found in a schema. */
function serversWith(
  state: AppState,
  tabId: string,
  wanted: WantedSchema,
): ShapesSlice['methodServers'] {
  const { tabs, methodServers } = state;
  // Until another server's schema is read, that of the last one stays in view.
  if (knowsFilesAlone(state, wanted) || isSchemaLoading(state, wanted)) return methodServers;
  const open = tabs.flatMap(({ id }) => {
    const key = id === tabId ? draftKey(wanted.target) : methodServers[id];
    return key === undefined ? [] : [[id, key]];
  });
  return Object.fromEntries(open);
}

/** Of shapes that have no changes: whether one has as many types as the other. */
function isSameShape(before: MethodShape | undefined, now: MethodShape): boolean {
  return (
    before?.messages.length === now.messages.length && before.enums.length === now.enums.length
  );
}

/** Compares again whenever a schema, or what is open, may have changed. */
export function followShapes(store: {
  getState(): AppState;
  subscribe(listener: (now: AppState, before: AppState) => void): () => void;
}): () => void {
  return store.subscribe((now, before) => {
    const isSame =
      now.schemas === before.schemas &&
      now.tabs === before.tabs &&
      now.sources === before.sources &&
      now.workspaceTarget === before.workspaceTarget &&
      now.workspace === before.workspace;
    if (!isSame) void now.compareShapes();
  });
}
