import { describe, expect, it } from 'vitest';
import type { Variable } from '#app/contract/workspace.ts';
import { readRequest } from './read-file.ts';
import { requestWanted } from './wanted.ts';
import { writtenFile } from './write-file.ts';

function written(...variables: Variable[]): string {
  return writtenFile('', requestWanted({ method: 'a.b/C', messages: [], variables }));
}

const readAgain = (...variables: Variable[]) => readRequest(written(...variables)).variables;

describe('variables in a file', () => {
  it('are JSON however it was spaced, and then stay as the file has them', () => {
    const list: Variable = { name: 'ids', value: '[1, 2.50, {"a": "b"}]', type: 'json' };
    expect(readAgain(list)).toEqual([{ ...list, value: '[1,2.50,{"a":"b"}]' }]);
    const text = written(list);
    const request = readRequest(text);
    expect(writtenFile(text, requestWanted({ ...request, variables: [list] }))).toBe(text);
  });

  it('leave out a row in which nothing was typed', () => {
    expect(readAgain({ name: '', value: '', type: 'text' })).toBeUndefined();
  });

  it.each([
    [{ name: 'n', value: '[1', type: 'json' }, 'The variable n is no JSON'],
    [{ name: 'n', value: '{{other}}', type: 'json' }, 'The variable n is no JSON'],
    [{ name: 'n', value: '"a"', type: 'json' }, 'The variable n is a text'],
    [{ name: 'twice', value: '', type: 'text' }, 'There are two variables twice'],
  ] as const)('refuse %o', (variable, message) => {
    const other: Variable = { name: 'twice', value: '1', type: 'json' };
    expect(() => written(variable, other)).toThrow(message);
  });
});
