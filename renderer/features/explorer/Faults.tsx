import { shownText } from '#renderer/ui/shown-text.ts';
import type { SourceFault } from './source-fault.ts';
import './Faults.css';

interface FaultsProps {
  readonly faults: readonly SourceFault[];
}

/** More of them are counted, not listed. */
const most = 20;

/** What is wrong with a schema, each cut to a few lines; all of it is shown on hover. */
export function Faults({ faults }: FaultsProps) {
  const more = faults.length - most;
  return (
    <>
      <ul className="faults">
        {faults.slice(0, most).map(({ text, hint }) => (
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
