import { describe, expect, it } from 'vitest';
import { jsonDocuments, jsonDocumentsOf } from './json-documents.ts';

async function split(pieces: readonly string[]): Promise<readonly string[]> {
  const documents: string[] = [];
  for await (const document of jsonDocuments(pieces)) documents.push(document.text);
  return documents;
}

describe('jsonDocuments', () => {
  it.each([
    ['', []],
    [' \n ', []],
    ['{}', ['{}']],
    ['{"a":1}{"b":2}', ['{"a":1}', '{"b":2}']],
    ['{"a":"}{"}\n\n{"b":"\\"}"}', ['{"a":"}{"}', '{"b":"\\"}"}']],
    ['{\n "a": [1, {"b": 2}]\n} [1]', ['{\n "a": [1, {"b": 2}]\n}', '[1]']],
    ['"text" 12 true', ['"text"', '12', 'true']],
    ['{"a": ', ['{"a":']],
    ['nonsense {}', ['nonsense', '{}']],
    ['// one {\n{} /* " */ {"a": "//"} // }', ['// one {\n{}', '{"a": "//"}']],
    ['{ // }\n} /**/', ['{ // }\n}']],
    ['{ /* } */ } / {}', ['{ /* } */ }', '/', '{}']],
  ])('splits %j', async (text, documents) => {
    expect(await split([text])).toEqual(documents);
    expect(jsonDocumentsOf(text).map((one) => one.text)).toEqual(documents);
    // Wherever the pieces are cut, the documents are the same.
    expect(await split([...text])).toEqual(documents);
  });

  it('tells where each document begins', async () => {
    const places: string[] = [];
    for await (const { line, column, offset } of jsonDocuments(['{}\n\n  {"a":', '\n1} {}']))
      places.push(`${line}:${column} ${offset}`);
    expect(places).toEqual(['1:1 0', '3:3 6', '4:4 15']);
  });

  it('gives a document before the next piece comes', async () => {
    let pulled = 0;
    function* pieces() {
      for (const piece of ['{"a":', '1}', '{"b":2}']) {
        pulled += 1;
        yield piece;
      }
    }
    const iterator = jsonDocuments(pieces());
    expect((await iterator.next()).value).toMatchObject({ text: '{"a":1}' });
    expect(pulled).toBe(2);
  });
});
