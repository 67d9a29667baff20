import { type AppError, failureOf } from '#app/contract/result.ts';
import type { OpenRequest, OptionTexts } from '#app/contract/session.ts';
import type { Settings } from '#app/contract/settings.ts';
import type { SavedSource, Variable } from '#app/contract/workspace.ts';
import { noDeadline, parseDeadline } from '#app/core/deadline.ts';
import type { MetadataRow } from '#renderer/ui/metadata-paste.ts';
import { listOf, type MessageList } from './message-list.ts';

export type RequestPart = 'message' | 'metadata' | 'options' | 'docs';

const requestParts: readonly RequestPart[] = ['message', 'metadata', 'options', 'docs'];

/** A part by its name; the message where there is no such part. */
export function requestPart(name: string | undefined): RequestPart {
  return requestParts.find((part) => part === name) ?? 'message';
}

/** What keeps a request from going out, at the field it concerns; `call` where it concerns none. */
export interface DraftFaults {
  readonly message?: AppError;
  readonly metadata?: AppError;
  readonly deadline?: AppError;
  readonly options?: AppError;
  /** Told with the request, mended at its target. */
  readonly target?: AppError;
  readonly call?: AppError;
}

/**
 * What a person composed. Nothing but their own typing ever changes it once they typed. Only a method to
 * which a client streams can be called with more than one message.
 */
export interface Draft extends MessageList {
  /** False while the message is the skeleton, or still empty. */
  readonly typed: boolean;
  readonly metadata: readonly MetadataRow[];
  readonly deadline: string;
  /** As typed; they win over the target's. */
  readonly options: OptionTexts;
  /** The request's own, which win over all others. */
  readonly variables: readonly Variable[];
  /** Where the request's own file is to say that its definitions come from; that holds once it is saved. */
  readonly schema?: readonly SavedSource[];
  /** Markdown, of the request that is saved. */
  readonly docs: string;
  readonly part: RequestPart;
  readonly faults: DraftFaults;
}

export const emptyDraft: Draft = {
  ...listOf(['']),
  typed: false,
  metadata: [],
  deadline: '',
  options: {},
  variables: [],
  docs: '',
  part: 'message',
  faults: {},
};

/** What was composed the last time. */
export function draftOfRequest(
  request: Pick<
    OpenRequest,
    | 'message'
    | 'messages'
    | 'shown'
    | 'typed'
    | 'metadata'
    | 'deadline'
    | 'options'
    | 'variables'
    | 'schema'
    | 'docs'
    | 'saved'
    | 'requestPart'
    | 'target'
  >,
): Draft {
  const { typed, metadata, deadline, docs = '', message = '' } = request;
  const { messages = [message], shown } = request;
  // Once a target had options of its own: they still go out, and where they went.
  const options = { ...request.target?.options, ...request.options };
  // A window of before there were any kept those of the file.
  const { variables = request.saved?.request.variables ?? [] } = request;
  const { schema = request.saved?.request.schema } = request;
  return {
    ...emptyDraft,
    ...listOf(messages, shown),
    typed,
    metadata,
    deadline,
    options,
    variables,
    ...(schema && { schema }),
    docs,
    part: requestPart(request.requestPart),
  };
}

/** The draft's own deadline, else the settings'; `none` is none even where those have one. */
export function deadlineOf(
  { deadline }: Pick<Draft, 'deadline'>,
  settings: Pick<Settings, 'deadline'>,
): string {
  const own = deadline.trim();
  if (own === '') return settings.deadline.trim();
  return own === noDeadline ? '' : own;
}

/** Puts what the engine refused at the field that it speaks of. */
export function refusal(error: AppError): DraftFaults {
  if (error.code === 'message-invalid') return { message: error };
  if (error.code === 'usage' && error.message.startsWith('Metadata')) return { metadata: error };
  if (error.code === 'usage' && /is not a deadline/.test(error.message)) return { deadline: error };
  return { call: error };
}

/** The part where the first fault is. */
export function partAtFault(faults: DraftFaults): RequestPart | undefined {
  if (faults.message !== undefined) return 'message';
  if (faults.metadata !== undefined) return 'metadata';
  return faults.options === undefined ? undefined : 'options';
}

export function without(faults: DraftFaults, field: keyof DraftFaults): DraftFaults {
  const { [field]: _cleared, ...rest } = faults;
  return rest;
}

/** What to send for a message: an empty editor means an empty message. */
export function messageToSend(text: string): string {
  return text.trim() === '' ? '{}' : text;
}

/** What is wrong with a deadline as it is typed, `none` among them. */
export function deadlineFault(text: string): AppError | undefined {
  return failureOf(() => parseDeadline(text));
}
