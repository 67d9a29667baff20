import { statusTone } from '#app/core/status.ts';
import { shownText } from './shown-text.ts';
import './StatusText.css';

interface StatusTextProps {
  readonly code: number | null;
  readonly status: string;
}

/** Name and number always together: `INVALID_ARGUMENT 3`. */
export function StatusText({ code, status }: StatusTextProps) {
  return (
    <span className={`status-text data status-text-${statusTone(code)}`}>
      {shownText(code === null ? status : `${status} ${code}`)}
    </span>
  );
}
