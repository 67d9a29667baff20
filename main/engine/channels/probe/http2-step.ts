import type { AppError } from '#app/contract/result.ts';
import type { TlsFacts } from '#app/contract/target.ts';
import { printable } from '#app/core/printable.ts';
import { resetMeaning, resetName } from '#engine/calls/reset-codes.ts';
import { admitsNone, brokenSetting, setting, takesNothing } from '../http2-settings.ts';
import { otherSchemeAt } from '../other-scheme.ts';
import { silence } from '../silence.ts';
import { closedBeforeHttp2 } from './closed.ts';
import { type ForeignAnswer, foreignAnswer } from './first-bytes.ts';
import type { Greeter, Greeting } from './http2-greeting.ts';
import { speaksTls } from './other-protocol.ts';
import { codeOf, type Probing } from './probing.ts';
import { cause, type Facts, type Found, otherScheme, StepFailure, unreachable } from './steps.ts';
import { alertCause } from './tls-causes.ts';

const settingNames: readonly (readonly [id: number, label: string])[] = [
  [setting.mostStreams, 'Streams at once'],
  [setting.streamWindow, 'Window of a stream, bytes'],
  [setting.longestFrame, 'Longest frame, bytes'],
  [setting.longestHeaders, 'Longest headers, bytes'],
];

/** What HTTP/2 came to that has begun. */
export async function http2Step(
  probing: Probing,
  greeter: Greeter,
  tls: TlsFacts | undefined,
): Promise<Found<null>> {
  const { place } = probing;
  const greeting = await greetingInTime(probing, greeter, tls);
  if (greeting.kind === 'foreign')
    throw await foreignFailure(probing, foreignAnswer(greeting.heard));
  const { settings, settingsBytes, pingMs, goaway } = greeting;
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
  const broken = brokenSetting(settings, settingsBytes);
  if (broken !== undefined)
    throw unreachable(
      `${place} breaks the rules of HTTP/2 with its settings: ${broken}`,
      'Look at the settings of the server, or of the proxy before it',
      facts,
    );
  const warning = warningOf(settings, place);
  return {
    value: null,
    ...(warning && { warning }),
    summary: `${place} speaks HTTP/2`,
    facts: [...facts, ['Ping', pingMs === undefined ? 'no answer' : `${pingMs.toFixed(1)} ms`]],
  };
}

function warningOf(settings: ReadonlyMap<number, number>, place: string): AppError | undefined {
  if (settings.get(setting.mostStreams) === 0) return admitsNone(place);
  if (settings.get(setting.streamWindow) !== 0) return undefined;
  return cause(
    takesNothing(place),
    'It may widen the window of each call by itself; if calls get no answer, look at its settings and its log',
  );
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
      return tlsNotPlaintext(probing);
    case 'http1':
      // Web servers say in HTTP/1 that they would have TLS spoken to them.
      if (!route.target.tls && (await speaksTls(probing))) return tlsNotPlaintext(probing);
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

/** The greeting, or what there is of it when the time is over. */
async function greetingInTime(
  probing: Probing,
  greeter: Greeter,
  tls: TlsFacts | undefined,
): Promise<Greeting> {
  const { route, time } = probing;
  try {
    return await time.within(greeter.greeting);
  } catch (error) {
    if (codeOf(error) !== 'ETIMEDOUT') throw await breakOff(probing, error, tls);
    const came = greeter.soFar();
    if (typeof came !== 'number') return came;
    throw new StepFailure(silence({ step: 'http2', tls, came }, route, time.text));
  }
}

async function breakOff(
  probing: Probing,
  error: unknown,
  tls: TlsFacts | undefined,
): Promise<unknown> {
  const { place, route } = probing;
  const { target } = route;
  const code = codeOf(error);
  if (code === 'EUNKNOWN') return error;
  const alert = alertCause(code, place, route.face);
  if (alert !== undefined) return new StepFailure(alert);
  if (!target.tls && (await speaksTls(probing))) return tlsNotPlaintext(probing);
  return closedBeforeHttp2(probing, tls);
}

function tlsNotPlaintext({ place, route }: Probing): StepFailure {
  return otherScheme(
    `The server at ${place} speaks TLS, not plaintext`,
    otherSchemeAt(place, route),
    'tls-on',
  );
}
