import { expect, test } from 'vitest';
import type { Certificate } from '#app/contract/target.ts';
import { certificateName, certificateText, validityOf } from './certificate-text.ts';

const certificate: Certificate = {
  subject: 'O=Example, CN=api.example.com',
  issuer: 'CN=Example Root',
  names: ['api.example.com', '10.0.0.1'],
  validFrom: '2026-01-01T00:00:00.000Z',
  validTo: '2026-12-31T12:30:00.000Z',
  serialNumber: '0A',
  fingerprint: 'AB:CD',
};

test.each([
  ['2025-12-31T00:00:00Z', 'danger', 'Not valid before 2026-01-01 00:00 UTC'],
  ['2026-06-01T12:30:00Z', 'ok', 'Until 2026-12-31 12:30 UTC, 213 days left'],
  ['2026-12-11T12:30:00Z', 'warn', 'Until 2026-12-31 12:30 UTC, 20 days left'],
  ['2026-12-30T00:00:00Z', 'warn', 'Until 2026-12-31 12:30 UTC, 1 day left'],
  ['2027-01-03T00:00:00Z', 'danger', 'Expired 2026-12-31 12:30 UTC, 2 days ago'],
])('at %s it is %s: %s', (now, tone, text) => {
  expect(validityOf(certificate, Date.parse(now))).toEqual({ tone, text });
});

test('times that are none are shown as they came', () => {
  expect(validityOf({ ...certificate, validTo: 'later' }, 0)).toMatchObject({ tone: 'warn' });
});

test('it is called by its common name, else by what there is', () => {
  expect(certificateName(certificate)).toBe('api.example.com');
  expect(certificateName({ ...certificate, subject: 'CN=a\nO=b' })).toBe('a');
  expect(certificateName({ ...certificate, subject: '' })).toBe('api.example.com');
  expect(certificateName({ ...certificate, subject: 'O=b', names: [] })).toBe('O=b');
});

test('it is copied whole', () => {
  expect(certificateText(certificate)).toContain('Names: api.example.com, 10.0.0.1\n');
  expect(certificateText(certificate)).toContain('SHA-256: AB:CD\n');
});
