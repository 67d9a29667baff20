import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import type { CourseSample } from '#app/contract/calls.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { formatBytes, formatMs, formatRate } from '#renderer/ui/format.ts';
import { course, type Measure } from './stream-samples.ts';
import './StreamCourse.css';

// Few look at it: the window begins without.
const LineChart = lazy(async () => ({
  default: (await import('#renderer/ui/LineChart.tsx')).LineChart,
}));

const measures = [
  { id: 'rate', label: 'Messages a second', format: formatRate },
  { id: 'size', label: 'Bytes a message', format: formatBytes },
  { id: 'gap', label: 'Time between messages', format: formatMs },
] as const satisfies readonly { id: Measure; label: string; format: (value: number) => string }[];

const directions = [
  { tone: 'received', label: 'Received' },
  { tone: 'sent', label: 'Sent' },
] as const;

/** How a stream went, over time: as far as this window watched it, else as its log says. */
export function StreamCourse({ tabId }: { readonly tabId: string }) {
  const samples = useApp((state) => state.calls[tabId]?.samples.samples ?? none);
  const look = useApp(({ settings }) => `${settings.theme} ${settings.contrast}`);
  const isOver = useApp((state) => state.calls[tabId]?.summary?.phase === 'ended');
  const callId = useApp((state) => state.calls[tabId]?.callId);
  const wantCourse = useApp((state) => state.wantCourse);
  useEffect(() => {
    if (isOver && callId !== undefined) void wantCourse(tabId);
  }, [isOver, callId, tabId, wantCourse]);
  const [chosen, setChosen] = useState<Measure>('rate');
  const { label, format } = measures.find(({ id }) => id === chosen) ?? measures[0];
  const xs = useMemo(() => samples.map(({ at }) => at / 1000), [samples]);
  const lines = useMemo(() => linesOf(samples, chosen), [samples, chosen]);
  const [pointed, setPointed] = useState<number | null>(null);
  // A line needs more than two.
  if (xs.length < 3 || lines.length === 0) return null;
  return (
    <figure className="stream-course">
      <Choice label="Over time" options={measures} selected={chosen} onSelect={setChosen} />
      <Suspense fallback={<div className="stream-course-room" />}>
        <LineChart
          key={`${chosen} ${look} ${lines.length}`}
          label={`${label} over time`}
          xs={xs}
          lines={lines}
          format={format}
          onPoint={setPointed}
        />
      </Suspense>
      <figcaption className="stream-course-words data">
        {pointed === null ? null : stepText(xs, pointed)}
        {lines.map(({ tone, label: name, values }) => (
          <span key={tone} className="stream-course-line">
            {lines.length > 1 ? (
              <span className={`stream-course-key stream-course-${tone}`} />
            ) : null}
            {`${name} ${pointed === null ? rangeText(values.slice(1), format) : valueText(values[pointed], format)}`}
          </span>
        ))}
      </figcaption>
    </figure>
  );
}

const none: readonly CourseSample[] = [];

function linesOf(samples: readonly CourseSample[], measure: Measure) {
  const last = samples.at(-1);
  return directions
    .filter(({ tone }) => (last?.[tone] ?? 0) > 1)
    .map((direction) => {
      const values = course(samples, direction.tone, measure);
      // The first step begins at the first sample.
      return { ...direction, values: [values[0] ?? null, ...values] };
    });
}

/** `3.4 s to 5.9 s`: of the step that the pointer is on. */
function stepText(xs: readonly number[], place: number): string {
  const [from = 0, to = from] = [xs[place - 1], xs[place]];
  return `${from.toFixed(1)} s to ${to.toFixed(1)} s`;
}

/** What the pointer is on. */
function valueText(value: number | null | undefined, format: (value: number) => string): string {
  return value == null ? 'none' : format(value);
}

/** `12/s to 8.2 k/s, mostly 8.0 k/s`: the extremes and the median. */
function rangeText(values: readonly (number | null)[], format: (value: number) => string): string {
  const sorted = values.filter((value) => value !== null).sort((one, other) => one - other);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${format(least)} to ${format(most)}, mostly ${format(median)}`;
}
