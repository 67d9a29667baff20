import type { ReactNode } from 'react';
import './Bar.css';

interface StatusBarProps {
  readonly children: ReactNode;
  /** Pushed to the far end. */
  readonly end?: ReactNode;
}

/** The last line of the window. */
export function StatusBar({ children, end }: StatusBarProps) {
  return (
    <footer className="status-bar">
      {children}
      {end === undefined ? null : <div className="status-bar-end">{end}</div>}
    </footer>
  );
}
