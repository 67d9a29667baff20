import type { HeldEngine } from '../lazy-engine.ts';
import type { Handlers } from './handlers.ts';

type FilterCommand =
  | 'calls.filter'
  | 'calls.stopFilter'
  | 'calls.foundRows'
  | 'calls.export'
  | 'calls.saveMessage'
  | 'calls.stopExport';

/** What a window looks for in timelines and writes of them; it ends when the page asks for its calls anew. */
export function filterHandlers(held: () => Promise<HeldEngine>): Pick<Handlers, FilterCommand> {
  return {
    'calls.filter': async (input) => {
      await (await held()).calls.filters.begin(input);
      return null;
    },
    'calls.stopFilter': async (input) => {
      (await held()).calls.filters.stop(input);
      return null;
    },
    'calls.foundRows': async (input) => (await held()).calls.filters.rows(input),
    'calls.export': async (input) => {
      await (await held()).calls.exports.begin(input);
      return null;
    },
    'calls.saveMessage': async (input) => {
      await (await held()).calls.exports.beginMessage(input);
      return null;
    },
    'calls.stopExport': async ({ exportId }) => {
      (await held()).calls.exports.stop(exportId);
      return null;
    },
  };
}
