import type { StartCall } from '#app/contract/calls.ts';
import { type AppError, type ErrorCode, Failure } from '#app/contract/result.ts';
import type { MethodKind } from '#app/contract/schema.ts';
import type { TargetSettings, TransportOptions } from '#app/contract/target.ts';
import type { Values } from '#app/core/variables/resolve.ts';
import { nextUse } from '#app/core/variables/template.ts';
import { brokenFile } from '#app/core/workspace/fault-text.ts';
import type { Inherited } from '#app/core/workspace/inherit.ts';
import { itemName } from '#app/core/workspace/items.ts';
import { sourceTexts } from '#app/core/workspace/resolve-sources.ts';
import {
  chosenTargetOfTab,
  settingsOf,
  targetFaultOfTab,
  targetTexts,
} from '#renderer/features/connection/index.ts';
import { inheritedOfTab, valuesOfTab } from '#renderer/features/environment/index.ts';
import {
  callRefFor,
  methodNow,
  schemaOfTab,
  sourcesFaultOfTab,
  type WantedSchema,
} from '#renderer/features/explorer/index.ts';
import { sendsMany } from '#renderer/features/response/index.ts';
import type { AppState, SliceTools } from '#renderer/store/app-state.ts';
import { secretsOfCall } from './call-secrets.ts';
import {
  type Draft,
  type DraftFaults,
  messageToSend,
  partAtFault,
  refusal,
  without,
} from './draft.ts';
import { createDraftEditing, type DraftEditing } from './draft-editing.ts';
import { createMessageComposing, type MessageComposing } from './message-composing.ts';
import { messageShown, showing } from './message-list.ts';
import { ofMessage } from './of-message.ts';
import { tooManyMessages } from './only-message.ts';
import { messageOut, outgoing, textsOf } from './outgoing.ts';
import type { Tab } from './tab.ts';

/**
 * That it cannot connect is how a call ends. Only where the server is to give the schema, it is connected
 * to before that; unless the call outlives that it cannot be, or goes another way.
 */
function connectsItself(
  state: AppState,
  from: WantedSchema,
  path: string,
  options: TransportOptions,
): boolean {
  const { waitForReady } = { ...settingsOf(from.target).options, ...options };
  const isKnown = methodNow(state, from, path) !== undefined;
  return isKnown || waitForReady === true || options.proxy !== undefined;
}

/** A message without variables, or what keeps it from going out. */
function toSend(typed: string, values: Values): { text: string; faults?: DraftFaults } {
  try {
    return { text: messageToSend(messageOut(typed, values)) };
  } catch (error) {
    if (error instanceof Failure) return { text: '', faults: { message: error.error } };
    throw error;
  }
}

/** A draft made ready for the engine. */
interface ComposedRequest {
  readonly kind: MethodKind;
  readonly target: TargetSettings;
  /** Absent when the draft cannot go out. */
  readonly input?: Omit<StartCall, 'callId'>;
  /** The call is not to wait for the target's connection: it makes or awaits one of its own. */
  readonly connectsItself?: boolean;
}

export interface DraftsSlice extends MessageComposing, DraftEditing {
  /** By tab id; every open tab has one. */
  readonly drafts: { readonly [tabId: string]: Draft };

  restoreDraft(tabId: string, draft: Draft): void;
  forgetDraft(tabId: string): void;
  /** Asks the person for what the request's variables need; `true`, or what becomes true, when it can go on. */
  askForDraft(tabId: string): true | Promise<boolean>;
  /** What to start. When the draft cannot go out the faults are shown at their fields. */
  composeRequest(tabId: string): ComposedRequest | undefined;
  /** The next message of an open stream: the one in the editor, else the one at a place of the list. */
  composeMessage(tabId: string, at?: number): string | undefined;
  /** All messages of the list; nothing when one of them cannot go out: it is shown then. */
  composeMessages(tabId: string): readonly string[] | undefined;
  /** What was wrong with the target before says nothing of another. */
  targetChanged(tabId: string): void;
  /** Nor is it known that a schema which kept a call from starting still does. */
  schemasChanged(): void;
  /** Shows what the engine refused, at the field it concerns, and of several messages that one. */
  refuseRequest(tabId: string, error: AppError, at?: number): void;
  /** The same of all messages, which were given to the engine as one text. */
  refuseMessages(tabId: string, texts: readonly string[], error: AppError): void;
}

export function createDraftsSlice({ set, get, bridge }: SliceTools): DraftsSlice {
  function change(tabId: string, next: (draft: Draft) => Draft): void {
    set(({ drafts }) => {
      const draft = drafts[tabId];
      const changed = draft && next(draft);
      if (changed === undefined || changed === draft) return {};
      return { drafts: { ...drafts, [tabId]: changed } };
    });
  }

  function showFaults(tabId: string, faults: DraftFaults): void {
    change(tabId, (draft) => ({ ...draft, faults, part: partAtFault(faults) ?? draft.part }));
  }

  return {
    drafts: {},
    ...createMessageComposing({ get, bridge }, change),
    ...createDraftEditing(change),
    restoreDraft: (tabId, draft) =>
      set(({ drafts }) => ({ drafts: { ...drafts, [tabId]: draft } })),
    forgetDraft: (tabId) =>
      set(({ drafts }) => {
        const { [tabId]: _gone, ...rest } = drafts;
        return { drafts: rest };
      }),
    askForDraft(tabId) {
      const state = get();
      const draft = state.drafts[tabId];
      if (draft === undefined) return true;
      const paths = sourceTexts(inheritedOfTab(state, tabId));
      return state.askForVariables(tabId, [...textsOfTab(state, tabId, draft), ...paths]);
    },
    composeRequest(tabId) {
      const state = get();
      const tab = state.tabs.find(({ id }) => id === tabId);
      const draft = state.drafts[tabId];
      if (tab === undefined || draft === undefined) return undefined;
      const from = schemaOfTab(state, tabId);
      const target = settingsOf(from.target);
      const values = valuesOfTab(state, tabId);
      const { kind, path } = methodNow(state, from, tab.method.path) ?? tab.method;
      const holds = inheritedOfTab(state, tabId);
      const out = outgoing(draft, holds, values, state.settings);
      const texts = textsOfTab(state, tabId, draft);
      const broken = fileFault(holds, tab, texts);
      const message = sendsMany(kind) ? undefined : toSend(messageShown(draft), values);
      const tooMany = tooManyMessages({ kind, path }, draft.messages.length);
      const others = {
        ...out.faults,
        ...message?.faults,
        ...(tooMany && { message: tooMany }),
        ...faultsOnTheWay(state, tabId),
      };
      // What else is wrong may come of a file that is not understood.
      const faults = broken ? { call: broken } : others;
      showFaults(tabId, faults);
      if (Object.keys(faults).length > 0) return { kind, target };
      const { options, metadata: sent } = out;
      const way = { target: chosenTargetOfTab(state, tabId), sent, isStream: sendsMany(kind) };
      const secrets = secretsOfCall({ draft, holds, values, ...way });
      const input = {
        schema: callRefFor(state, from, path),
        method: path,
        ...(tab.saved && { title: itemName(tab.saved.path) }),
        metadata: sent,
        deadline: out.deadline,
        ...(Object.keys(options).length > 0 ? { options } : {}),
        ...(message && { message: message.text }),
        ...(secrets && { secrets }),
      };
      return { kind, target, input, connectsItself: connectsItself(state, from, path, options) };
    },
    targetChanged: (tabId) =>
      change(tabId, (draft) =>
        draft.faults.call === undefined && draft.faults.target === undefined
          ? draft
          : { ...draft, faults: without(without(draft.faults, 'call'), 'target') },
      ),
    schemasChanged() {
      for (const [tabId, { faults }] of Object.entries(get().drafts))
        if (faults.call && ofSchema.has(faults.call.code)) get().targetChanged(tabId);
    },
    ...createMessagesOut(get, change, showFaults),
  };
}

/** How messages go out of a draft, and come back refused. */
function createMessagesOut(
  get: SliceTools['get'],
  change: (tabId: string, next: (draft: Draft) => Draft) => void,
  showFaults: (tabId: string, faults: DraftFaults) => void,
): Pick<DraftsSlice, 'composeMessage' | 'composeMessages' | 'refuseRequest' | 'refuseMessages'> {
  return {
    composeMessage(tabId, at) {
      const draft = get().drafts[tabId];
      const message = draft?.messages[at ?? draft.shown];
      if (message === undefined) return undefined;
      const { text, faults } = toSend(message, valuesOfTab(get(), tabId));
      if (at !== undefined && faults !== undefined) change(tabId, (before) => showing(before, at));
      showFaults(tabId, faults ?? {});
      return faults === undefined ? text : undefined;
    },
    composeMessages(tabId) {
      const composed: string[] = [];
      for (const at of (get().drafts[tabId]?.messages ?? []).keys()) {
        const message = get().composeMessage(tabId, at);
        if (message === undefined) return undefined;
        composed.push(message);
      }
      return composed;
    },
    refuseRequest(tabId, error, at) {
      if (at !== undefined) change(tabId, (draft) => showing(draft, at));
      showFaults(tabId, refusal(error));
    },
    refuseMessages(tabId, texts, refused) {
      const { error, at } = ofMessage(texts, refused);
      get().refuseRequest(tabId, error, at);
    },
  };
}

/** What a schema can be refused with. */
const ofSchema: ReadonlySet<ErrorCode> = new Set([
  'schema-invalid',
  'unknown-symbol',
  'no-reflection',
]);

/** Who saved it there means what its folder says, and who uses a variable what the environment says, whatever that is. */
function fileFault(
  { fault }: Inherited,
  { saved }: Tab,
  texts: readonly string[],
): AppError | undefined {
  const dependsOnFiles = saved !== undefined || texts.some((text) => nextUse(text) !== -1);
  return dependsOnFiles && fault !== undefined ? brokenFile(fault).error : undefined;
}

/** What is wrong with where it goes, and with where its definitions come from. */
function faultsOnTheWay(state: AppState, tabId: string): DraftFaults {
  const target = targetFaultOfTab(state, tabId);
  const call = sourcesFaultOfTab(state, tabId);
  return { ...(target && { target }), ...(call && { call }) };
}

/** All texts that a request goes out with in which variables may stand, those that it inherits included. */
function textsOfTab(state: AppState, tabId: string, draft: Draft): readonly string[] {
  const holds = inheritedOfTab(state, tabId);
  return [...targetTexts(chosenTargetOfTab(state, tabId)), ...textsOf(draft, holds)];
}
