import { expect, test } from 'vitest';
import { fakeSummary } from '#renderer/bridge/fake-answers.ts';
import { liveTrafficParts, runningText, trafficParts } from './call-text.ts';
import { readableDetail } from './error-detail.ts';

test('a unary call waits, a stream streams once it is open', () => {
  expect(runningText(null, 'bidi-streaming')).toBe('Waiting');
  expect(runningText(fakeSummary('a', { phase: 'streaming' }), 'bidi-streaming')).toBe('Streaming');
  expect(runningText(fakeSummary('a', { phase: 'streaming' }), 'unary')).toBe('Waiting');
});

test('traffic names only what there was', () => {
  expect(trafficParts(fakeSummary('a'))).toEqual([]);
  const ended = fakeSummary('a', { phase: 'ended', received: 2, bytesReceived: 34, elapsed: 1.84 });
  expect(textsOf(trafficParts(ended))).toEqual(['2 received', '34 B', '1.8 ms']);
});

test('a call that goes on says so first; a stream also how fast', () => {
  const moving = fakeSummary('a', { phase: 'streaming', received: 41_233, bytesReceived: 12.4e6 });
  expect(textsOf(liveTrafficParts(moving, 'server-streaming', 8_210))).toEqual([
    'Streaming',
    '41\u202f233 received',
    '12.4 MB',
    '8.2 k/s',
  ]);
  const open = fakeSummary('a', { phase: 'streaming' });
  expect(textsOf(liveTrafficParts(open, 'bidi-streaming', 0))).toEqual(['Streaming']);
  const unary = fakeSummary('a', { sent: 1, bytesSent: 5 });
  expect(textsOf(liveTrafficParts(unary, 'unary', 9))).toEqual(['Waiting', '1 sent', '5 B']);
});

function textsOf(parts: readonly { readonly text: string }[]): string[] {
  return parts.map(({ text }) => text);
}

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
