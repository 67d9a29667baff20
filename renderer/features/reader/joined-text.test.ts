import { expect, it } from 'vitest';
import { joinedText } from './joined-text.ts';

it('joins texts, and every link still covers its type', () => {
  const one = { text: 'rpc A(In);\n', links: [{ from: 6, to: 8, symbol: 'p.In' }] };
  const two = {
    text: 'message In {\n  Out o = 1;\n}\n',
    links: [{ from: 15, to: 18, symbol: 'p.Out' }],
  };
  const { text, links } = joinedText([one, two]);
  expect(text).toBe('rpc A(In);\n\nmessage In {\n  Out o = 1;\n}');
  expect(links.map(({ from, to, symbol }) => [text.slice(from, to), symbol])).toEqual([
    ['In', 'p.In'],
    ['Out', 'p.Out'],
  ]);
});
