import { ensureSyntaxTree } from '@codemirror/language';
import { EditorState } from '@codemirror/state';
import { expect, it } from 'vitest';
import { protoSyntax } from './proto-syntax.ts';

/** The words that are coloured as keywords. */
function keywordsIn(doc: string): string[] {
  const state = EditorState.create({ doc, extensions: protoSyntax });
  const words: string[] = [];
  ensureSyntaxTree(state, doc.length)?.iterate({
    enter: ({ name, from, to }) => {
      if (name === 'keyword') words.push(doc.slice(from, to));
    },
  });
  return words;
}

it('colours keywords, and not the names of fields, in options neither', () => {
  expect(keywordsIn('message M { map<string, int32> map = 1; }')).toEqual(['message', 'map']);
  const option = 'option (rule) = { enum: { in: 1 } map { repeated: true } };';
  expect(keywordsIn(option)).toEqual(['option', 'true']);
});
