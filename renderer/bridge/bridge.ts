import type { Bridge, PageBridge } from '#app/contract/bridge.ts';
import type { EventName } from '#app/contract/commands.ts';
import { fail } from '#app/contract/result.ts';
import { FrameQueue } from './frame-queue.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly bridge: PageBridge;
  }
}

/** They come many times a second while something goes on. */
const often: ReadonlySet<EventName> = new Set([
  'calls.progress',
  'calls.found',
  'calls.exported',
  'texts.progress',
  'texts.found',
  'schema.progress',
]);

/**
 * The window's bridge. Should the other side ever throw, that becomes a failure as data too, so that
 * nobody in the renderer needs a second way of handling errors. Events come in their order, at most once
 * a frame where they are many.
 */
export function windowBridge(): Bridge {
  const { bridge } = window;
  const queue = new FrameQueue();
  return {
    invoke: (name, input) => bridge.invoke(name, input).catch(internalFailure),
    on: (name, listener) =>
      bridge.on(name, (json) => {
        const hear = () => listener(JSON.parse(json));
        if (often.has(name)) return queue.add(hear);
        queue.flush();
        hear();
      }),
    pathOf: (file) => bridge.pathOf(file),
  };
}

function internalFailure(reason: unknown): ReturnType<typeof fail> {
  const message = reason instanceof Error ? reason.message : String(reason);
  return fail({
    code: 'internal',
    message: `Duplex failed inside: ${message}`,
    hint: 'Try again; if it comes back, restart Duplex',
  });
}
