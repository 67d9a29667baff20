import { shownText } from '#renderer/ui/shown-text.ts';
import type { SourceFault } from './source-fault.ts';
import './Faults.css';

interface FaultsProps {
  readonly faults: readonly SourceFault[];
  /** More of them are counted, not listed. */
  readonly most?: number;
  /** Opens a text at the place of a fault. */
  readonly onOpen?: (place: NonNullable<SourceFault['place']>) => void;
}

/** What is wrong with a schema, each cut to a few lines; all of it is shown on hover. */
export function Faults({ faults, most = 20, onOpen }: FaultsProps) {
  const more = faults.length - most;
  return (
    <>
      <ul className="faults">
        {faults.slice(0, most).map(({ text, hint, place }) => (
          <li key={text}>
            {place === undefined || onOpen === undefined ? (
              <p className="faults-text data" title={shownText(text)}>
                {shownText(text)}
              </p>
            ) : (
              <button
                type="button"
                className="faults-opens"
                title={shownText(text)}
                onClick={() => onOpen(place)}
              >
                <span className="faults-text data">{shownText(text)}</span>
              </button>
            )}
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
