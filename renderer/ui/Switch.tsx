import type { ReactNode } from 'react';
import { Switch as AriaSwitch } from 'react-aria-components';
import './Switch.css';

interface SwitchProps {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly isDisabled?: boolean | undefined;
  readonly children: ReactNode;
}

/** Something that holds or does not. */
export function Switch({ isOn, onChange, isDisabled = false, children }: SwitchProps) {
  return (
    <AriaSwitch className="switch" isSelected={isOn} isDisabled={isDisabled} onChange={onChange}>
      <span className="switch-mark" />
      {children}
    </AriaSwitch>
  );
}
