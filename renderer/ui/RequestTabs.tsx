import { Plus, X } from 'lucide-react';
import {
  type KeyboardEvent,
  type MouseEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
} from 'react';
import type { MethodKind } from '#app/contract/schema.ts';
import { IconButton } from './Button.tsx';
import { HiddenTabs } from './HiddenTabs.tsx';
import { KindIcon } from './KindIcon.tsx';
import { type MenuPlace, menuPlace } from './menu-place.ts';
import { passFocusOn } from './pass-focus-on.ts';
import { shownText } from './shown-text.ts';
import './RequestTabs.css';

interface RequestTab {
  readonly id: string;
  readonly label: string;
  /** The whole name, on hover. */
  readonly title: string;
  /** `undefined` where nobody knows it yet. */
  readonly kind: MethodKind | undefined;
  /** A stream is open. */
  readonly busy: boolean;
  /** It is not as its file has it. */
  readonly unsaved?: boolean | undefined;
}

interface RequestTabsProps {
  readonly tabs: readonly RequestTab[];
  readonly selected: string | undefined;
  readonly onSelect: (id: string) => void;
  readonly onClose: (id: string) => void;
  readonly onNew?: (() => void) | undefined;
  /** A menu is wanted for a tab, which is selected first. */
  readonly onMenu?: ((at: MenuPlace) => void) | undefined;
  readonly newShortcut?: string | undefined;
  /** Id of the element that shows the selected request. */
  readonly panelId?: string | undefined;
}

/**
 * A tab may hold nothing that can be operated, so the close buttons stand beside the list of tabs in
 * the document and over it on the screen: both are laid on the same grid columns.
 */
export function RequestTabs(props: RequestTabsProps) {
  const { tabs, selected, onSelect, onClose, onNew, onMenu, newShortcut, panelId } = props;
  const strip = useRef<HTMLDivElement>(null);
  const current = tabs.some(({ id }) => id === selected) ? selected : tabs[0]?.id;

  useEffect(() => {
    const tab = strip.current?.querySelector(tabSelector(current ?? ''));
    tab?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [current]);
  useSidewaysWheel(strip);
  const toCurrent = useFocusOnCurrent(strip);

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const index = tabs.findIndex(({ id }) => id === current);
    const last = tabs.length - 1;
    const targets: Readonly<Record<string, number>> = {
      ArrowLeft: index === 0 ? last : index - 1,
      ArrowRight: index === last ? 0 : index + 1,
      Home: 0,
      End: last,
    };
    const target = tabs[targets[event.key] ?? -1];
    if (target !== undefined) {
      onSelect(target.id);
      strip.current?.querySelector<HTMLElement>(tabSelector(target.id))?.focus();
    } else if (event.key === 'Delete' && current !== undefined) onClose(current);
    else return;
    event.preventDefault();
  }

  function closeOnMiddle(event: MouseEvent) {
    const id = tabUnder(event);
    if (event.button !== 1 || id === undefined) return;
    event.preventDefault();
    onClose(id);
  }

  return (
    <div className="request-tabs">
      <div ref={strip} className="request-tabs-scroller">
        <div
          className="request-tabs-grid"
          style={{ gridTemplateColumns: `repeat(${Math.max(tabs.length, 1)}, auto)` }}
        >
          <div
            className="request-tabs-row"
            role="tablist"
            aria-label="Requests"
            onKeyDown={onKeyDown}
            onClick={(event) => {
              const id = tabUnder(event);
              if (id !== undefined) onSelect(id);
            }}
            onAuxClick={closeOnMiddle}
            onContextMenu={(event) => {
              const id = tabUnder(event);
              if (id === undefined || onMenu === undefined) return;
              onSelect(id);
              onMenu(menuPlace(event));
            }}
            onMouseDown={(event) => {
              // The middle button would start scrolling by the pointer.
              if (event.button === 1) event.preventDefault();
            }}
          >
            {tabs.map(({ id, label, title, kind, busy, unsaved = false }) => (
              <div
                key={id}
                ref={toCurrent}
                data-tab={id}
                className="request-tab"
                role="tab"
                tabIndex={id === current ? 0 : -1}
                aria-label={shownText(label)}
                aria-selected={id === selected}
                aria-description={[
                  shownText(title),
                  ...(busy ? ['busy'] : []),
                  ...(unsaved ? ['unsaved changes'] : []),
                ].join(', ')}
                aria-controls={id === selected ? panelId : undefined}
                title={shownText(title)}
              >
                <KindIcon kind={kind} />
                <span className="request-tab-label">{shownText(label)}</span>
                <span className={tabMark(busy, unsaved)} />
              </div>
            ))}
          </div>
          <div className="request-tabs-row request-tabs-closers">
            {tabs.map(({ id, label }) => (
              <button
                key={id}
                ref={toCurrent}
                data-tab={id}
                type="button"
                className="request-tab-close"
                aria-label={`Close ${shownText(label)}`}
                tabIndex={id === current ? 0 : -1}
                onClick={() => onClose(id)}
                onAuxClick={closeOnMiddle}
              >
                <X size={14} aria-hidden="true" />
              </button>
            ))}
          </div>
        </div>
      </div>
      <HiddenTabs strip={strip} tabs={tabs} onSelect={onSelect} />
      {onNew === undefined ? null : <NewTab onNew={onNew} shortcut={newShortcut} />}
    </div>
  );
}

function tabMark(busy: boolean, unsaved: boolean): string {
  if (busy) return 'request-tab-busy';
  return unsaved ? 'request-tab-unsaved' : 'request-tab-idle';
}

function NewTab(props: { readonly onNew: () => void; readonly shortcut: string | undefined }) {
  return (
    <IconButton
      label="New request"
      shortcut={props.shortcut}
      icon={<Plus size={16} aria-hidden="true" />}
      onPress={props.onNew}
    />
  );
}

/** For tabs and their buttons: when one goes with the focus, that goes to the tab shown then. */
function useFocusOnCurrent(strip: RefObject<HTMLDivElement | null>) {
  return useMemo(
    () =>
      passFocusOn(() => {
        const next = '[role="tab"][aria-selected="true"], .icon-button';
        strip.current?.parentElement?.querySelector<HTMLElement>(next)?.focus();
      }),
    [strip],
  );
}

function tabSelector(id: string): string {
  return `[role="tab"][data-tab="${CSS.escape(id)}"]`;
}

function tabUnder({ target }: MouseEvent): string | undefined {
  const element = target instanceof Element ? target.closest('[data-tab]') : null;
  return element?.getAttribute('data-tab') ?? undefined;
}

/** A mouse wheel over the tabs goes along them. */
function useSidewaysWheel(strip: RefObject<HTMLDivElement | null>) {
  useEffect(() => {
    const element = strip.current;
    function onWheel(event: WheelEvent) {
      if (element === null || event.deltaX !== 0 || event.ctrlKey) return;
      element.scrollLeft += event.deltaY;
    }
    element?.addEventListener('wheel', onWheel, { passive: true });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [strip]);
}
