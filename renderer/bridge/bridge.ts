import type { Bridge, PageBridge } from '#app/contract/bridge.ts';
import { fail } from '#app/contract/result.ts';

declare global {
  interface Window {
    /** Put there by the preload. */
    readonly bridge: PageBridge;
  }
}

/**
 * The window's bridge. Should the other side ever throw, that becomes a failure as data too, so that
 * nobody in the renderer needs a second way of handling errors.
 */
export function windowBridge(): Bridge {
  const { bridge } = window;
  return {
    invoke: (name, input) => bridge.invoke(name, input).catch(internalFailure),
    on: (name, listener) => bridge.on(name, (json) => listener(JSON.parse(json))),
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
