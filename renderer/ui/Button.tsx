import type { ReactNode } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { shownText } from './shown-text.ts';
import { Tooltip } from './Tooltip.tsx';
import './Button.css';

interface ButtonProps {
  readonly tone?: 'primary' | 'plain' | 'quiet' | 'danger' | undefined;
  /** Shown beside the label, for the eye only: it is not part of the accessible name. */
  readonly shortcut?: string | undefined;
  readonly children: ReactNode;
  /** It stays where the keyboard is, and does nothing. */
  readonly isDisabled?: boolean | undefined;
  readonly autoFocus?: boolean | undefined;
  readonly onPress: () => void;
  readonly 'aria-label'?: string | undefined;
}

export function Button(props: ButtonProps) {
  const {
    tone = 'plain',
    shortcut,
    children,
    isDisabled = false,
    autoFocus = false,
    onPress,
  } = props;
  return (
    <AriaButton
      className={`button button-${tone}`}
      aria-disabled={isDisabled}
      autoFocus={autoFocus}
      onPress={isDisabled ? doNothing : onPress}
      {...(props['aria-label'] === undefined ? {} : { 'aria-label': props['aria-label'] })}
    >
      <span className="button-label">{children}</span>
      {shortcut === undefined ? null : (
        <span className="button-shortcut" aria-hidden="true">
          {shortcut}
        </span>
      )}
    </AriaButton>
  );
}

interface IconButtonProps {
  readonly label: string;
  readonly shortcut?: string | undefined;
  readonly icon: ReactNode;
  readonly onPress: () => void;
  readonly isDisabled?: boolean | undefined;
  /** Not in a dialog: an open tooltip takes the Escape that is meant for the dialog. */
  readonly hasTooltip?: boolean | undefined;
}

/** A button without words: its label is its name and, with the shortcut, its tooltip. */
export function IconButton({
  label,
  shortcut,
  icon,
  onPress,
  isDisabled = false,
  hasTooltip = true,
}: IconButtonProps) {
  const button = (
    <AriaButton
      className="icon-button"
      aria-label={shownText(label)}
      aria-disabled={isDisabled}
      onPress={isDisabled ? doNothing : onPress}
    >
      {icon}
    </AriaButton>
  );
  if (!hasTooltip) return button;
  return (
    <Tooltip label={label} shortcut={shortcut}>
      {button}
    </Tooltip>
  );
}

/** Not React Aria's own way: a button that is taken from the keyboard leaves it nowhere. */
function doNothing(): void {}
