import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Schema } from '../schema/schema.ts';
import { quietEngine } from '../testing/recorded-call.ts';
import { TestFolders } from '../testing/test-folders.ts';
import { statusDetails } from './status-details.ts';

const engine = quietEngine();
const folders = new TestFolders();
/** One that says nothing of `google.rpc`: what is known of that comes with Duplex. */
let schema: Schema;
beforeAll(async () => {
  const folder = folders.make();
  mkdirSync(folder);
  writeFileSync(join(folder, 'a.proto'), 'syntax = "proto3"; package a; message A {}');
  const sources = { protos: [folder], importPaths: [], descriptorSets: [], reflection: false };
  schema = await engine.schema({ target: null, sources });
});
afterAll(async () => {
  await engine.close();
  folders.delete();
});
const header = 'grpc-status-details-bin';
const status = (value: object) => schema.codec('google.rpc.Status').encode(JSON.stringify(value));
const trailers = (value: object) => [[header, status(value).toString('base64')]] as const;

const standard: readonly (readonly [type: string, value: object])[] = [
  ['ErrorInfo', { reason: 'STOCKOUT', domain: 'spawner.example', metadata: { zone: 'a' } }],
  ['RetryInfo', { retryDelay: '1.500s' }],
  ['DebugInfo', { stackEntries: ['a.ts:1'], detail: 'deep' }],
  [
    'QuotaFailure',
    {
      violations: [
        { subject: 'project:1', description: 'out of it', quotaValue: '9007199254740993' },
      ],
    },
  ],
  [
    'PreconditionFailure',
    { violations: [{ type: 'TOS', subject: 'a.example', description: 'not accepted' }] },
  ],
  [
    'BadRequest',
    {
      fieldViolations: [
        {
          field: 'name',
          description: 'is empty',
          localizedMessage: { locale: 'de', message: 'leer' },
        },
      ],
    },
  ],
  ['RequestInfo', { requestId: '1', servingData: 'x' }],
  ['ResourceInfo', { resourceType: 'book', resourceName: 'b/1', owner: 'me', description: 'no' }],
  ['Help', { links: [{ description: 'docs', url: 'https://help.example' }] }],
  ['LocalizedMessage', { locale: 'fr', message: 'non' }],
];

describe('the details of an error', () => {
  it.each(standard)('%s is known to every schema', (type, value) => {
    const detail = { '@type': `type.googleapis.com/google.rpc.${type}`, ...value };
    expect(statusDetails(schema, trailers({ code: 3, details: [detail] }), 3)).toEqual({
      details: [detail],
      warnings: [],
    });
  });

  it('all messages of error_details.proto are among these', () => {
    const file = new URL('../schema/bundled/google/rpc/error_details.proto', import.meta.url);
    const found = readFileSync(file, 'utf8').matchAll(/^message (\w+)/gm);
    expect(standard.map(([type]) => type)).toEqual([...found].map(([, type]) => type));
  });

  it('say so when their code is another than that of the call', () => {
    expect(statusDetails(schema, trailers({ code: 3 }), 5).warnings).toEqual([
      `${header} says code 3, and grpc-status 5`,
    ]);
    expect(statusDetails(schema, trailers({}), null).warnings).toEqual([
      `${header} says code 0, and grpc-status is no number`,
    ]);
  });

  it('are told one by one: a bad one hides none of the others', () => {
    const any = (type: string, value: string) => {
      const url = Buffer.from(`type.googleapis.com/google.rpc.${type}`);
      const bytes = Buffer.from(value, 'hex');
      const fields = [Buffer.of(0x0a, url.length), url, Buffer.of(0x12, bytes.length), bytes];
      const body = Buffer.concat(fields);
      return Buffer.concat([Buffer.of(0x1a, body.length), body]);
    };
    // Code 3, and two details.
    const bytes = [Buffer.of(8, 3), any('BadRequest', '0aff'), any('ErrorInfo', '0a0152')];
    const value = Buffer.concat(bytes).toString('base64');
    expect(statusDetails(schema, [[header, value]], 3)).toEqual({
      details: [
        { '@type': 'type.googleapis.com/google.rpc.BadRequest', value: 'Cv8=' },
        { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'R' },
      ],
      warnings: [
        'An error detail: The payload does not decode as google.rpc.BadRequest: at byte 1, the bytes end within a number',
      ],
    });
  });

  it('are told as far as they can be read', () => {
    expect(statusDetails(schema, [[header, '!!']], 3)).toEqual({
      details: [],
      warnings: [
        `${header} is not base64: no error details can be shown, and the trailers have it as it came`,
      ],
    });
    expect(statusDetails(schema, [[header, 'Gv8=']], 3)).toEqual({
      details: [],
      warnings: [
        `The 2 bytes of ${header} are no google.rpc.Status, for at byte 1 the bytes end within a number: no error details can be shown, and the trailers have it as it came`,
      ],
    });
    expect(statusDetails(schema, [], 3)).toEqual({ details: [], warnings: [] });
  });
});
