import { expect, test } from 'vitest';
import { fakeSummary } from '#renderer/bridge/fake-answers.ts';
import { runningText, trafficText } from './call-text.ts';
import { readableDetail } from './error-detail.ts';

test('a unary call waits, a stream streams once it is open', () => {
  expect(runningText(null, 'bidi-streaming')).toBe('Waiting');
  expect(runningText(fakeSummary('a', { phase: 'streaming' }), 'bidi-streaming')).toBe('Streaming');
  expect(runningText(fakeSummary('a', { phase: 'streaming' }), 'unary')).toBe('Waiting');
});

test('traffic names only what there was', () => {
  expect(trafficText(fakeSummary('a'))).toBe('');
  const ended = fakeSummary('a', { phase: 'ended', received: 2, bytesReceived: 34, elapsed: 1.84 });
  expect(trafficText(ended)).toBe('2 received · 34 B · 1.8 ms');
});

test('well-known details are put in words', () => {
  const detail = {
    '@type': 'type.googleapis.com/google.rpc.BadRequest',
    fieldViolations: [{ field: 'name', description: 'must not be empty' }],
  };
  expect(readableDetail(detail)).toEqual({
    title: 'BadRequest',
    lines: ['name: must not be empty'],
  });
  expect(
    readableDetail({ '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '5s' }).lines,
  ).toEqual(['Try again after 5s']);
});

test('details of other types, or of none, have at least a title', () => {
  expect(readableDetail({ '@type': 'type.googleapis.com/shop.v1.Sold', value: 'AA==' })).toEqual({
    title: 'Sold',
    lines: [],
  });
  expect(readableDetail('text').title).toBe('Detail');
});
