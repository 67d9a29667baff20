import * as v from 'valibot';
import { expect, it } from 'vitest';
import { session } from './session.ts';

it('reads what was kept before there were descriptor sets', () => {
  const kept = {
    duplex: 1,
    target: { address: 'localhost:1', useTls: false, tls: {} },
    sources: { protos: ['/a'], importPaths: [], reflection: true },
    requests: [],
    active: null,
  };
  expect(v.parse(session, kept).sources).toEqual({ ...kept.sources, descriptorSets: [] });
});
