/**
 * Types into the filter over 10,000 methods with the window's own code, given as the path of its module,
 * and prints the ms of the slowest key stroke.
 */
const [, , module = ''] = process.argv;

/** @type {{ filterServices: (services: readonly object[], filter: string) => unknown }} */
const { filterServices } = await import(module);

const words = ['Order', 'Account', 'Invoice', 'Payment', 'Stream', 'Report', 'Policy', 'Backup'];
const verbs = ['Get', 'List', 'Create', 'Update', 'Delete'];

const services = Array.from({ length: 200 }, (_, number) => {
  const word = words[number % words.length] ?? '';
  const name = `company.${word.toLowerCase()}.v${number}.${word}Service`;
  const methods = Array.from({ length: 50 }, (_one, index) => {
    const method = `${verbs[index % verbs.length]}${words[index % words.length]}${index}`;
    const message = `company.${word.toLowerCase()}.v${number}.${method}`;
    return {
      name: method,
      path: `${name}/${method}`,
      kind: 'unary',
      input: `${message}Request`,
      output: `${message}Response`,
    };
  });
  return { name, methods };
});

const typed = ['getorder', 'lstacc', 'company.invoice.v42', 'zzzzzzzz'];
const rounds = 15;

/** @param {string} filter @returns {number} the median of some runs */
const strokeMs = (filter) => {
  const times = Array.from({ length: rounds }, () => {
    const since = performance.now();
    filterServices(services, filter);
    return performance.now() - since;
  });
  return times.sort((a, b) => a - b)[Math.floor(rounds / 2)] ?? Number.NaN;
};

const strokes = typed.flatMap((text) =>
  Array.from(text, (_letter, index) => strokeMs(text.slice(0, index + 1))),
);
process.stdout.write(`${Math.max(...strokes)}\n`);
