import { useEffect, useRef } from 'react';
import uPlot from 'uplot';
import './LineChart.css';

interface ChartLine {
  readonly label: string;
  readonly tone: 'sent' | 'received';
  /** One for each x, of the time since the x before; `null` where there is none. */
  readonly values: readonly (number | null)[];
}

interface LineChartProps {
  /** The accessible name: a picture says nothing by itself. */
  readonly label: string;
  /** Seconds. */
  readonly xs: readonly number[];
  readonly lines: readonly ChartLine[];
  readonly format: (value: number) => string;
  /** Which value the pointer is on, by its place among the xs; `null` when it leaves. */
  readonly onPoint: (place: number | null) => void;
}

const height = 140;

const steps = uPlot.paths.stepped?.({ align: -1 });

/** Values over time. Give it another `key` where lines or colours are others. */
export function LineChart({ label, xs, lines, format, onPoint }: LineChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const chart = useRef<uPlot | null>(null);
  const newest = useRef({ xs, lines, format, onPoint });
  newest.current = { xs, lines, format, onPoint };

  useEffect(() => {
    const element = place.current;
    if (element === null) return;
    const { lines: drawn } = newest.current;
    const made = new uPlot({
      ...optionsOf(element, drawn, (value) => newest.current.format(value)),
      hooks: {
        setCursor: [(moved) => newest.current.onPoint(placeUnder(moved, newest.current.xs))],
      },
    });
    element.append(made.root);
    chart.current = made;
    const observer = new ResizeObserver(() =>
      made.setSize({ width: Math.max(120, element.clientWidth), height }),
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
      chart.current = null;
      newest.current.onPoint(null);
      made.destroy();
    };
  }, []);

  useEffect(() => {
    chart.current?.setData([[...xs], ...lines.map(({ values }) => [...values])]);
  }, [xs, lines]);

  return <div ref={place} className="line-chart" role="img" aria-label={label} />;
}

/** A step reaches from the x before to its own. */
function placeUnder({ cursor, posToVal }: uPlot, xs: readonly number[]): number | null {
  const { left = -1 } = cursor;
  if (left < 0) return null;
  const at = posToVal(left, 'x');
  const place = xs.findIndex((x) => x >= at);
  return place === -1 ? null : place;
}

function optionsOf(
  element: HTMLElement,
  lines: readonly ChartLine[],
  format: (value: number) => string,
): uPlot.Options {
  const [text, grid] = [colour(element, '--text-2'), colour(element, '--line')];
  const axis: uPlot.Axis = {
    stroke: text,
    font: `11px ${getComputedStyle(element).fontFamily}`,
    grid: { stroke: grid, width: 1 },
    ticks: { show: false },
    gap: 4,
  };
  return {
    width: Math.max(120, element.clientWidth),
    height,
    legend: { show: false },
    cursor: { y: false, points: { show: false }, drag: { x: false, y: false } },
    padding: [8, 8, 0, 0],
    scales: { x: { time: false }, y: { range: (_, _min, max) => [0, max > 0 ? max * 1.1 : 1] } },
    axes: [
      { ...axis, size: 24, values: (_, marks) => marks.map((mark) => `${mark} s`) },
      { ...axis, size: 72, values: (_, marks) => marks.map(format) },
    ],
    series: [
      {},
      ...lines.map(({ label, tone }) => ({
        label,
        stroke: colour(element, `--${tone}`),
        width: 1.5,
        points: { show: false },
        // Silence is drawn as silence, not as a slope.
        ...(steps && { paths: steps }),
        spanGaps: true,
      })),
    ],
  };
}

/** A token's colour as the canvas can use it: only what is drawn with it has it resolved. */
function colour(element: HTMLElement, token: string): string {
  const probe = element.appendChild(document.createElement('span'));
  probe.style.color = `var(${token})`;
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}
