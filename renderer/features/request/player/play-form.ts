import type { Played, Playing, PlayRhythm } from '#app/contract/player.ts';
import { type AppError, Failure } from '#app/contract/result.ts';
import { formatCount } from '#renderer/ui/format.ts';

/** A past call whose messages can be played. */
export interface PastSource {
  readonly callId: string;
  /** As a person knows it: `26 Nov 14:03, OK 0`; of whatever method, `Upload, 26 Nov 14:03`. */
  readonly name: string;
  /** How many messages it sent. */
  readonly sent: number;
}

/** How a person wants messages to be played; of each request its own, until the window closes. */
export interface PlayForm {
  readonly from: 'request' | 'past';
  readonly past: PastSource | null;
  readonly rhythm: PlayRhythm['kind'];
  /** Milliseconds. */
  readonly interval: number;
  /** Per cent of the interval. */
  readonly jitter: number;
  readonly speed: number;
  readonly repeat: number;
  readonly thenFinish: boolean;
  /** Why it was not begun. */
  readonly fault: AppError | null;
  /** What the newest playing came to was taken notice of. */
  readonly isSeen: boolean;
}

export const firstPlayForm: PlayForm = {
  from: 'request',
  past: null,
  rhythm: 'interval',
  interval: 100,
  jitter: 0,
  speed: 1,
  repeat: 1,
  thenFinish: false,
  fault: null,
  isSeen: false,
};

/** Messages of a request have no times of their own. */
export function rhythmsFor(from: PlayForm['from']): readonly PlayRhythm['kind'][] {
  return from === 'past' ? ['recorded', 'interval', 'fast'] : ['interval', 'fast'];
}

/** The form with a change, as it can be played; a past call goes as it went, unless something else is asked for. */
export function changedForm(form: PlayForm, change: Partial<PlayForm>): PlayForm {
  const turnsToPast = change.from === 'past' && form.from !== 'past';
  const next = {
    ...form,
    fault: null,
    ...(turnsToPast && { rhythm: 'recorded' as const }),
    ...change,
  };
  const isPossible = rhythmsFor(next.from).includes(next.rhythm);
  return isPossible ? next : { ...next, rhythm: 'interval' };
}

/** The past calls that are offered, the chosen one among them. */
export function offeredPast(
  { past }: PlayForm,
  known: readonly PastSource[],
): readonly PastSource[] {
  return past === null || known.some(({ callId }) => callId === past.callId)
    ? known
    : [past, ...known];
}

/** What the engine is asked for; `text` is that of the request's messages. */
export function playingOf(form: PlayForm, text: string): Playing {
  const { from, past, repeat, thenFinish } = form;
  if (from === 'past' && past === null)
    throw new Failure('usage', 'No past call is chosen', 'Choose one');
  return {
    source:
      from === 'past' && past !== null
        ? { kind: 'call', callId: past.callId }
        : { kind: 'messages', text },
    rhythm: rhythmOf(form),
    repeat,
    thenFinish,
  };
}

function rhythmOf({ rhythm, interval, jitter, speed }: PlayForm): PlayRhythm {
  switch (rhythm) {
    case 'recorded':
      return { kind: 'recorded', speed };
    case 'interval':
      return { kind: 'interval', ms: interval, jitter: jitter / 100 };
    case 'fast':
      return { kind: 'fast' };
  }
}

/** `Playing 1 234 of 60 000`, `Played 3 of 3`, `Stopped after 12 of 300`. */
export function playedText({ sent, skipped, of, isPlaying }: Played): string {
  const isWhole = sent + skipped >= of;
  const verb = isPlaying ? 'Playing' : isWhole ? 'Played' : 'Stopped after';
  const left = skipped === 0 ? '' : `, ${formatCount(skipped)} left out`;
  return `${verb} ${formatCount(sent)} of ${formatCount(of)}${left}`;
}
