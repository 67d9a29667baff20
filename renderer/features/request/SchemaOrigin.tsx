import { sourceText } from '#app/core/workspace/saved-sources.ts';
import { inheritedOfTab, placeName } from '#renderer/features/environment/index.ts';
import { schemaOfTab } from '#renderer/features/explorer/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';

/** More are counted, not listed. */
const linesShown = 8;

/** Where the definitions of this request come from, and who says so. */
export function SchemaOrigin({ tabId }: { readonly tabId: string }) {
  const from = useApp((state) => schemaOfTab(state, tabId).from);
  const list = useApp((state) => inheritedOfTab(state, tabId).schema?.value);
  const lines = from === undefined ? ['as in Schema sources'] : (list ?? []).map(sourceText);
  const more = lines.length - linesShown;
  return (
    <section className="options-group schema-origin" aria-label="Schema">
      <h3 className="options-title">Schema</h3>
      <div className="option">
        <span className="option-label" title="Where the definitions come from">
          Sources
        </span>
        <ul className="schema-origin-list data">
          {lines.slice(0, linesShown).map((line, index) => (
            // The same may be listed twice.
            <li key={`${index.toString()} ${line}`}>{shownText(line)}</li>
          ))}
          {more > 0 ? <li>{`… and ${more} more`}</li> : null}
          {lines.length === 0 ? <li>none</li> : null}
        </ul>
        <span className="option-from">{shownText(originText(from))}</span>
      </div>
    </section>
  );
}

/** Who lists the sources. */
function originText(from: string | undefined): string {
  if (from === undefined) return 'No file lists any';
  return from.endsWith('.yaml') ? 'This request' : `Inherited from ${placeName(from)}`;
}
