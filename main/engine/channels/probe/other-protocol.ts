import { greet } from './http2-greeting.ts';
import { codeOf, opened, type Probing } from './probing.ts';
import { secureSocket } from './secure-socket.ts';
import { type StepFailure, unreachable } from './steps.ts';

/** So long the other protocol is tried. */
const tryMs = 2000;

/** Whether what failed with TLS works without it. */
export async function speaksPlaintext(probing: Probing): Promise<boolean> {
  const time = probing.time.atMost(tryMs);
  try {
    return (await time.within(greet(await probing.again(time)))).kind === 'http2';
  } catch {
    return false;
  }
}

/** Whether what failed without TLS answers to a handshake. */
export async function speaksTls(probing: Probing): Promise<boolean> {
  const time = probing.time.atMost(tryMs);
  try {
    const socket = await probing.again(time);
    const secure = probing.keep(secureSocket(socket, probing, { insecure: true }));
    await time.within(opened(secure, 'secureConnect'));
    return true;
  } catch (error) {
    // Who sends an alert speaks TLS.
    return /ALERT/.test(codeOf(error));
  }
}

export function plaintextNotTls(place: string): StepFailure {
  return unreachable(
    `The server at ${place} speaks plaintext, not TLS`,
    `Use grpc://${place}, or switch TLS off`,
  );
}

export function tlsNotPlaintext(place: string): StepFailure {
  return unreachable(
    `The server at ${place} speaks TLS, not plaintext`,
    `Use grpcs://${place}, or switch TLS on`,
  );
}
