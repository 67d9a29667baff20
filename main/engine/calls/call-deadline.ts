import type { ServiceConfig } from '#app/contract/service-config.ts';
import type { TransportOptions } from '#app/contract/target.ts';
import { deadlineText } from '#app/core/deadline.ts';
import { parseServiceConfig } from '#app/core/service-config.ts';
import { parseJson } from '../codec/json-text.ts';

/** How long a call may take, in milliseconds since its start, and who said so where it was not its caller. */
export interface CallDeadline {
  readonly ms: number;
  readonly isOfServiceConfig?: true;
}

/**
 * The shorter one of what the caller gave, in milliseconds, and of what the service config allows the method
 * (`pkg.Service/Method`). The timeout of a service config is kept here and not left to grpc-js, which takes
 * "0.5s" for five nanoseconds, and waits for a connection without it.
 */
export function callDeadline(
  givenMs: number | undefined,
  transport: TransportOptions,
  method: string,
): CallDeadline | undefined {
  const timeout = transport.serviceConfig?.trim()
    ? timeoutMs(parseServiceConfig(transport.serviceConfig, parseJson), method)
    : undefined;
  if (timeout !== undefined && timeout < (givenMs ?? Number.POSITIVE_INFINITY))
    return { ms: timeout, isOfServiceConfig: true };
  return givenMs === undefined ? undefined : { ms: givenMs };
}

/** `The deadline of 5 s`: what passed. */
export function deadlineName({ ms, isOfServiceConfig }: CallDeadline): string {
  const time = deadlineText(ms);
  return isOfServiceConfig
    ? `The timeout of ${time} in the service config`
    : `The deadline of ${time}`;
}

/** Of the first entry that names the method, else of one that names its service, else of one for all. */
function timeoutMs({ methodConfig = [] }: ServiceConfig, path: string): number | undefined {
  const [service, method] = path.split('/');
  const names = [{ service, method }, { service }, {}];
  for (const wanted of names) {
    const found = methodConfig.find(({ name }) =>
      name.some(
        (one) =>
          (one.service || undefined) === wanted.service &&
          (one.method || undefined) === wanted.method,
      ),
    );
    if (found !== undefined)
      return found.timeout === undefined ? undefined : Number(found.timeout.slice(0, -1)) * 1000;
  }
  return undefined;
}
