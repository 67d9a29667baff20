import type { HeldEngine } from '../lazy-engine.ts';
import type { Handlers } from './handlers.ts';
import type { ShellServices } from './shell-services.ts';

/** The texts of large messages as a window looks at them. */
export function textHandlers(
  held: () => Promise<HeldEngine>,
  shell: Pick<ShellServices, 'writeClipboard'>,
): Pick<Handlers, Extract<keyof Handlers, `texts.${string}`>> {
  const text = async (textId: string) => (await held()).calls.texts.get(textId);
  return {
    'texts.open': async ({ callId, seq }) => (await held()).calls.openText(callId, seq),
    'texts.leave': async ({ textId }) => {
      (await held()).calls.texts.leave(textId);
      return null;
    },
    'texts.rows': async ({ textId, from, count }) => (await text(textId)).rows(from, count),
    'texts.copy': async ({ textId, from, count }) => {
      shell.writeClipboard((await text(textId)).copy(from, count));
      return null;
    },
    'texts.copyMessage': async ({ callId, seq, form }) => {
      shell.writeClipboard(await (await held()).calls.copyMessage(callId, seq, form));
      return null;
    },
    'texts.find': async ({ textId, findId, words, isCaseSensitive }) => {
      (await text(textId)).find(findId, words, isCaseSensitive);
      return null;
    },
    'texts.match': async ({ textId, findId, index, row }) => {
      const wanted = index === undefined ? { row: row ?? 0 } : { index };
      return (await text(textId)).match(findId, wanted) ?? null;
    },
  };
}
