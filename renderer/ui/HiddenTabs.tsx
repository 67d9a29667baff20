import { ChevronDown } from 'lucide-react';
import { type RefObject, useEffect, useRef, useState } from 'react';
import { IconButton } from './Button.tsx';
import { ContextMenu } from './ContextMenu.tsx';
import { shownText } from './shown-text.ts';

interface HiddenTabsProps {
  /** What scrolls sideways. */
  readonly strip: RefObject<HTMLElement | null>;
  readonly tabs: readonly { readonly id: string; readonly label: string }[];
  readonly onSelect: (id: string) => void;
}

/** A list of all tabs, there while some of them do not fit. */
export function HiddenTabs({ strip, tabs, onSelect }: HiddenTabsProps) {
  const button = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const overflows = useOverflow(strip, tabs);
  if (!overflows) return null;
  const place = button.current?.getBoundingClientRect();
  return (
    <span ref={button} className="request-tabs-all">
      <IconButton
        label="All open requests"
        icon={<ChevronDown size={16} aria-hidden="true" />}
        onPress={() => setOpen(true)}
      />
      {isOpen && place !== undefined ? (
        <ContextMenu
          label="All open requests"
          at={{ x: place.left, y: place.bottom }}
          items={tabs.map(({ id, label }) => ({ id, title: shownText(label), keys: undefined }))}
          onChoose={(id) => {
            setOpen(false);
            onSelect(id);
          }}
          onClose={() => setOpen(false)}
        />
      ) : null}
    </span>
  );
}

/** `content`: what fills the strip; with another it is looked at anew. */
function useOverflow(strip: RefObject<HTMLElement | null>, content: unknown): boolean {
  const [overflows, setOverflows] = useState(false);
  useEffect(() => {
    const element = strip.current;
    if (element === null || content === undefined) return;
    const look = () => setOverflows(element.scrollWidth > element.clientWidth + 1);
    const observer = new ResizeObserver(look);
    observer.observe(element);
    look();
    return () => observer.disconnect();
  }, [strip, content]);
  return overflows;
}
