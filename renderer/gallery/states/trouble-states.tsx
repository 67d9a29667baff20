import { fail } from '#app/contract/result.ts';
import { ProcessEnded } from '#renderer/shell/ProcessEnded.tsx';
import { connect, type WindowState } from '../stage.ts';

const nothing = () => undefined;

/** What goes wrong in Duplex itself, or in the machine it runs on. */
export const troubleStates: readonly WindowState[] = [
  {
    name: 'disk-full',
    answers: {
      'session.save': () =>
        fail({
          code: 'internal',
          message:
            'What is open cannot be kept for the next start: ENOSPC: no space left on device, write',
          hint: 'Make room, or make /home/ada/.config/Duplex/session.json writable',
        }),
    },
    async prepare(stage) {
      await connect(stage);
      await stage.store.getState().saveSession();
    },
  },
  {
    name: 'fault-inside',
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().appFaulted({
        code: 'internal',
        message: "Duplex failed: Cannot read properties of undefined (reading 'rows')",
        hint: 'Please report this with the steps that led to it',
      });
    },
  },
  { name: 'failed-to-draw', Content: Broken },
  {
    name: 'process-ended',
    Content: () => <ProcessEnded reason="crashed" onReload={nothing} onCopyDiagnostics={nothing} />,
  },
];

function Broken(): never {
  const error = new TypeError("Cannot read properties of undefined (reading 'rows')");
  error.stack = [
    `TypeError: ${error.message}`,
    '    at TimelineList (app://duplex/assets/index-4f1c.js:41:20817)',
    '    at renderWithHooks (app://duplex/assets/index-4f1c.js:8:48231)',
    '    at beginWork (app://duplex/assets/index-4f1c.js:8:107702)',
  ].join('\n');
  throw error;
}
