import { expect, test } from 'vitest';
import { connectedTitle } from './connection-text.ts';

test('who looks closer is told the way, and the time of each step', () => {
  expect(
    connectedTitle({
      key: 'k',
      state: 'connected',
      tls: false,
      peer: '10.0.0.7:443',
      proxy: 'http://proxy:3128',
      ms: { name: 1, connect: 2, proxy: 31.25, tls: 4, total: 38.3 },
    }),
  ).toBe(
    '10.0.0.7:443, through http://proxy:3128, name look-up 1.0 ms, connect 2.0 ms, proxy 31.3 ms, TLS 4.0 ms, in all 38.3 ms',
  );
});
