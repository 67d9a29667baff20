import { readFileSync } from 'node:fs';
import { Failure } from '#app/contract/result.ts';
import { compressions, type TransportOptions } from '#app/contract/target.ts';
import { parseTime } from '#app/core/deadline.ts';
import { parseSize, sizeText } from '#app/core/size.ts';
import type { OptionValues } from './arguments.ts';
import { unreadable } from './given-file.ts';

/** Of a message in gRPC here. */
const longestMessage = 2 ** 31;

/** How to go over the connection, as the options say. Throws a usage `Failure` that names the option. */
export function transportOf(values: OptionValues): TransportOptions {
  const { compression, keepalive, proxy } = values;
  const { 'max-receive': maxReceive, 'max-send': maxSend, 'user-agent': userAgent } = values;
  const { 'connect-timeout': connectTimeout, 'keepalive-timeout': keepaliveTimeout } = values;
  const { 'service-config': serviceConfig, 'wait-for-ready': waitForReady } = values;
  return {
    ...(maxReceive !== undefined && {
      maxReceiveBytes: read('--max-receive', maxReceive, messageSize),
    }),
    ...(maxSend !== undefined && { maxSendBytes: read('--max-send', maxSend, messageSize) }),
    ...(compression !== undefined && { compression: compressionOf(compression) }),
    ...(connectTimeout !== undefined && {
      connectTimeoutMs: read('--connect-timeout', connectTimeout, parseTime),
    }),
    ...(keepalive !== undefined && { keepaliveMs: read('--keepalive', keepalive, parseTime) }),
    ...(keepaliveTimeout !== undefined && {
      keepaliveTimeoutMs: read('--keepalive-timeout', keepaliveTimeout, parseTime),
    }),
    ...(userAgent !== undefined && { userAgent }),
    ...(serviceConfig !== undefined && { serviceConfig: textOf(serviceConfig) }),
    ...(waitForReady !== undefined && { waitForReady }),
    ...(proxy !== undefined && { proxy }),
  };
}

/** What an option's text means; what is wrong with it is told with the option's name. */
function read<T>(option: string, text: string, parse: (text: string) => T): T {
  try {
    return parse(text);
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure('usage', `${option} ${error.error.message}`, error.error.hint);
  }
}

function messageSize(text: string): number {
  const bytes = parseSize(text);
  if (bytes <= longestMessage) return bytes;
  throw new Failure(
    'usage',
    `${sizeText(bytes)} is more than any message has: 2 GB is the most`,
    'Write unlimited for that',
  );
}

function compressionOf(text: string): (typeof compressions)[number] {
  const found = compressions.find((one) => one === text);
  if (found !== undefined) return found;
  throw new Failure(
    'usage',
    `--compression ${text} is none that gRPC has here`,
    'Use gzip, deflate or identity',
  );
}

/** The JSON itself, or that of the file behind an `@`. */
function textOf(given: string): string {
  if (!given.startsWith('@')) return given;
  const file = given.slice(1);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw unreadable('service config', file, error);
  }
}
