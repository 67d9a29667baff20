import * as v from 'valibot';
import { callId, type TimelineRow } from './calls.ts';

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));
const time = v.pipe(v.number(), v.finite(), v.minValue(0));

const fieldCondition = v.object({
  path: v.pipe(v.string(), v.maxLength(1000)),
  comparison: v.picklist(['=', '!=', '<', '<=', '>', '>=', 'contains', 'exists']),
  /** Of no matter to `exists`. */
  value: v.pipe(v.string(), v.maxLength(1000)),
});
export type FieldCondition = v.InferOutput<typeof fieldCondition>;

/** What is looked for in a timeline; an event is found when all parts that are given hold. */
const timelineFilter = v.object({
  /**
   * Part of a message's compact canonical JSON, or of the text of another event. Capitals make no difference
   * unless `isCaseSensitive`.
   */
  text: v.exactOptional(v.pipe(v.string(), v.maxLength(1000))),
  isCaseSensitive: v.exactOptional(v.boolean()),
  /**
   * Values within a message, all of them. `path` is a JSON path: `price`, `$.levels[0].price`, `levels[*].price`,
   * `labels["a b"]`, with names as in JSON or as in the `.proto` file; of several values one is enough.
   * Numbers compare by value, exactly; times as points in time; enums by their names.
   */
  fields: v.exactOptional(v.pipe(v.array(fieldCondition), v.maxLength(20), v.readonly())),
  types: v.exactOptional(v.pipe(v.array(v.picklist(['sent', 'received', 'other'])), v.readonly())),
  /** Numbers of messages, from 1, both ends included; other events have none. */
  index: v.exactOptional(
    v.object({ from: v.exactOptional(wholeNumber), to: v.exactOptional(wholeNumber) }),
  ),
  /** Milliseconds since the start of the call, both ends included. */
  at: v.exactOptional(v.object({ from: v.exactOptional(time), to: v.exactOptional(time) })),
});
export type TimelineFilter = v.InferOutput<typeof timelineFilter>;

/**
 * What a timeline is written as. `ndjson`: each event as one line of JSON; `binary`: the messages alone,
 * each behind its length as a varint (protobuf's delimited form); `csv`: `seq,at,type,index,bytes,message`.
 */
const exportForm = v.picklist(['ndjson', 'binary', 'csv']);

const exportInput = v.object({
  callId,
  exportId: callId,
  /** Absolute. */
  path: v.pipe(v.string(), v.maxLength(10_000)),
  form: exportForm,
  filter: v.exactOptional(timelineFilter),
  overwrite: v.exactOptional(v.boolean()),
});
export type ExportInput = v.InferOutput<typeof exportInput>;

/** `json`: indented by two spaces, in the form that messages are shown in; `bytes`: as they were on the wire. */
const saveMessageInput = v.object({
  ...v.omit(exportInput, ['form', 'filter']).entries,
  seq: wholeNumber,
  form: v.picklist(['json', 'bytes']),
});
export type SaveMessageInput = v.InferOutput<typeof saveMessageInput>;

/** How far a filter has come. */
export interface FoundNews {
  readonly callId: string;
  readonly filterId: string;
  /** Events that were looked at, of those in the log. */
  readonly looked: number;
  readonly of: number;
  readonly matches: number;
  /** The newest matches that were not told yet, in order, at most 100: the last of all so far. */
  readonly newest: readonly TimelineRow[];
  /** The call is over, and all of it was looked at. */
  readonly isDone: boolean;
  /** Why it looks no further, in a sentence. */
  readonly fault?: string;
}

/** How far an export has come. */
export interface ExportNews {
  readonly callId: string;
  readonly exportId: string;
  readonly path: string;
  /**
   * Events that were looked at, of those in the log when it began; of a message its bytes, or 0 of 0 as long as
   * nobody knows how many they will be.
   */
  readonly done: number;
  readonly of: number;
  /** How long the file is so far. */
  readonly bytes: number;
  /** The file is in its place, whole; unless there is a `fault`. */
  readonly isDone: boolean;
  /** Why there is no file, in a sentence. */
  readonly fault?: string;
  /** What the file lacks of the call, in a sentence. */
  readonly note?: string;
}

/** What a window may ask of the timelines of calls; part of the commands. */
export interface FilterCommands {
  /**
   * Looks through the whole log, then through what comes while the call goes on; told by `calls.found`.
   * It takes the place of the call's earlier filter. Fails for a path that the messages do not have.
   */
  'calls.filter': {
    input: { callId: string; filterId: string; filter: TimelineFilter };
    output: null;
  };
  /**
   * Looks no further, and lets go of what was found unless it is to be kept. Nothing when that is another
   * filter's, or nobody's.
   */
  'calls.stopFilter': {
    input: { callId: string; filterId: string; keepsFound?: boolean | undefined };
    output: null;
  };
  /** The matches `from` … `from + count - 1` in their order, as far as they exist; at most 500. */
  'calls.foundRows': {
    input: { callId: string; filterId: string; from: number; count: number };
    output: readonly TimelineRow[];
  };
  /**
   * Begins to write what the log has now, or what of it the filter finds, to a file, which is put in its
   * place whole at the end; told by `calls.exported`. Fails as `exists` for a file that is there, without
   * `overwrite`.
   */
  'calls.export': { input: ExportInput; output: null };
  /** The same with one message, of any size. */
  'calls.saveMessage': { input: SaveMessageInput; output: null };
  /** Leaves nothing behind. Nothing when it is over. */
  'calls.stopExport': { input: { exportId: string }; output: null };
}

/** See `commandInputs`. */
export const filterInputs = {
  'calls.filter': v.object({ callId, filterId: callId, filter: timelineFilter }),
  'calls.stopFilter': v.object({
    callId,
    filterId: callId,
    keepsFound: v.optional(v.boolean()),
  }),
  'calls.foundRows': v.object({
    callId,
    filterId: callId,
    from: wholeNumber,
    count: v.pipe(wholeNumber, v.maxValue(500)),
  }),
  'calls.export': exportInput,
  'calls.saveMessage': saveMessageInput,
  'calls.stopExport': v.object({ exportId: callId }),
};
