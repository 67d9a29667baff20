import { Failure } from '../contract/result.ts';
import { asServiceConfig, type ServiceConfig } from '../contract/service-config.ts';
import { pathStep } from './json-path.ts';

/** The load balancing policies of grpc-js: with none of these, it would never connect. */
export const loadBalancingPolicies: readonly string[] = [
  'pick_first',
  'round_robin',
  'weighted_round_robin',
  'outlier_detection',
];

/**
 * Reads a service config. `parse` is what reads JSON: its fault is told as it tells it. Throws a usage
 * `Failure` with it, or with the JSON path of what else is wrong; a name that a service config does not
 * have is wrong too: it would do nothing.
 */
export function parseServiceConfig(
  text: string,
  parse: (text: string) => unknown = JSON.parse,
): ServiceConfig {
  const config = asServiceConfig(jsonOf(text, parse));
  if ('fault' in config) {
    const { path, message } = config.fault;
    throw wrong(path.map(step).join(''), message);
  }
  const { loadBalancingConfig = [], loadBalancingPolicy } = config;
  const policies = loadBalancingConfig.flatMap((one) => Object.keys(one));
  if (policies.length > 0 && !policies.some(isKnown))
    throw noPolicy('.loadBalancingConfig', policies.join(' or '));
  if (loadBalancingPolicy !== undefined && !isKnown(loadBalancingPolicy.toLowerCase()))
    throw noPolicy('.loadBalancingPolicy', loadBalancingPolicy);
  return config;
}

function jsonOf(text: string, parse: (text: string) => unknown): unknown {
  try {
    return parse(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    const said = reason.replace(/^The message is not JSON: /, '');
    throw new Failure('usage', `The service config is not JSON: ${said}`);
  }
}

function isKnown(policy: string): boolean {
  return loadBalancingPolicies.includes(policy);
}

function step(key: string | number): string {
  return typeof key === 'number' ? `[${key}]` : pathStep(key);
}

function noPolicy(path: string, name: string): Failure {
  return wrong(path, `there is no policy ${name} here`, 'Use pick_first or round_robin');
}

function wrong(path: string, message: string, hint?: string): Failure {
  return new Failure('usage', `The service config is wrong at $${path}: ${message}`, hint);
}
