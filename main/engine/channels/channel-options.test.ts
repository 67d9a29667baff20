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

it('balances as the service config says, in either of its two ways, or as was chosen beside it', () => {
  const told = (config: object, loadBalancing?: 'round_robin') => {
    const options = channelOptions({
      serviceConfig: JSON.stringify(config),
      ...(loadBalancing && { loadBalancing }),
    });
    return JSON.parse(options['grpc.service_config'] ?? '').loadBalancingConfig;
  };
  expect(told({ loadBalancingPolicy: 'ROUND_ROBIN' })).toEqual([{ round_robin: {} }]);
  const both = {
    loadBalancingPolicy: 'round_robin',
    loadBalancingConfig: [{ pick_first: { shuffleAddressList: true } }],
  };
  expect(told(both)).toEqual(both.loadBalancingConfig);
  expect(told(both, 'round_robin')).toEqual([{ round_robin: {} }]);
});
