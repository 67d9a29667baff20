import type { Type } from 'protobufjs';
import { encodeDetail, type StatusDetail } from './rich-status.ts';
import { toTimestamp } from './well-known.ts';

/**
 * The details that Greeter.Fail attaches, by the number of sample.greeter.v1.FailRequest.Detail.
 * @param greetingRefused the type sample.greeter.v1.GreetingRefused
 * @returns nothing for numbers that name no detail
 */
export function failureDetail(
  kind: number,
  message: string,
  greetingRefused: Type,
): StatusDetail | undefined {
  switch (kind) {
    case 1:
      return encodeDetail('ErrorInfo', {
        reason: 'GREETING_FORBIDDEN',
        domain: 'greeter.sample',
        metadata: { service: 'sample.greeter.v1.Greeter', method: 'Fail' },
      });
    case 2:
      return badRequest();
    case 3:
      return encodeDetail('RetryInfo', { retryDelay: { seconds: 1, nanos: 500_000_000 } });
    case 4:
      return encodeDetail('QuotaFailure', {
        violations: [
          { subject: 'clientip:127.0.0.1', description: 'At most 100 greetings a minute.' },
        ],
      });
    case 5:
      return encodeDetail('DebugInfo', {
        stackEntries: ['fail (greeter.ts:1)', 'handleUnary (server.ts:2)'],
        detail: `Asked to fail with "${message}"`,
      });
    case 6:
      return encodeDetail('Help', {
        links: [
          {
            description: 'What the status codes mean',
            url: 'https://grpc.io/docs/guides/status-codes/',
          },
        ],
      });
    case 7:
      return encodeDetail('LocalizedMessage', {
        locale: 'de-CH',
        message: 'Die Begrüssung ist nicht möglich.',
      });
    case 8:
      return encodeDetail('ResourceInfo', {
        resourceType: 'sample.greeter.v1.Person',
        resourceName: 'people/ada',
        owner: 'people/charles',
        description: 'This person cannot be greeted.',
      });
    case 9:
      return refused(greetingRefused);
    case 10:
      return { type: 'sample.unheard_of.v1.Mystery', bytes: Buffer.from('0a056d79737479', 'hex') };
    default:
      return undefined;
  }
}

function badRequest(): StatusDetail {
  return encodeDetail('BadRequest', {
    fieldViolations: [
      { field: 'name', description: 'A name must not be empty.' },
      { field: 'trailers[0].name', description: 'A trailer must be in lower case.' },
    ],
  });
}

function refused(type: Type): StatusDetail {
  const notBefore = toTimestamp(Date.UTC(2030, 0, 1));
  const bytes = type.encode({ name: 'Ada', notBefore }).finish();
  return { type: 'sample.greeter.v1.GreetingRefused', bytes };
}
