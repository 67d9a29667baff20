import { expect, it } from 'vitest';
import { didYouMean } from './did-you-mean.ts';

const names = [
  'a.Twice',
  'b.Twice',
  'j.T',
  'j.Reading',
  'k.Reading',
  'k.l.Reading',
  'm.Reading',
  'd.Svc/Go',
  'd.Svc/Upload',
];

it.each([
  ['T', 'j.T'],
  ['j.t', 'j.T'],
  ['x.T', 'j.T'],
  ['go', 'd.Svc/Go'],
  ['Svc.Go', 'd.Svc/Go'],
  ['d.svc/go', 'd.Svc/Go'],
  ['Uplaod', 'd.Svc/Upload'],
  ['d.Svc/Uplod', 'd.Svc/Upload'],
  ['j.Readin', 'j.Reading'],
  ['Twice', 'a.Twice or b.Twice'],
  ['l.Reading', 'k.l.Reading'],
  ['Reading', 'j.Reading, k.Reading, k.l.Reading, …'],
])('proposes for %s %s', (name, proposed) => {
  expect(didYouMean(name, names)).toBe(`Did you mean ${proposed}?`);
});

it.each(['', '.', 'U', 'j.U', 'Svc', 'Readingsss', 'j.T.'])('proposes nothing for "%s"', (name) => {
  expect(didYouMean(name, names)).toBeUndefined();
});
