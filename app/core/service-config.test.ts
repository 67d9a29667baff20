import { describe, expect, it } from 'vitest';
import { parseServiceConfig } from './service-config.ts';

const retryPolicy = {
  maxAttempts: 3,
  initialBackoff: '0.1s',
  maxBackoff: '1s',
  backoffMultiplier: 2,
  retryableStatusCodes: ['unavailable', 14],
};

describe('a service config', () => {
  it('is read', () => {
    const config = {
      loadBalancingConfig: [{ round_robin: {} }],
      methodConfig: [{ name: [{ service: 'a.B', method: 'C' }], retryPolicy, timeout: '5s' }],
      retryThrottling: { maxTokens: 10, tokenRatio: 0.1 },
    };
    expect(parseServiceConfig(JSON.stringify(config))).toEqual(config);
  });

  it.each([
    ['{\n  "methodConfig": [}', /^The service config is not JSON: /],
    ['[]', /^The service config is wrong at \$: expected an object/],
    [
      JSON.stringify({
        methodConfig: [{ name: [], retryPolicy: { ...retryPolicy, maxAttempts: 1 } }],
      }),
      /at \$\.methodConfig\[0\]\.retryPolicy\.maxAttempts: expected a whole number of at least 2$/,
    ],
    [
      JSON.stringify({ methodConfig: [{ name: [{ method: 'C' }] }] }),
      /at \$\.methodConfig\[0\]\.name\[0\]: a method needs its service$/,
    ],
    [
      JSON.stringify({
        methodConfig: [
          { name: [{}], retryPolicy: { ...retryPolicy, retryableStatusCodes: ['BAD'] } },
        ],
      }),
      /at \$\.methodConfig\[0\]\.retryPolicy\.retryableStatusCodes\[0\]: expected the name or number/,
    ],
    [
      '{"methodConfig": [{"name": [], "timeout": "5"}]}',
      /timeout: expected a time such as "0.5s"$/,
    ],
    ['{"loadBalancingConfig": [{"xds": {}}]}', /there is no policy xds here/],
    ['{"loadBalancingPolicy": "ring"}', /at \$\.loadBalancingPolicy: there is no policy ring here/],
    ['{"foo": 1}', /at \$\.foo: a service config has nothing of this name here$/],
    [
      '{"methodConfig": [{"name": [], "retrypolicy": {}}]}',
      /at \$\.methodConfig\[0\]\.retrypolicy: a service config has nothing of this name here$/,
    ],
    ['{"loadBalancingConfig": [{}]}', /at \$\.loadBalancingConfig\[0\]: expected an object with/],
    ['{"methodConfig": [{"retryPolicy": null}]}', /at \$\.methodConfig\[0\]\.name: /],
  ])('is refused with the place of its fault: %s', (text, message) => {
    expect(() => parseServiceConfig(text)).toThrow(message);
  });
});
