import type { KeyboardEvent, MouseEvent } from 'react';
import { shownText } from './shown-text.ts';

interface RecentAddressesProps {
  readonly id: string;
  readonly isOpen: boolean;
  readonly addresses: readonly string[];
  /** Index of the one that Enter takes; -1 for none. */
  readonly active: number;
  readonly onPick: (address: string) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The list under the address field. Focus stays in the field. */
export function RecentAddresses(props: RecentAddressesProps) {
  const { id, isOpen, addresses, active, onPick, onKeyDown } = props;
  function pickUnder({ target }: MouseEvent) {
    const index = target instanceof HTMLElement ? target.dataset['index'] : undefined;
    const address = index === undefined ? undefined : addresses[Number(index)];
    if (address !== undefined) onPick(address);
  }
  return (
    <div
      id={`${id}-list`}
      className="address-field-list"
      role="listbox"
      aria-label="Recent addresses"
      tabIndex={-1}
      hidden={!isOpen}
      onMouseDown={(event) => event.preventDefault()}
      onClick={pickUnder}
      onKeyDown={onKeyDown}
    >
      {isOpen
        ? addresses.map((address, index) => (
            <div
              key={address}
              id={`${id}-${index}`}
              className="address-field-option data"
              role="option"
              tabIndex={-1}
              aria-selected={index === active}
              data-index={index}
            >
              {shownText(address)}
            </div>
          ))
        : null}
    </div>
  );
}
