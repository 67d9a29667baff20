import { foundParts } from './found-parts.ts';
import { shownText } from './shown-text.ts';
import './FoundText.css';

/** A text in which what was looked for is marked. */
export function FoundText({ text, query }: { readonly text: string; readonly query: string }) {
  return foundParts(text, query).map((part, index) => {
    // Parts have no identity but their place.
    const key = `part ${index.toString()}`;
    return index % 2 === 1 ? (
      <mark key={key} className="found-text">
        {shownText(part)}
      </mark>
    ) : (
      shownText(part)
    );
  });
}
