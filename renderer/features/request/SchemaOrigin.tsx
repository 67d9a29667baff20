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
  const lines = (list ?? []).map(sourceText);
  const more = lines.length - linesShown;
  if (from === undefined)
    return (
      <p className="options-note">
        As in Services: no file lists any, and so it is what Schema sources shows.
      </p>
    );
  return (
    <div className="schema-origin">
      <ul className="schema-origin-list data">
        {lines.slice(0, linesShown).map((line, index) => (
          // The same may be listed twice.
          <li key={`${index.toString()} ${line}`}>{shownText(line)}</li>
        ))}
        {more > 0 ? <li>{`… and ${more} more`}</li> : null}
        {lines.length === 0 ? <li>none</li> : null}
      </ul>
      <p className="options-note">{shownText(originOf(from))}</p>
    </div>
  );
}

/** Who lists the sources. */
function originOf(from: string): string {
  if (from.endsWith('.yaml')) return 'Listed by the request’s own file';
  return `Inherited from ${placeName(from)}`;
}
