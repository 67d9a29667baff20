import { readFileSync } from 'node:fs';
import { Failure, failureOf } from '#app/contract/result.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { parseDeadline } from '#app/core/deadline.ts';
import { parseSize } from '#app/core/size.ts';
import type { OptionValues } from './arguments.ts';
import { unreadable } from './given-file.ts';

const compressions = ['identity', 'gzip', 'deflate'] as const;

/** How to go over the connection, as the options say. Throws a usage `Failure` that names the option. */
export function transportOf(values: OptionValues): TransportOptions {
  const { compression, keepalive, proxy } = values;
  const { 'max-receive': maxReceive, 'max-send': maxSend, 'user-agent': userAgent } = values;
  const { 'connect-timeout': connectTimeout } = values;
  const { 'service-config': serviceConfig, 'wait-for-ready': waitForReady } = values;
  return {
    ...(maxReceive !== undefined && { maxReceiveBytes: sizeOf('--max-receive', maxReceive) }),
    ...(maxSend !== undefined && { maxSendBytes: sizeOf('--max-send', maxSend) }),
    ...(compression !== undefined && { compression: compressionOf(compression) }),
    ...(connectTimeout !== undefined && {
      connectTimeoutMs: timeOf('--connect-timeout', connectTimeout),
    }),
    ...(keepalive !== undefined && { keepaliveMs: timeOf('--keepalive', keepalive) }),
    ...(userAgent !== undefined && { userAgent }),
    ...(serviceConfig !== undefined && { serviceConfig: textOf(serviceConfig) }),
    ...(waitForReady !== undefined && { waitForReady }),
    ...(proxy !== undefined && { proxy }),
  };
}

function sizeOf(option: string, text: string): number {
  let bytes = 0;
  const fault = failureOf(() => {
    bytes = parseSize(text);
  });
  if (fault !== undefined) throw new Failure('usage', `${option} ${fault.message}`, fault.hint);
  return bytes;
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

function timeOf(option: string, text: string): number {
  let ms: number | undefined;
  failureOf(() => {
    ms = parseDeadline(text);
  });
  if (ms !== undefined) return ms;
  throw new Failure('usage', `${option} ${text} is not a time`, 'Write one such as 30s or 500ms');
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
