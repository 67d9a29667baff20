import { useEffect, useMemo, useRef, useState } from 'react';
import { useApp } from '#renderer/store/use-app.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { offersAt, withOffer } from './field-offers.ts';
import { valuesOfTab } from './tab-scope.ts';
import { variableHelp } from './variable-help.ts';
import './VariableOffers.css';

/** A field in which `{{` is typed, and what can follow. */
interface Open {
  readonly field: HTMLInputElement;
  readonly offers: ReturnType<typeof offersAt>;
  readonly active: number;
}

const id = 'variable-offers';
const noNames: readonly string[] = [];

/**
 * Completion behind `{{` in every field within `data-variables`. The keyboard stays in the field: arrows
 * choose, Enter and Tab take, Escape closes.
 */
export function VariableOffers() {
  const help = useApp((state) =>
    variableHelp(valuesOfTab(state, state.activeTab), state.workspace?.envNames ?? noNames),
  );
  const [open, setOpen] = useState<Open | null>(null);
  const latest = useRef({ help, open });
  useEffect(() => {
    latest.current = { help, open };
  });
  useEffect(() => followFields(latest, setOpen), []);
  useNamedIn(open);
  const place = useMemo(() => open?.field.getBoundingClientRect(), [open?.field]);
  if (open === null || place === undefined) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label="Variables"
      className="variable-offers"
      style={{ ...besides(place), minWidth: Math.min(place.width, 360) }}
    >
      {open.offers.map(({ name, detail }, index) => (
        <div
          key={name}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === open.active}
          className="variable-offer"
          ref={index === open.active ? scrolledTo : undefined}
          onMouseDown={(event) => {
            event.preventDefault();
            take(open.field, name);
            setOpen(null);
          }}
        >
          <span className="data">{shownText(name)}</span>
          <span className="variable-offer-detail">{shownText(detail)}</span>
        </div>
      ))}
    </div>
  );
}

const highest = 280;

/** Below the field, or above it where there is more room. */
function besides({ top, bottom, left }: DOMRect) {
  const below = window.innerHeight - bottom - 12;
  const above = top - 12;
  return below >= Math.min(highest, above)
    ? { left, top: bottom + 4, maxHeight: Math.min(highest, below) }
    : { left, bottom: window.innerHeight - top + 4, maxHeight: Math.min(highest, above) };
}

function scrolledTo(row: HTMLElement | null): void {
  row?.scrollIntoView?.({ block: 'nearest' });
}

/** The field says what is chosen, as long as there is something to choose. */
function useNamedIn(open: Open | null) {
  useEffect(() => {
    if (open === null) return;
    const { field, active } = open;
    field.setAttribute('aria-controls', id);
    field.setAttribute('aria-activedescendant', `${id}-${active}`);
    return () => {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    };
  }, [open]);
}

type Latest = {
  readonly current: { readonly help: ReturnType<typeof variableHelp>; readonly open: Open | null };
};

/** Before any field's own keys. Ends when called. */
function followFields(latest: Latest, setOpen: (open: Open | null) => void): () => void {
  const look = ({ target }: Event) => {
    const field = target instanceof HTMLInputElement ? target : undefined;
    if (field === undefined || field.closest('[data-variables]') === null) return setOpen(null);
    const { offered } = latest.current.help;
    const offers = offersAt(field.value, field.selectionStart ?? 0, offered);
    setOpen(offers.length === 0 ? null : { field, offers, active: 0 });
  };
  const close = () => setOpen(null);
  const press = (event: KeyboardEvent) => {
    const { open } = latest.current;
    if (open === null || event.isComposing || event.ctrlKey || event.metaKey) return;
    const { field, offers, active } = open;
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    const chosen = offers[active];
    if (step !== 0) setOpen({ ...open, active: (active + step + offers.length) % offers.length });
    else if (event.key === 'Escape') setOpen(null);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      take(field, chosen.name);
      setOpen(null);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('input', look);
  document.addEventListener('focusout', close);
  window.addEventListener('keydown', press, true);
  return () => {
    document.removeEventListener('input', look);
    document.removeEventListener('focusout', close);
    window.removeEventListener('keydown', press, true);
  };
}

/** As typing does: React hears of a value that is set past its own setter. */
function take(field: HTMLInputElement, name: string): void {
  const { text, cursor } = withOffer(field.value, field.selectionStart ?? 0, name);
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
  set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.setSelectionRange(cursor, cursor);
}
