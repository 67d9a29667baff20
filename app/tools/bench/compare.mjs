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
 * @property {number} [turns] so often each side is measured in a pair, by turns; once without it
 * @property {() => Promise<void>} warmUp what both sides do before, uncounted
 * @property {() => Promise<void>} [beforePair] the same before each pair
 * @property {() => Promise<void>} [afterPair]
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

/** @param {readonly number[]} values */
const mean = (values) => values.reduce((sum, value) => sum + value, 0) / values.length;

/**
 * What both sides take in a pair, on average of their turns. Who was second goes first in the next turn.
 * @param {Row} row
 */
const pairOf = async ({ turns = 1, measure, baseline, beforePair, afterPair }) => {
  await beforePair?.();
  /** @type {{ baseline: number[], measured: number[] }} */
  const taken = { baseline: [], measured: [] };
  for (let turn = 0; turn < turns; turn += 1) {
    const sides = [
      async () => taken.baseline.push(await baseline()),
      async () => taken.measured.push(await measure()),
    ];
    if (turn % 2 === 1) sides.reverse();
    for (const side of sides) await side();
  }
  await afterPair?.();
  return { baseline: mean(taken.baseline), measured: mean(taken.measured) };
};

/**
 * Measures the two sides in turns, so that whatever else the machine does meets both alike. The ratio is the median of the pairs' own ratios.
 * @param {Row} row @param {(detail: string) => void} report
 * @returns {Promise<Comparison>}
 */
export const compare = async (row, report) => {
  const { name, unit = 'ms', goal, pairs } = row;
  await row.warmUp();
  const taken = [];
  for (let pair = 1; pair <= pairs; pair += 1) {
    report(`pair ${pair} of ${pairs}`);
    taken.push(await pairOf(row));
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
