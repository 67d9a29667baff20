import type { ReactNode } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import './Split.css';

interface SplitProps {
  /** Side by side, or one above the other. */
  readonly direction: 'horizontal' | 'vertical';
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Share of the first part in percent; a double click on the separator comes back to it. */
  readonly initial: number;
  /** Pixels that either part keeps. */
  readonly min: number;
  readonly id: string;
  /** What the separator is called; the split's `id` when not given. */
  readonly label?: string | undefined;
  /** The first part's share in percent, once the person has let go. */
  readonly onResized?: ((percent: number) => void) | undefined;
}

export function Split({
  direction,
  first,
  second,
  initial,
  min,
  id,
  label,
  onResized,
}: SplitProps) {
  return (
    <Group
      id={id}
      className={`split split-${direction}`}
      orientation={direction}
      onLayoutChanged={(layout, { isUserInteraction }) => {
        const percent = layout[`${id}-first`];
        if (isUserInteraction && percent !== undefined) onResized?.(percent);
      }}
    >
      <Panel id={`${id}-first`} className="split-part" defaultSize={`${initial}%`} minSize={min}>
        {first}
      </Panel>
      <Separator className="split-separator" aria-label={label ?? `Resize ${id}`} />
      <Panel id={`${id}-second`} className="split-part" minSize={min}>
        {second}
      </Panel>
    </Group>
  );
}
