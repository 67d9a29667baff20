import { expect, test } from 'vitest';
import type { MethodSummary, SchemaSummary } from '#app/contract/schema.ts';
import { successorOf } from './successor.ts';

function method(path: string, input = 'p.Ask', output = 'p.Answer'): MethodSummary {
  return { name: path.slice(path.indexOf('/') + 1), path, kind: 'unary', input, output };
}

function schema(...methods: readonly MethodSummary[]): SchemaSummary {
  return { services: [{ name: 'p.S', methods }], diagnostics: [], sources: [] };
}

const get = method('p.v1.S/Get', 'p.v1.Ask', 'p.v1.Answer');
const fetched = { ...get, name: 'Fetch', path: 'p.v1.S/Fetch' };
const moved = method('p.v2.S/Get', 'p.v2.Ask', 'p.v2.Answer');
const other = { ...get, name: 'Other', path: 'p.v1.S/Other' };

test.each<[string, readonly MethodSummary[], readonly MethodSummary[], MethodSummary | undefined]>([
  ['another name', [get, other], [fetched, other], fetched],
  ['another package', [get], [moved], moved],
  ['one that was there before', [get, other], [other], undefined],
  ['several that came', [get], [fetched, other], undefined],
  ['another kind', [get], [{ ...fetched, kind: 'bidi-streaming' }], undefined],
  ['other messages', [get], [method('p.v2.S/Get', 'p.v2.Question', 'p.v2.Answer')], undefined],
])('what a method may be called now: %s', (_, before, now, wanted) => {
  expect(successorOf(get, schema(...before), schema(...now))).toEqual(wanted);
});

test.each<[string, string, readonly MethodSummary[], MethodSummary | undefined]>([
  ['another package', 'p.v0.S/Get', [get, other], get],
  ['a letter', 'p.v1.S/Fetsch', [fetched, other], fetched],
  ['another service', 'p.v1.T/Get', [get], undefined],
  ['several', 'p.v0.S/Get', [get, moved], undefined],
  ['nothing alike', 'p.v1.S/Wave', [get, other], undefined],
])('what a method that nobody has seen may be called: %s', (_, path, now, wanted) => {
  expect(successorOf(method(path), undefined, schema(...now))).toEqual(wanted);
});
