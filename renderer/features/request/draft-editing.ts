import type { OptionTexts } from '#app/contract/session.ts';
import type { SavedSource, Variable } from '#app/contract/workspace.ts';
import { nextUse } from '#app/core/variables/template.ts';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { type Draft, deadlineFault, type RequestPart, without } from './draft.ts';

/** What a person says of a request besides its messages; what was wrong there before is not told any more. */
export interface DraftEditing {
  setMetadata(tabId: string, metadata: readonly MetadataRow[]): void;
  setDeadline(tabId: string, deadline: string): void;
  /** What is wrong with what was typed is told when the field is left; with variables in it, when it goes out. */
  leaveDeadline(tabId: string): void;
  setOptions(tabId: string, options: OptionTexts): void;
  /** The request's own; any fault may have been for want of one. */
  setVariables(tabId: string, variables: readonly Variable[]): void;
  /** `undefined` leaves it to what is inherited. */
  setSchema(tabId: string, schema: readonly SavedSource[] | undefined): void;
  setDocs(tabId: string, docs: string): void;
  setRequestPart(tabId: string, part: RequestPart): void;
}

export function createDraftEditing(
  change: (tabId: string, next: (draft: Draft) => Draft) => void,
): DraftEditing {
  return {
    setMetadata: (tabId, metadata) =>
      change(tabId, (draft) => ({ ...draft, metadata, faults: without(draft.faults, 'metadata') })),
    setDeadline: (tabId, deadline) =>
      change(tabId, (draft) => ({ ...draft, deadline, faults: without(draft.faults, 'deadline') })),
    leaveDeadline: (tabId) =>
      change(tabId, (draft) => {
        const { deadline: typed, faults } = draft;
        const deadline = nextUse(typed) === -1 ? deadlineFault(typed) : undefined;
        return deadline ? { ...draft, faults: { ...faults, deadline } } : draft;
      }),
    setOptions: (tabId, options) =>
      change(tabId, (draft) => ({ ...draft, options, faults: without(draft.faults, 'options') })),
    setVariables: (tabId, variables) =>
      change(tabId, (draft) => ({ ...draft, variables, faults: {} })),
    setSchema: (tabId, schema) =>
      change(tabId, ({ schema: _before, ...draft }) => (schema ? { ...draft, schema } : draft)),
    setDocs: (tabId, docs) => change(tabId, (draft) => ({ ...draft, docs })),
    setRequestPart: (tabId, part) => change(tabId, (draft) => ({ ...draft, part })),
  };
}
