import type { HealthQuestion } from '#app/contract/health.ts';
import type { HeldEngine } from '../lazy-engine.ts';
import type { Handlers } from './handlers.ts';
import type { PageLife } from './page-life.ts';
import type { ShellServices } from './shell-services.ts';

/** So long a server may take for each answer that a window waits for. */
const answerWithin = '20s';

/** Health as a window asks for it. Whatever it watches ends with its page. */
export function healthHandlers(
  held: () => Promise<HeldEngine>,
  shell: Pick<ShellServices, 'healthChanged'>,
  page: PageLife,
): Pick<Handlers, 'health.survey' | 'health.watch' | 'health.stop'> {
  const watches = new Map<string, AbortController>();
  const queryOf = ({ target, metadata }: HealthQuestion, deadline: string) => ({
    target,
    metadata,
    deadline,
  });
  return {
    'health.survey': async (question) => {
      const { signal } = page;
      const { health } = (await held()).engine;
      const services = async () => question.services;
      return health.survey(queryOf(question, answerWithin), services, signal);
    },
    'health.watch': async ({ watchId, ...question }) => {
      const { signal } = page;
      const own = new AbortController();
      watches.set(watchId, own);
      try {
        const { health } = (await held()).engine;
        await health.watch(
          queryOf(question, ''),
          ['', ...question.services],
          (news) => shell.healthChanged({ watchId, health: news }),
          AbortSignal.any([signal, own.signal]),
        );
      } finally {
        if (watches.get(watchId) === own) watches.delete(watchId);
      }
      return null;
    },
    'health.stop': ({ watchId }) => {
      watches.get(watchId)?.abort();
      return null;
    },
  };
}
