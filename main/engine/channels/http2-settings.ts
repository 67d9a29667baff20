import type { AppError } from '#app/contract/result.ts';

/** What a server sets of HTTP/2 (RFC 9113, section 6.5.2). */
export const setting = {
  push: 2,
  mostStreams: 3,
  streamWindow: 4,
  longestFrame: 5,
  longestHeaders: 6,
} as const;

/** Of a server that lets no stream be open. */
export function admitsNone(place: string): AppError {
  return {
    code: 'unreachable',
    message: `${place} admits no call: by its HTTP/2 settings, 0 streams may be open at once`,
    hint: 'It may be starting, or shutting down: try again later, or look at its log',
  };
}

/** Of a server whose streams begin with a window for nothing. */
export function takesNothing(place: string): string {
  return `${place} takes no message: by its HTTP/2 settings, the window of a stream is 0 bytes`;
}

/**
 * What of a server's settings HTTP/2 does not allow, or not that of Node, over which a connection is ended; `undefined`
 * when all may be. `bytes`: of the longest frame of them.
 */
export function brokenSetting(
  settings: ReadonlyMap<number, number>,
  bytes: number,
): string | undefined {
  if (bytes % settingBytes !== 0) return `a frame of them has ${bytes} bytes, and each has 6`;
  if (bytes > settingBytes * mostSettings)
    return `there are ${bytes / settingBytes} in one frame, and at most ${mostSettings} are taken`;
  const frame = settings.get(setting.longestFrame) ?? leastFrame;
  if (frame < leastFrame || frame > mostFrame)
    return `the longest frame is ${frame} bytes, and may be ${leastFrame} to ${mostFrame}`;
  const window = settings.get(setting.streamWindow) ?? 0;
  if (window > mostWindow)
    return `the window of a stream is ${window} bytes, and may be ${mostWindow} at most`;
  const push = settings.get(setting.push) ?? 0;
  return push === 0 ? undefined : `a server may not ask for pushes (ENABLE_PUSH ${push})`;
}

const settingBytes = 6;
/** More are taken for an attack by the library that is HTTP/2 in Node. */
const mostSettings = 32;
const leastFrame = 2 ** 14;
const mostFrame = 2 ** 24 - 1;
const mostWindow = 2 ** 31 - 1;
