import type { Method } from '../schema/registry.ts';
import type { Schema } from '../schema/schema.ts';
import type { EventLog } from './log/event-log.ts';
import type { TimelineView } from './timeline-view.ts';

/** The log of a call with what it takes to understand it, for whoever goes through all of it. */
export interface CallTimeline {
  readonly log: EventLog;
  readonly view: TimelineView;
  readonly schema: Schema;
  readonly method: Method;
  /** Nothing is added to the log any more. */
  readonly isOver: boolean;
  /** Tells whenever the log has grown, often, until the answer is called. */
  onGrown(tell: () => void): () => void;
}
