import { useEffect, useMemo, useRef, useState } from 'react';
import { shownText } from './shown-text.ts';
import './FieldOffers.css';

/** What can be put into a field. */
export interface FieldOffer {
  readonly name: string;
  readonly detail: string;
}

interface FieldOffersProps {
  /** Of the list, in the whole document. */
  readonly id: string;
  readonly label: string;
  /** The fields in which it is offered lie within what this selects. */
  readonly within: string;
  /** Whether the first is chosen from the beginning; else Enter and Tab are the field's until one is chosen. */
  readonly choosesFirst: boolean;
  /** What can stand at the cursor; where that takes time, it is shown unless something was typed meanwhile. */
  readonly offersAt: (
    text: string,
    cursor: number,
  ) => readonly FieldOffer[] | Promise<readonly FieldOffer[]>;
  /** The text with an offer in the place of what is typed of it, and the cursor behind. */
  readonly withOffer: (
    text: string,
    cursor: number,
    name: string,
  ) => { readonly text: string; readonly cursor: number };
}

/** A field in which something is typed, and what can stand there. */
interface Open {
  readonly field: HTMLInputElement;
  readonly offers: readonly FieldOffer[];
  /** -1: none is chosen. */
  readonly active: number;
}

/** Completion in fields. The keyboard stays in the field: arrows choose, Enter and Tab take, Escape closes. */
export function FieldOffers(props: FieldOffersProps) {
  const { id, label, withOffer } = props;
  const [open, setOpen] = useState<Open | null>(null);
  const latest = useRef({ props, open });
  useEffect(() => {
    latest.current = { props, open };
  });
  useEffect(() => followFields(latest, setOpen), []);
  useNamedIn(open, id);
  const place = useMemo(() => open?.field.getBoundingClientRect(), [open?.field]);
  if (open === null || place === undefined) return null;
  return (
    <div
      id={id}
      role="listbox"
      aria-label={label}
      className="field-offers"
      style={{ ...besides(place), minWidth: Math.min(place.width, narrowest) }}
    >
      {open.offers.map(({ name, detail }, index) => (
        <div
          key={name}
          id={`${id}-${index}`}
          role="option"
          tabIndex={-1}
          aria-selected={index === open.active}
          className="field-offer"
          ref={index === open.active ? scrolledTo : undefined}
          onMouseDown={(event) => {
            event.preventDefault();
            take(open.field, name, withOffer);
            setOpen(null);
          }}
        >
          <span className="data">{shownText(name)}</span>
          <span className="field-offer-detail">{shownText(detail)}</span>
        </div>
      ))}
    </div>
  );
}

const highest = 280;
const [narrowest, widest] = [360, 520];
/** Between the list and the window's edge. */
const edge = 8;

/** Below the field, or above it where there is more room. */
function besides(field: DOMRect) {
  const { top, bottom } = field;
  const left = Math.max(edge, Math.min(field.left, window.innerWidth - narrowest - edge));
  const maxWidth = Math.min(widest, window.innerWidth - left - edge);
  const below = window.innerHeight - bottom - 12;
  const above = top - 12;
  return below >= Math.min(highest, above)
    ? { left, maxWidth, top: bottom + 4, maxHeight: Math.min(highest, below) }
    : { left, maxWidth, bottom: window.innerHeight - top + 4, maxHeight: Math.min(highest, above) };
}

function scrolledTo(row: HTMLElement | null): void {
  row?.scrollIntoView?.({ block: 'nearest' });
}

/** The field says what is chosen, as long as there is something to choose. */
function useNamedIn(open: Open | null, id: string) {
  useEffect(() => {
    if (open === null) return;
    const { field, active } = open;
    field.setAttribute('aria-controls', id);
    if (active >= 0) field.setAttribute('aria-activedescendant', `${id}-${active}`);
    return () => {
      field.removeAttribute('aria-controls');
      field.removeAttribute('aria-activedescendant');
    };
  }, [open, id]);
}

type Latest = {
  readonly current: { readonly props: FieldOffersProps; readonly open: Open | null };
};

/** Before any field's own keys. Ends when called. */
function followFields(latest: Latest, setOpen: (open: Open | null) => void): () => void {
  const look = async ({ target }: Event) => {
    const { within, offersAt, choosesFirst } = latest.current.props;
    const field = target instanceof HTMLInputElement ? target : undefined;
    if (field === undefined || field.closest(within) === null) return setOpen(null);
    const text = field.value;
    const found = offersAt(text, field.selectionStart ?? 0);
    const offers = found instanceof Promise ? await found : found;
    if (field.value !== text || document.activeElement !== field) return;
    setOpen(offers.length === 0 ? null : { field, offers, active: choosesFirst ? 0 : -1 });
  };
  const onInput = (event: Event) => void look(event);
  const close = () => setOpen(null);
  const press = (event: KeyboardEvent) => {
    const { open, props } = latest.current;
    if (open === null || event.isComposing || event.ctrlKey || event.metaKey) return;
    const { field, offers, active } = open;
    const chosen = offers[active];
    if (event.key === 'ArrowDown') setOpen({ ...open, active: (active + 1) % offers.length });
    else if (event.key === 'ArrowUp')
      setOpen({ ...open, active: active <= 0 ? offers.length - 1 : active - 1 });
    else if (event.key === 'Escape') setOpen(null);
    else if ((event.key === 'Enter' || event.key === 'Tab') && chosen !== undefined) {
      take(field, chosen.name, props.withOffer);
      setOpen(null);
    } else return event.key === 'Enter' ? setOpen(null) : undefined;
    event.preventDefault();
    event.stopPropagation();
  };
  document.addEventListener('input', onInput);
  document.addEventListener('focusout', close);
  window.addEventListener('keydown', press, true);
  return () => {
    document.removeEventListener('input', onInput);
    document.removeEventListener('focusout', close);
    window.removeEventListener('keydown', press, true);
  };
}

/** As typing does: React hears of a value that is set past its own setter. */
function take(
  field: HTMLInputElement,
  name: string,
  withOffer: FieldOffersProps['withOffer'],
): void {
  const { text, cursor } = withOffer(field.value, field.selectionStart ?? 0, name);
  const { set } = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value') ?? {};
  set?.call(field, text);
  field.dispatchEvent(new Event('input', { bubbles: true }));
  field.setSelectionRange(cursor, cursor);
}
