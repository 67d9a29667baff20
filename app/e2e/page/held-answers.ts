import type { ElectronApplication } from '@playwright/test';

/** What Chromium's debugger says of a promise that it was to wait for. */
const collected = /promise was (garbage )?collected/i;

type Question = (electron: unknown, argument: unknown) => unknown;

/**
 * `app.evaluate`, but for its gap: the debugger holds the promise of an answer by a weak reference, so
 * that a busy process may collect it before it settles. Here the process itself holds the answer, by a
 * number, and is asked for it again; what is evaluated runs once.
 */
export function holdAnswers(app: ElectronApplication): ElectronApplication {
  const evaluate = app.evaluate.bind(app);
  let asked = 0;
  const ask = async (run: Question, argument: unknown): Promise<unknown> => {
    asked += 1;
    const held = holding(run, asked);
    for (;;) {
      try {
        return await evaluate(held, argument);
      } catch (error) {
        if (!(error instanceof Error && collected.test(error.message))) throw error;
      }
    }
  };
  return Object.assign(app, { evaluate: ask });
}

/** Playwright takes the text of a function and nothing else of it. */
function holding(run: Question, number: number): Question {
  const text = `(electron, argument) => {
    const answers = (globalThis.duplexAnswers ??= new Map());
    if (!answers.has(${number})) answers.set(${number}, (${String(run)})(electron, argument));
    return answers.get(${number});
  }`;
  return Object.assign(() => undefined, { toString: () => text });
}
