/** @typedef {'ms' | 'MB' | '/s'} Unit */

/**
 * One comparison: how much ours takes, how much what it is compared with takes, and how many times as
 * much ours may take at most; of what is done in a second, how many times as much it should do at least.
 *
 * @typedef {object} Row
 * @property {string} name
 * @property {number | null} goal the most that the ratio should be, the least of what is done in a second; null: only looked at
 * @property {number} pairs
 * @property {Unit} [unit] of what is measured; ms without it
 * @property {() => Promise<void>} warmUp what both sides do before, uncounted
 * @property {() => Promise<number>} measure
 * @property {() => Promise<number>} baseline
 */

/** @typedef {{ name: string, unit: Unit, goal: number | null, pairs: number, measured: number, baseline: number, ratio: number, least: number, most: number }} Comparison */

/** @param {readonly number[]} values */
const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = Number.NaN, high = low] = sorted.slice(Math.ceil(sorted.length / 2) - 1, middle + 1);
  return (low + high) / 2;
};

/**
 * Measures the two sides in turns, so that whatever else the machine does meets both alike. The ratio is the median of the pairs' own ratios.
 * @param {Row} row @param {(detail: string) => void} report
 * @returns {Promise<Comparison>}
 */
export const compare = async (
  { name, unit = 'ms', goal, pairs, warmUp, measure, baseline },
  report,
) => {
  await warmUp();
  const taken = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    report(`pair ${pair} of ${pairs}`);
    taken.push({ baseline: await baseline(), measured: await measure() });
  }
  const ratios = taken.map((pair) => pair.measured / pair.baseline);
  return {
    name,
    unit,
    goal,
    pairs,
    measured: median(taken.map((pair) => pair.measured)),
    baseline: median(taken.map((pair) => pair.baseline)),
    ratio: median(ratios),
    least: Math.min(...ratios),
    most: Math.max(...ratios),
  };
};

/** @param {Pick<Comparison, 'unit' | 'goal' | 'ratio'>} comparison */
export const isMissed = ({ unit, goal, ratio }) =>
  goal !== null && (unit === '/s' ? ratio < goal : ratio > goal);

/** @param {number} value @param {string} unit */
const amount = (value, unit) => `${value.toFixed(value < 100 ? 1 : 0)} ${unit}`;

/** @param {Comparison} comparison */
const cells = ({ name, unit, goal, pairs, measured, baseline, ratio, least, most }) => [
  name,
  amount(measured, unit),
  amount(baseline, unit),
  ratio.toFixed(2),
  goal === null ? 'none' : `${goal} ${isMissed({ unit, goal, ratio }) ? 'missed' : 'met'}`,
  String(pairs),
  `${least.toFixed(2)}..${most.toFixed(2)}`,
];

const heads = ['row', 'median', 'baseline', 'ratio', 'goal', 'pairs', 'pair ratios'];

/**
 * @param {readonly Comparison[]} comparisons
 * @returns {string} a table for reading, its columns aligned
 */
export const tableOf = (comparisons) => {
  const lines = [heads, ...comparisons.map(cells)];
  const widths = heads.map((_head, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .map((line) => `${line}\n`)
    .join('');
};
