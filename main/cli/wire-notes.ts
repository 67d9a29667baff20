import { statusNames } from '#app/contract/status.ts';
import { connectedText, connectedTlsText } from '#app/core/connected-text.ts';
import { printable } from '#app/core/printable.ts';
import type { CallEvent } from '#engine';

/** What `--verbose` tells of an event, in lines: how it connected, and the metadata both ways. */
export function wireNotes(event: CallEvent): readonly string[] {
  switch (event.type) {
    case 'connected': {
      const { tls } = event;
      return [
        `Connected: ${connectedText(event)}`,
        ...(tls === undefined ? [] : [printable(connectedTlsText(tls))]),
        ...pairLines('Request headers as sent', event.request ?? []),
      ];
    }
    case 'headers':
      return pairLines('Response headers', event.metadata);
    case 'end':
      return pairLines('Response trailers', event.trailers);
    default:
      return [];
  }
}

/** How a call ended when that was not with OK: status, number, sentence and details. */
export function endLines({
  status,
  code,
  message,
  details,
}: Pick<
  Extract<CallEvent, { type: 'end' }>,
  'status' | 'code' | 'message' | 'details'
>): readonly string[] {
  const number = code === null ? '' : ` ${code}`;
  const isBare = message === '' && details.length === 0;
  const said = isBare ? `: ${bareText(code)}` : message && `: ${printable(message)}`;
  const shown = details.flatMap((detail) =>
    JSON.stringify(detail, null, 2).split('\n').map(printable),
  );
  return [`${printable(status)}${number}${said}`, ...shown];
}

/** Of a status that the server gave alone. */
function bareText(code: number | null): string {
  if (code === null)
    return 'this is how the server ended the call, in place of a number, and it gave no message';
  return statusNames[code] === undefined
    ? 'the server ended the call with a code that gRPC does not have, and gave no message'
    : 'the server gave no message';
}

function pairLines(
  title: string,
  pairs: readonly (readonly [name: string, value: string])[],
): readonly string[] {
  if (pairs.length === 0) return [`${title}: none`];
  return [`${title}:`, ...pairs.map(([name, value]) => `  ${name}: ${printable(value)}`)];
}
