import { stat } from 'node:fs/promises';
import { connect, type Socket } from 'node:net';
import { hostPort } from '#app/core/host-port.ts';
import { silence } from '../silence.ts';
import { ready } from '../socket-ready.ts';
import { type Attempt, connectFirst } from './connect-first.ts';
import { codeOf, type Probing } from './probing.ts';
import { type Facts, type Found, StepFailure, unreachable } from './steps.ts';

/** A TCP connection, or that of a Unix socket, and where it leads. */
export interface Connected {
  readonly socket: Socket;
  /** The IP address and port, or the socket's path. */
  readonly peer: string;
}

/** There was a connection, and it was reset before anybody could say a word. */
export class ResetAtOnce extends Error {}

/** So many attempts are told one by one. */
const mostTold = 16;

/** Connects to the first of the addresses that answers. */
export async function connectStep(
  probing: Probing,
  addresses: readonly string[],
): Promise<Found<Connected>> {
  const { port } = probing.route.proxy ?? probing.route.target;
  const attempts: Attempt[] = [];
  const { first, stop } = connectFirst(addresses, port, attempts, (made) => probing.keep(made));
  try {
    const socket = await probing.time.within(first);
    const host = socket.remoteAddress ?? '';
    probing.way = { host, port };
    const peer = hostPort(host, port);
    const others = attempts.some(({ connected }) => connected !== true);
    return {
      value: { socket, peer },
      summary: `Connected to ${probing.route.proxy === undefined ? '' : 'the proxy '}${peer}`,
      facts: others ? told(attempts) : [['Address', peer]],
    };
  } catch (error) {
    // Of a port where nobody is, the system says refused: this one was accepted first.
    if (codeOf(error) === 'ECONNRESET') throw new ResetAtOnce();
    throw tcpFailure(probing, attempts, error);
  } finally {
    stop();
  }
}

/** Connects to a Unix socket. */
export async function socketStep(probing: Probing): Promise<Found<Connected>> {
  const path = probing.route.target.host;
  const { place, route, time } = probing;
  try {
    const socket = probing.keep(connect(path));
    await probing.time.within(ready(socket, 'connect'));
    probing.way = { path };
    return { value: { socket, peer: place }, summary: `Connected to ${place}` };
  } catch (error) {
    if (codeOf(error) === 'ETIMEDOUT')
      throw new StepFailure(silence({ step: 'connect' }, route, time.text));
    const isThere = path.startsWith('\0') || (await isSocket(path));
    throw socketFailure(place, isThere, codeOf(error), error);
  }
}

function told(attempts: readonly Attempt[]): Facts {
  return attempts
    .slice(0, mostTold)
    .map(({ address, code, connected }) => [
      address,
      connected === true ? 'connected' : attemptText(code),
    ]);
}

function attemptText(code: string | undefined): string {
  if (code === undefined) return 'no answer';
  return code === 'ECONNREFUSED' ? 'refused' : `${unreachableText(code)} (${code})`;
}

function unreachableText(code: string): string {
  if (code === 'ENETUNREACH') return 'no way to this network';
  if (code === 'EHOSTUNREACH') return 'no way to this host';
  return code === 'ETIMEDOUT' ? 'no answer' : 'failed';
}

/** One cause of several attempts: whoever refuses is there; who says nothing may be behind a firewall. */
function tcpFailure(
  { dialled, route, time }: Probing,
  attempts: readonly Attempt[],
  error: unknown,
): StepFailure | unknown {
  const facts = told(attempts);
  const codes = attempts.map(({ code }) => code);
  if (codes.includes('ECONNREFUSED')) {
    return unreachable(
      `Nothing listens at ${dialled}: the connection was refused`,
      'Check the port, and that the server is running',
      facts,
    );
  }
  const code = codeOf(error);
  if (code === 'ETIMEDOUT')
    return new StepFailure(silence({ step: 'connect' }, route, time.text), facts);
  if (code === 'EUNKNOWN') return error;
  const why =
    code === 'ENETUNREACH' || code === 'EHOSTUNREACH' ? unreachableText(code) : 'it failed';
  return unreachable(
    `There is no connection to ${dialled}: ${why} (${code})`,
    'Check the address, the network, a VPN, and any firewall between',
    facts,
  );
}

function socketFailure(
  path: string,
  isThere: boolean,
  code: string,
  error: unknown,
): StepFailure | unknown {
  switch (code) {
    case 'EUNKNOWN':
      return error;
    case 'ENOENT':
      return unreachable(
        `There is no socket ${path}`,
        'Check the path, and that the server is running',
      );
    case 'EACCES':
    case 'EPERM':
      return unreachable(
        `The socket ${path} may not be opened: there is no permission to write to it`,
        'Start Duplex as a user who may, or change the permissions of the socket and its folders',
      );
    case 'ECONNREFUSED':
    case 'ENOTSOCK':
    case 'EPROTOTYPE':
      return isThere
        ? unreachable(
            `Nobody listens at the socket ${path}: a server that has ended may have left it`,
            'Check that the server is running',
          )
        : unreachable(
            `${path} is not a socket`,
            'Give the path of the socket that the server listens on',
          );
    default:
      return unreachable(
        `The socket ${path} cannot be opened (${code})`,
        'Check the path, and that the server is running',
      );
  }
}

async function isSocket(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isSocket();
  } catch {
    return false;
  }
}
