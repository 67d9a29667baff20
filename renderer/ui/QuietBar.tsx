import './QuietBar.css';

interface QuietBarProps {
  readonly isActive: boolean;
  /** What is being waited for; words come after a second. */
  readonly label: string;
  /** How to stop it. */
  readonly wayOut?: string | undefined;
}

/** Waiting: nothing for 100 ms, then a bar, after a second words. The delays are the style sheet's. */
export function QuietBar({ isActive, label, wayOut }: QuietBarProps) {
  if (!isActive) return <div className="quiet-bar" />;
  return (
    <div className="quiet-bar" role="progressbar" aria-label={label}>
      <div className="quiet-bar-track" />
      <span className="quiet-bar-words">
        <span className="quiet-bar-label" title={label}>
          {label}
        </span>
        {wayOut === undefined ? null : <span>{wayOut}</span>}
      </span>
    </div>
  );
}
