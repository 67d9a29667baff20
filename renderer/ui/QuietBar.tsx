import './QuietBar.css';

interface QuietBarProps {
  readonly isActive: boolean;
  /** What is being waited for; words come after a second. */
  readonly label: string;
  /** How to stop it. */
  readonly wayOut?: string | undefined;
  /** How much of it is done, from 0 to 1, where that is known. */
  readonly share?: number | undefined;
  readonly onCancel?: (() => void) | undefined;
}

/** Waiting: nothing for 100 ms, then a bar, after a second words. The delays are the style sheet's. */
export function QuietBar({ isActive, label, wayOut, share, onCancel }: QuietBarProps) {
  if (!isActive) return <div className="quiet-bar" />;
  return (
    <div className="quiet-bar">
      <div
        className="quiet-bar-track"
        role="progressbar"
        aria-label={label}
        aria-valuenow={share === undefined ? undefined : Math.round(share * 100)}
      >
        <div
          className={share === undefined ? 'quiet-bar-running' : 'quiet-bar-done'}
          style={share === undefined ? undefined : { width: `${share * 100}%` }}
        />
      </div>
      <span className="quiet-bar-words">
        <span className="quiet-bar-label" title={label}>
          {label}
        </span>
        {wayOut === undefined ? null : <span>{wayOut}</span>}
        {onCancel === undefined ? null : (
          <button type="button" className="quiet-bar-cancel" onClick={onCancel}>
            Cancel
          </button>
        )}
      </span>
    </div>
  );
}
