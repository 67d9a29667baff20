/**
 * What the tools tell a person while they work, on standard error only: standard output belongs to
 * whoever asked for the result.
 */

/** A fault that a person can act on: its message is the whole story, no stack trace needed. */
export class Plain extends Error {}

/** @param {string} line */
export const say = (line) => {
  process.stderr.write(`${line}\n`);
};

/** @param {unknown} error */
export const reasonOf = (error) => (error instanceof Error ? error.message : String(error));

const seconds = (/** @type {number} */ since) => `${((Date.now() - since) / 1000).toFixed(0)} s`;

/**
 * Runs one step. Nothing is printed while it is quick; after a second its name, then a sign of life
 * every five seconds, then how long it took.
 * @template T
 * @param {string} label such as `Building the window`
 * @param {(report: (detail: string) => void) => T | Promise<T>} work reports how far it is, such as `12 of 190 MB`
 * @returns {Promise<T>}
 */
export const step = async (label, work) => {
  const since = Date.now();
  let detail = '';
  let announced = false;
  const tell = (/** @type {string} */ text) => say(detail ? `${text} (${detail})` : text);
  const first = setTimeout(() => {
    announced = true;
    tell(`${label} …`);
  }, 1000);
  const ticks = setInterval(() => {
    tell(`Still ${label.charAt(0).toLowerCase()}${label.slice(1)}, ${seconds(since)} …`);
  }, 5000);
  try {
    const result = await work((text) => {
      detail = text;
    });
    if (announced) say(`${label}: done in ${seconds(since)}.`);
    return result;
  } finally {
    clearTimeout(first);
    clearInterval(ticks);
  }
};

/**
 * The outermost frame of a script: a fault ends it with a sentence and exit status 1.
 * @param {() => unknown} work
 */
export const run = async (work) => {
  try {
    await work();
  } catch (error) {
    const explained = error instanceof Plain && !process.env['DUPLEX_DEBUG'];
    say(explained || !(error instanceof Error) ? reasonOf(error) : (error.stack ?? error.message));
    process.exit(1);
  }
};
