import { expect, test } from 'vitest';
import type { Values } from './resolve.ts';
import { secretTexts } from './secret-texts.ts';

const variable = (name: string, value: string) => ({ name, value, type: 'text' as const });
const values: Values = {
  scopes: [
    {
      from: '',
      title: 'test',
      variables: [
        variable('room', 'lobby'),
        variable('both', 'ada:{{token}}'),
        variable('basic', 'Basic {{base64 both}}'),
      ],
      secrets: ['token', 'unused', 'empty'],
    },
  ],
  secrets: new Map([
    ['token', 'hunter2'],
    ['unused', 'nobody'],
    ['empty', ''],
  ]),
  env: new Map([['PW', 'from-env']]),
  source: { uuid: () => 'u', now: () => 0, random: () => 0, base64: btoa },
};

test.each([
  [['{{room}} {{empty}}', 'plain'], []],
  [['Bearer {{token}}'], ['hunter2']],
  [['{{env.PW}}{{ token }}'], ['hunter2', 'from-env']],
  [['{{basic}}'], ['hunter2', btoa('ada:hunter2')]],
])('of %j that is %j', (texts, secrets) => {
  expect(secretTexts(texts, values)).toEqual(secrets);
});
