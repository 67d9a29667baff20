import { experimental } from '@grpc/grpc-js';
import * as v from 'valibot';
import { Failure, failureOf } from '#app/contract/result.ts';
import { pathStep } from '#app/core/json-path.ts';
import { parseJson } from '../codec/json-text.ts';
import { type ServiceConfig, serviceConfig } from './service-config-form.ts';

/**
 * Reads a service config. Throws a usage `Failure` with line and column where it is not JSON, else with
 * the JSON path of what is wrong. A load balancing policy that grpc-js does not have is wrong too: it
 * would never connect with it.
 */
export function parseServiceConfig(text: string): ServiceConfig {
  let value: unknown;
  const syntax = failureOf(() => {
    value = parseJson(text);
  });
  if (syntax !== undefined)
    throw new Failure('usage', syntax.message.replace('The message is', 'The service config is'));
  const parsed = v.safeParse(serviceConfig, value);
  if (!parsed.success) throw wrong(parsed.issues[0]);
  const policies = (parsed.output.loadBalancingConfig ?? []).flatMap((one) => Object.keys(one));
  if (policies.length > 0 && !policies.some(experimental.isLoadBalancerNameRegistered))
    throw new Failure(
      'usage',
      `The service config is wrong at $.loadBalancingConfig: there is no policy ${policies.join(' or ')} here`,
      'Use pick_first or round_robin',
    );
  return parsed.output;
}

function wrong({ path, message }: v.BaseIssue<unknown>): Failure {
  const steps = (path ?? []).map(({ key }) =>
    typeof key === 'number' ? `[${key}]` : pathStep(String(key)),
  );
  return new Failure('usage', `The service config is wrong at $${steps.join('')}: ${message}`);
}
