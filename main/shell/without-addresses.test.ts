import { expect, it } from 'vitest';
import { withoutAddresses } from './without-addresses.ts';

it.each([
  ['at grpcs://api.corp.example:443/x', 'at grpcs://[address]/x'],
  ['grpc://[::1]:50051', 'grpc://[address]'],
  ['dns:///api.corp:443 unix:/run/x.sock', 'dns:[address] unix:[address]'],
  ['connect to api.corp.example:443.', 'connect to [address].'],
  ['(localhost:50051)', '([address])'],
  ['ECONNREFUSED 10.1.2.3:50051', 'ECONNREFUSED [address]'],
  ['from 10.1.2.3.', 'from [address].'],
  ['ECONNREFUSED ::1:50051', 'ECONNREFUSED [address]'],
  ['[2001:db8::1]:443', '[address]'],
  ['getaddrinfo ENOTFOUND api.corp.example', 'getaddrinfo ENOTFOUND [address]'],
])('leaves out the address in: %s', (text, expected) => {
  expect(withoutAddresses(text)).toBe(expected);
});

it.each([
  '2026-01-02T03:04:05.678Z error it failed',
  'at x (app://duplex/assets/index-BxK3_9aQ.js:120:31)',
  'at x (file:///opt/app.asar/dist/main/index.js:1:2)',
  'in index.js:120 and node:internal/process:1:2',
  'The window closed (crashed, 5); [12] [redacted]',
])('leaves alone: %s', (text) => {
  expect(withoutAddresses(text)).toBe(text);
});
