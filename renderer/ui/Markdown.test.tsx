import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { Markdown } from './Markdown.tsx';

test('Markdown is shown; nothing in it runs, loads or leads away', () => {
  const { container } = render(
    <Markdown
      text={[
        '# Title',
        '**bold** [site](https://example.com/a) [bad](javascript:alert(1)) [local](file:///etc/passwd)',
        '![picture](https://example.com/p.png)',
        '<img src="x" onerror="alert(1)"><script>alert(1)</script>',
        '<iframe src="x"></iframe>',
      ].join('\n\n')}
    />,
  );
  expect(container.querySelector('strong')?.textContent).toBe('bold');
  expect(
    container.querySelectorAll('a, img, script, iframe, [onerror], [href], [src]'),
  ).toHaveLength(0);
  expect(screen.getAllByRole('button', { name: 'Copy the link' })).toHaveLength(1);
  expect(container.textContent).toContain('picture');
});

test('a very long text is cut, and says so', () => {
  const { container } = render(<Markdown text={'x'.repeat(200_007)} />);
  expect(container.textContent).toContain('7 more characters');
});

test('its headings are headings, below those of the page', () => {
  render(<Markdown text={'# One\n\n## Two\n\n###### Six'} />);
  const levels = screen.getAllByRole('heading').map(({ tagName, id }) => [tagName, id]);
  expect(levels.slice(-3)).toEqual([
    ['H4', ''],
    ['H5', ''],
    ['H6', ''],
  ]);
});
