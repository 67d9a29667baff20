import MarkdownToJsx from 'markdown-to-jsx/react';
import { type ReactNode, useMemo } from 'react';
import { CopyButton } from './CopyButton.tsx';
import { shownText } from './shown-text.ts';
import './Markdown.css';

/** Longer texts are cut, and say so. */
const mostShown = 200_000;

/** Schemes of links that are worth copying; no link is ever opened by a click. */
const linkSchemes = /^(https?:\/\/|mailto:)/i;

const options = {
  disableParsingRawHTML: true,
  // A heading of the text is no place in the window.
  slugify: () => '',
  overrides: {
    a: Link,
    img: Picture,
    input: Task,
    h1: headingAt(4),
    h2: headingAt(5),
    h3: headingAt(6),
    h4: headingAt(6),
    h5: headingAt(6),
    h6: headingAt(6),
  },
} as const;

/** Markdown that others wrote: nothing in it loads, runs or leads away. */
export function Markdown({ text }: { readonly text: string }) {
  const shown = useMemo(() => text.slice(0, mostShown), [text]);
  return (
    <div className="markdown">
      <MarkdownToJsx options={options}>{shown}</MarkdownToJsx>
      {text.length > mostShown ? (
        <p className="markdown-cut">{`… and ${text.length - mostShown} more characters`}</p>
      ) : null}
    </div>
  );
}

/** Its words and where it leads, to be copied. */
function Link({ href, children }: { readonly href?: string; readonly children?: ReactNode }) {
  if (href === undefined || !linkSchemes.test(href)) return <span>{children}</span>;
  return (
    <span className="markdown-link" title={shownText(href)}>
      {children}
      <CopyButton label="Copy the link" text={() => href} />
    </span>
  );
}

/** Never loaded: an address of a picture tells its server who reads. */
function Picture({ alt }: { readonly alt?: string }) {
  return <span className="markdown-picture">{alt === undefined ? 'Picture' : shownText(alt)}</span>;
}

function Task({ checked }: { readonly checked?: boolean }) {
  return <input type="checkbox" checked={checked === true} readOnly disabled aria-label="Task" />;
}

/** Below those of the page that it stands on. */
function headingAt(level: 4 | 5 | 6) {
  const Tag = `h${level}` as const;
  return function Heading({ children }: { readonly children?: ReactNode }) {
    return <Tag className="markdown-heading">{children}</Tag>;
  };
}
