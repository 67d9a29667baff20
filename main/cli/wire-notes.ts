import { printable } from '#app/core/printable.ts';
import { stepTimes } from '#app/core/step-times.ts';
import type { CallEvent } from '#engine';

/** What `--verbose` tells of an event, in lines: how it connected, and the metadata both ways. */
export function wireNotes(event: CallEvent): readonly string[] {
  switch (event.type) {
    case 'connected': {
      const how = event.reused === true ? 'over the same connection' : stepTimes(event.ms);
      const attempt = event.attempt === undefined ? '' : `attempt ${event.attempt}, `;
      return [
        `Connected: ${attempt}${how}`,
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
  const said = isBare ? ': the server gave no message' : message && `: ${printable(message)}`;
  const shown = details.flatMap((detail) =>
    JSON.stringify(detail, null, 2).split('\n').map(printable),
  );
  return [`${printable(status)}${number}${said}`, ...shown];
}

function pairLines(
  title: string,
  pairs: readonly (readonly [name: string, value: string])[],
): readonly string[] {
  if (pairs.length === 0) return [`${title}: none`];
  return [`${title}:`, ...pairs.map(([name, value]) => `  ${name}: ${printable(value)}`)];
}
