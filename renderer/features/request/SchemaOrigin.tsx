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
  const lines = from === undefined ? ['as in Services'] : (list ?? []).map(sourceText);
  const more = lines.length - linesShown;
  const { who, why } = originOf(from);
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
        <span className="option-from" title={shownText(why)}>
          {shownText(who)}
        </span>
      </div>
    </section>
  );
}

/** Who lists the sources, in a word and in a sentence. */
function originOf(from: string | undefined): {
  readonly who: string;
  readonly why: string;
} {
  if (from === undefined)
    return {
      who: 'Window',
      why: 'No file lists them: they are what Schema sources shows',
    };
  if (from.endsWith('.yaml'))
    return { who: 'This request', why: 'Listed by the request’s own file' };
  const who = from === '' ? 'Workspace' : placeName(from);
  return { who, why: `Inherited from ${placeName(from)}` };
}
