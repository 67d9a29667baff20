import { lazy, Suspense, useMemo, useState } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { Choice } from '#renderer/ui/Choice.tsx';
import { formatBytes, formatMs, formatRate } from '#renderer/ui/format.ts';
import { course, type Measure, type StreamSample } from './stream-samples.ts';
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

/** How a stream went, over time, as far as this window watched it. */
export function StreamCourse({ tabId }: { readonly tabId: string }) {
  const samples = useApp((state) => state.calls[tabId]?.samples.samples ?? none);
  const look = useApp(({ settings }) => `${settings.theme} ${settings.contrast}`);
  const [chosen, setChosen] = useState<Measure>('rate');
  const { label, format } = measures.find(({ id }) => id === chosen) ?? measures[0];
  const xs = useMemo(() => samples.slice(1).map(({ at }) => at / 1000), [samples]);
  const lines = useMemo(() => linesOf(samples, chosen), [samples, chosen]);
  // A line needs two points.
  if (xs.length < 2 || lines.length === 0) return null;
  const words = lines.map((line) => `${line.label} ${rangeText(line.values, format)}`);
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
        />
      </Suspense>
      <figcaption className="stream-course-words data">{words.join(' · ')}</figcaption>
    </figure>
  );
}

const none: readonly StreamSample[] = [];

function linesOf(samples: readonly StreamSample[], measure: Measure) {
  const last = samples.at(-1);
  return directions
    .filter(({ tone }) => (last?.[tone] ?? 0) > 1)
    .map((direction) => ({ ...direction, values: course(samples, direction.tone, measure) }));
}

/** `12/s to 8.2 k/s, mostly 8.0 k/s`: the extremes and the median. */
function rangeText(values: readonly (number | null)[], format: (value: number) => string): string {
  const sorted = values.filter((value) => value !== null).sort((one, other) => one - other);
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
  return `${format(least)} to ${format(most)}, mostly ${format(median)}`;
}
