import { Failure } from '../contract/result.ts';
import type { TransportOptions } from '../contract/target.ts';
import { parseProxy } from './proxy.ts';
import { parseServiceConfig } from './service-config.ts';

/** A timer of Node takes no longer time. */
const longestMs = 2 ** 31 - 1;

/**
 * Throws a usage `Failure` for the first option that cannot be used, before anything is connected. `parse`
 * reads the JSON of a service config.
 */
export function checkTransport(
  transport: TransportOptions,
  parse?: (text: string) => unknown,
): void {
  const { maxReceiveBytes, maxSendBytes } = transport;
  const { connectTimeoutMs, keepaliveMs, keepaliveTimeoutMs } = transport;
  const { userAgent = '', serviceConfig = '', proxy = 'none' } = transport;
  checkSize('receive', maxReceiveBytes);
  checkSize('send', maxSendBytes);
  checkTime('to wait for a connection', connectTimeoutMs);
  checkTime('between two keepalive pings', keepaliveMs);
  checkTime('to wait for the answer of a keepalive ping', keepaliveTimeoutMs);
  if (/[^\x20-\x7e]/.test(userAgent))
    throw new Failure(
      'usage',
      `The user agent "${userAgent}" is not printable ASCII`,
      'Use letters, digits and punctuation of ASCII',
    );
  if (serviceConfig.trim() !== '') parseServiceConfig(serviceConfig, parse);
  if (proxy !== 'none' && proxy !== '') checkProxy(proxy);
}

/** A bare word may well be a host, and far more likely is one of another list of choices. */
function checkProxy(text: string): void {
  parseProxy(text);
  if (/:\/\/|:\d+\/?$|\./.test(text)) return;
  throw new Failure(
    'usage',
    `The proxy "${text}" has neither scheme nor port`,
    `Write http://${text}:port, or none`,
  );
}

function checkSize(what: string, bytes: number | undefined): void {
  if (bytes === undefined || bytes === -1) return;
  if (Number.isSafeInteger(bytes) && bytes > 0) return;
  throw new Failure('usage', `The largest message to ${what} is ${bytes}: give a number of bytes`);
}

function checkTime(what: string, ms: number | undefined): void {
  if (ms === undefined || (ms >= 1 && ms <= longestMs)) return;
  throw new Failure('usage', `The time ${what} is ${ms} ms: give one from 1 ms to 24 days`);
}
