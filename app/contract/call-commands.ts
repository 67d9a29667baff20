import * as v from 'valibot';
import {
  type CallSummary,
  type CourseSample,
  callId,
  type EventDetail,
  messageText,
  type StartCall,
  startCall,
  type TimelineRow,
} from './calls.ts';
import { type Playing, playing } from './player.ts';

interface CallInput {
  readonly callId: string;
}

const fullChoice = v.picklist(['keepNewest', 'keepAll', 'end']);
export type FullChoice = v.InferOutput<typeof fullChoice>;

/** What a window may ask of calls; part of the commands. */
export interface CallCommands {
  /** Checks what was composed, then starts; an error here means that nothing was started. */
  'calls.start': { input: StartCall; output: CallSummary };
  /**
   * Sends one message of an open client or bidi stream, or several that stand one after the other: all
   * or, when one of them is wrong, none. Answers with the index of the last.
   */
  'calls.send': { input: CallInput & { message: string }; output: number };
  /**
   * Begins to send messages by themselves, each when it is due; how far it is, is in the progress. All are
   * checked before, those of a past call one by one: those that cannot be sent are warned of.
   */
  'calls.play': { input: CallInput & Playing; output: null };
  /** Plays no further. */
  'calls.stopPlay': { input: CallInput; output: null };
  /** Half-closes. */
  'calls.finish': { input: CallInput; output: null };
  'calls.cancel': { input: CallInput; output: null };
  /** Receives nothing more, which holds the server back, or goes on; also before the first message. */
  'calls.pause': { input: CallInput & { isPaused: boolean }; output: null };
  /**
   * How a call that waits since it is `full` goes on: lets its oldest go from now on, keeps all of it up to its
   * next limit, or ends. Nothing for one that does not wait.
   */
  'calls.whenFull': { input: CallInput & { choice: FullChoice }; output: null };
  /** Rows `from` … `from + count - 1`, as far as they exist; at most 500. */
  'calls.rows': {
    input: CallInput & { from: number; count: number };
    output: readonly TimelineRow[];
  };
  /** How a call that is over went, oldest first; empty as long as it goes on. */
  'calls.course': { input: CallInput; output: readonly CourseSample[] };
  'calls.event': { input: CallInput & { seq: number }; output: EventDetail };
  /** The whole of one event, to be copied; the binary forms are of messages only. */
  'calls.text': {
    input: CallInput & { seq: number; form: 'json' | 'hex' | 'base64' };
    output: string;
  };
  /**
   * For a window that begins anew: the calls with these ids, in this order, as far as they are still
   * held or can be had back from before; an earlier process's calls have ended. All others are
   * forgotten.
   */
  'calls.resume': { input: { callIds: readonly string[] }; output: readonly CallSummary[] };
  /** Lets go of an ended call, of which the history keeps the timeline; cancels one that is still open. */
  'calls.release': { input: CallInput; output: null };
}

const wholeNumber = v.pipe(v.number(), v.integer(), v.minValue(0));

/** See `commandInputs`. */
export const callInputs = {
  'calls.start': startCall,
  'calls.send': v.object({ callId, message: messageText }),
  'calls.play': v.object({ callId, ...playing.entries }),
  'calls.stopPlay': v.object({ callId }),
  'calls.finish': v.object({ callId }),
  'calls.cancel': v.object({ callId }),
  'calls.pause': v.object({ callId, isPaused: v.boolean() }),
  'calls.whenFull': v.object({ callId, choice: fullChoice }),
  'calls.rows': v.object({
    callId,
    from: wholeNumber,
    count: v.pipe(wholeNumber, v.maxValue(500)),
  }),
  'calls.course': v.object({ callId }),
  'calls.event': v.object({ callId, seq: wholeNumber }),
  'calls.text': v.object({ callId, seq: wholeNumber, form: v.picklist(['json', 'hex', 'base64']) }),
  'calls.resume': v.object({ callIds: v.pipe(v.array(callId), v.maxLength(500)) }),
  'calls.release': v.object({ callId }),
};
