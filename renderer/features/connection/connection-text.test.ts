import { expect, test } from 'vitest';
import { connectedTitle, connectionText } from './connection-text.ts';

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

test('that any certificate is accepted comes before all else that is said of a connection', () => {
  const connection = {
    key: 'k',
    state: 'connected',
    tls: { version: 'TLSv1.3', insecure: true },
    ms: { total: 38.3 },
  } as const;
  expect(connectionText(connection, 'localhost:1')).toBe(
    'Connected, any certificate accepted · 38.3 ms · h2 · TLS 1.3',
  );
  expect(connectedTitle(connection)).toMatch(/^The certificate was not checked: /);
  const checked = { ...connection, tls: { version: 'TLSv1.3', insecure: false } };
  expect(connectionText(checked, 'localhost:1')).toBe('Connected · 38.3 ms · h2 · TLS 1.3');
});

test('only what was lost is called lost', () => {
  const ended = { key: 'k', state: 'not-connected' } as const;
  expect(connectionText(ended, 'h:1')).toBe(
    'Not connected: the connection to h:1 was lost. Press Connect',
  );
  expect(connectionText({ ...ended, wasLetGo: true }, 'h:1')).toBe(
    'Not connected to h:1: press Connect',
  );
});
