import { experimental } from '@grpc/grpc-js';
import { expect, it } from 'vitest';
import { loadBalancingPolicies } from '#app/core/service-config.ts';
import { channelOptions } from './channel-options.ts';

it('takes the policies that grpc-js has, and no others', () => {
  expect(loadBalancingPolicies.filter(experimental.isLoadBalancerNameRegistered)).toEqual(
    loadBalancingPolicies,
  );
});

it('tells where a service config is no JSON', () => {
  const from = (serviceConfig: string) => () => channelOptions({ serviceConfig });
  expect(from('{\n  "methodConfig": [}')).toThrow(
    /^The service config is not JSON: line 2, column 20: /,
  );
  expect(from('{"methodConfig": [')).toThrow(
    /^The service config is not JSON: line 1, column 19: /,
  );
});
