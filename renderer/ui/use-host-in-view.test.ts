import { expect, test } from 'vitest';
import { hostEnd } from './use-host-in-view.ts';

test.each([
  ['grpc://localhost:50051', ''],
  ['grpcs://api.example.com:443/v1/prefix', '/v1/prefix'],
  ['localhost:50051', ''],
  ['[::1]:50051/prefix', '/prefix'],
  ['dns:///name:50051', ''],
  ['unix:/run/app.sock', ''],
  ['grpc://{{host}}:{{port}}/x', '/x'],
  ['', ''],
])('of %s %j is behind host and port', (address, rest) => {
  expect(address.slice(hostEnd(address))).toBe(rest);
});
