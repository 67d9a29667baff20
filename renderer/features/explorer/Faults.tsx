import { shownText } from '#renderer/ui/shown-text.ts';
import type { SourceFault } from './source-fault.ts';
import './Faults.css';

/** More of them are counted, not listed. */
const faultsShown = 20;

/** What is wrong with a schema, each cut to a few lines; all of it is shown on hover. */
export function Faults({ faults }: { readonly faults: readonly SourceFault[] }) {
  const more = faults.length - faultsShown;
  return (
    <>
      <ul className="faults">
        {faults.slice(0, faultsShown).map(({ text, hint }) => (
          <li key={text}>
            <p className="faults-text data" title={shownText(text)}>
              {shownText(text)}
            </p>
            {hint === undefined ? null : (
              <p className="faults-text faults-hint" title={shownText(hint)}>
                {shownText(hint)}
              </p>
            )}
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{`… and ${more} more`}</p> : null}
    </>
  );
}
