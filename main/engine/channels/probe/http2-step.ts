import type { TlsFacts } from '#app/contract/target.ts';
import { printable } from '#app/core/printable.ts';
import { resetMeaning, resetName } from '#engine/calls/reset-codes.ts';
import { silence } from '../silence.ts';
import { closedBeforeHttp2 } from './closed.ts';
import { type ForeignAnswer, foreignAnswer } from './first-bytes.ts';
import type { Greeting } from './http2-greeting.ts';
import { speaksTls } from './other-protocol.ts';
import { codeOf, type Probing } from './probing.ts';
import { cause, type Facts, type Found, otherScheme, StepFailure, unreachable } from './steps.ts';
import { alertCause } from './tls-causes.ts';

/** SETTINGS_MAX_CONCURRENT_STREAMS. */
const mostStreams = 3;
const settingNames: readonly (readonly [id: number, label: string])[] = [
  [mostStreams, 'Streams at once'],
  [4, 'Window of a stream, bytes'],
  [5, 'Longest frame, bytes'],
  [6, 'Longest headers, bytes'],
];

/** What HTTP/2 came to that has begun. */
export async function http2Step(
  probing: Probing,
  greeted: Promise<Greeting>,
  tls: TlsFacts | undefined,
): Promise<Found<null>> {
  const { place } = probing;
  let greeting: Greeting;
  try {
    greeting = await probing.time.within(greeted);
  } catch (error) {
    throw await breakOff(probing, error, tls);
  }
  if (greeting.kind === 'foreign')
    throw await foreignFailure(probing, foreignAnswer(greeting.heard));
  const { settings, pingMs, goaway } = greeting;
  const facts = settingFacts(settings);
  if (goaway !== undefined) {
    const said = printable(goaway.debug.toString('utf8')).slice(0, 200);
    throw unreachable(
      `${place} ended the HTTP/2 connection at once: GOAWAY ${resetName(goaway.code)}${said === '' ? '' : `, "${said}"`}`,
      goaway.code === 0
        ? 'The server may be shutting down: try again; if it stays so, look at its log'
        : resetMeaning(goaway.code).hint,
      facts,
    );
  }
  const admitsNone = settings.get(mostStreams) === 0;
  return {
    value: null,
    ...(admitsNone && {
      warning: cause(
        `${place} admits no call: by its HTTP/2 settings, 0 streams may be open at once`,
        'It may be starting, or shutting down: try again later, or look at its log',
      ),
    }),
    summary: `${place} speaks HTTP/2`,
    facts: [...facts, ['Ping', pingMs === undefined ? 'no answer' : `${pingMs.toFixed(1)} ms`]],
  };
}

function settingFacts(settings: ReadonlyMap<number, number>): Facts {
  return settingNames.flatMap(([id, label]) => {
    const value = settings.get(id);
    return value === undefined ? [] : [[label, value === 0xffff_ffff ? 'no limit' : `${value}`]];
  });
}

async function foreignFailure(
  probing: Probing,
  { kind, shown, what }: ForeignAnswer,
): Promise<StepFailure> {
  const { place, route } = probing;
  switch (kind) {
    case 'tls':
      return tlsNotPlaintext(place);
    case 'http1':
      // Web servers say in HTTP/1 that they would have TLS spoken to them.
      if (!route.target.tls && (await speaksTls(probing))) return tlsNotPlaintext(place);
      return unreachable(
        `${place} answered ${shown}: ${what}`,
        `gRPC needs HTTP/2: check the port, or ${route.target.tls ? 'switch on HTTP/2 in ' : ''}the proxy in front of the server`,
      );
    case 'other':
      return unreachable(
        `${place} answered ${shown}: ${what}`,
        'Check the port: a gRPC server has to listen there',
      );
  }
}

async function breakOff(
  probing: Probing,
  error: unknown,
  tls: TlsFacts | undefined,
): Promise<unknown> {
  const { place, route, time } = probing;
  const { target } = route;
  const code = codeOf(error);
  if (code === 'EUNKNOWN') return error;
  if (code === 'ETIMEDOUT')
    return new StepFailure(silence({ step: 'http2', tls }, route, time.text));
  const alert = alertCause(code, place, route.face);
  if (alert !== undefined) return new StepFailure(alert);
  if (!target.tls && (await speaksTls(probing))) return tlsNotPlaintext(place);
  return closedBeforeHttp2(place, tls);
}

function tlsNotPlaintext(place: string): StepFailure {
  return otherScheme(
    `The server at ${place} speaks TLS, not plaintext`,
    `Use grpcs://${place}, or switch TLS on`,
    'tls-on',
  );
}
