import { ChevronDown, Lock, LockOpen } from 'lucide-react';
import { type KeyboardEvent, useId, useRef, useState } from 'react';
import { longestAddress } from '#app/contract/target.ts';
import { RecentAddresses } from './RecentAddresses.tsx';
import { shownText } from './shown-text.ts';
import { useHostInView } from './use-host-in-view.ts';
import './TextField.css';
import './AddressField.css';

interface AddressFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The address once its variables have their values; absent where it has none. */
  readonly comesTo?: string | undefined;
  /** Who says the address, where it is inherited. */
  readonly from?: string | undefined;
  /** With the address to use: what was typed, or the recent one that was chosen. */
  readonly onSubmit: (address: string) => void;
  /** Esc, where no list is open. No Esc in the field means anything to those around it. */
  readonly onEscape: () => void;
  readonly onBlur: () => void;
  /** Most recent first. */
  readonly recents: readonly string[];
  /** Whether the address means TLS; `undefined` when that is not known. */
  readonly tls: boolean | undefined;
  readonly fault?: string | undefined;
}

/**
 * Made by hand: the library's combo box hides the rest of the window from assistive technology while
 * its list is open, and completes what was typed. Here what was typed stays as it is.
 */
export function AddressField({
  value,
  onChange,
  comesTo,
  from,
  onSubmit,
  onEscape,
  onBlur,
  recents,
  tls,
  fault,
}: AddressFieldProps) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  useHostInView(input, value);
  const [open, setOpen] = useState<'no' | 'matching' | 'all'>('no');
  const [active, setActive] = useState(-1);
  const offered =
    open === 'all' ? recents : recents.filter((address) => address.includes(value.trim()));
  const isOpen = open !== 'no' && offered.some((address) => address !== value);
  const hasOthers = recents.some((address) => address !== value);
  const chosen = isOpen ? offered[active] : undefined;

  function show(which: 'no' | 'matching' | 'all') {
    setOpen(which);
    setActive(-1);
  }
  function submit(address: string) {
    show('no');
    if (address !== value) onChange(address);
    onSubmit(address);
  }
  function step(by: 1 | -1) {
    if (!isOpen) show('all');
    else if (active === -1) setActive(by === 1 ? 0 : offered.length - 1);
    else setActive((active + by + offered.length) % offered.length);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter') submit(chosen ?? value);
    else if (event.key === 'ArrowDown') step(1);
    else if (event.key === 'ArrowUp') step(-1);
    else if (event.key === 'Escape') isOpen ? show('no') : onEscape();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div className="address-field">
      <div className="address-field-box" data-variables>
        <TlsMark tls={tls} />
        <input
          ref={input}
          className="field-input address-field-input data"
          role="combobox"
          aria-label="Server address"
          aria-expanded={isOpen}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={chosen === undefined ? undefined : `${id}-${active}`}
          aria-invalid={fault !== undefined}
          aria-describedby={fault === undefined ? undefined : `${id}-fault`}
          value={value}
          maxLength={longestAddress}
          placeholder="localhost:50051"
          title={comesTo && shownText(comesTo)}
          spellCheck={false}
          autoComplete="off"
          onChange={(event) => {
            onChange(event.target.value);
            show('matching');
          }}
          onKeyDown={onKeyDown}
          onBlur={() => {
            show('no');
            onBlur();
          }}
        />
        {from === undefined ? null : (
          <span className="address-field-from">{`from ${shownText(from)}`}</span>
        )}
        {hasOthers ? (
          <button
            type="button"
            className="address-field-open"
            aria-label="Recent addresses"
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => {
              input.current?.focus();
              show(isOpen ? 'no' : 'all');
            }}
          >
            <ChevronDown size={14} aria-hidden="true" />
          </button>
        ) : null}
      </div>
      <RecentAddresses
        id={id}
        isOpen={isOpen}
        addresses={offered}
        active={active}
        onPick={submit}
        onKeyDown={onKeyDown}
      />
      {fault === undefined || isOpen ? null : (
        <span id={`${id}-fault`} className="field-fault address-field-fault">
          {shownText(fault)}
        </span>
      )}
    </div>
  );
}

function TlsMark({ tls }: { readonly tls: boolean | undefined }) {
  if (tls === undefined) return <span className="address-field-tls" />;
  const Mark = tls ? Lock : LockOpen;
  return (
    <span className="address-field-tls" title={tls ? 'TLS' : 'Plaintext'}>
      <Mark size={14} aria-hidden="true" />
    </span>
  );
}
