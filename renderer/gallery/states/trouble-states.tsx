import { connect, type WindowState } from '../stage.ts';

/** What goes wrong in Duplex itself, or in the machine it runs on. */
export const troubleStates: readonly WindowState[] = [
  {
    name: 'disk-full',
    async prepare(stage) {
      await connect(stage);
      stage.store.getState().sessionKept({
        code: 'internal',
        message:
          'What is open cannot be kept for the next start: ENOSPC: no space left on device, write',
        hint: 'Make room, or make /home/ada/.config/Duplex/session.json writable',
      });
    },
  },
  { name: 'failed-to-draw', Content: Broken },
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
