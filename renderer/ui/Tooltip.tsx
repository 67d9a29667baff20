import type { ReactElement } from 'react';
import { Tooltip as AriaTooltip, TooltipTrigger } from 'react-aria-components';
import { shownText } from './shown-text.ts';
import './Tooltip.css';

interface TooltipProps {
  readonly label: string;
  readonly shortcut?: string | undefined;
  /** A focusable element of React Aria: a button, a link, or anything inside `Focusable`. */
  readonly children: ReactElement;
}

export function Tooltip({ label, shortcut, children }: TooltipProps) {
  return (
    <TooltipTrigger delay={600} closeDelay={100}>
      {children}
      <AriaTooltip className="tooltip" offset={6}>
        {shownText(label)}
        {shortcut === undefined ? null : <kbd className="tooltip-shortcut"> {shortcut}</kbd>}
      </AriaTooltip>
    </TooltipTrigger>
  );
}
