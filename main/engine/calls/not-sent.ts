import type { ClientHttp2Stream } from 'node:http2';
import { counted } from '#app/core/counted.ts';
import { admitsNone, takesNothing } from '../channels/http2-settings.ts';

/** What the server's settings kept from going out, of a call that was given up. */
export type NotSent =
  | { readonly kind: 'call'; readonly mostStreams: number }
  | { readonly kind: 'message' };

/** A stream that HTTP/2 has not opened. */
const idle = 1;

/** `undefined` where the server's settings kept nothing. `streams`: how many the connection has, this one among them. */
export function notSent(stream: ClientHttp2Stream, streams: number): NotSent | undefined {
  const { maxConcurrentStreams = streams, initialWindowSize } =
    stream.session?.remoteSettings ?? {};
  // A network that takes nothing keeps it as well, whatever is allowed.
  if (stream.state.state === idle && maxConcurrentStreams < streams)
    return { kind: 'call', mostStreams: maxConcurrentStreams };
  return initialWindowSize === 0 && stream.writableLength > 0 ? { kind: 'message' } : undefined;
}

/** What did not go out, why, and what to try. */
export function notSentText(
  kept: NotSent,
  place: string,
): { readonly what: string; readonly hint: string } {
  if (kept.kind === 'message')
    return {
      what: `the message went out: ${takesNothing(place)}`,
      hint: 'Look at the settings of the server, and at its log',
    };
  const { mostStreams } = kept;
  if (mostStreams === 0) {
    const { message, hint = '' } = admitsNone(place);
    return { what: `the call went out: ${message}`, hint };
  }
  const have = mostStreams === 1 ? 'have it' : 'have them';
  return {
    what: `the call went out: by its HTTP/2 settings, ${place} lets ${counted(mostStreams, 'stream')} be open at once, and other calls ${have}`,
    hint: 'End one of them, or try again when they are over',
  };
}
