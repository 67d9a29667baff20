import { type ReactNode, useState } from 'react';
import { Group, Panel, Separator } from 'react-resizable-panels';
import { forgetShare, rememberedShare, rememberShare } from './remembered-share.ts';
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
  /** Where the person puts the separator is remembered under it. */
  readonly id: string;
  /** What the separator is called; the split's `id` when not given. */
  readonly label?: string | undefined;
}

export function Split({ direction, first, second, initial, min, id, label }: SplitProps) {
  const firstId = `${id}-first`;
  const secondId = `${id}-second`;
  const [remembered] = useState(() => rememberedShare(id));
  return (
    <Group
      id={id}
      className={`split split-${direction}`}
      orientation={direction}
      // Not the panel's own default: that is what a double click comes back to.
      defaultLayout={
        remembered === undefined
          ? undefined
          : { [firstId]: remembered, [secondId]: 100 - remembered }
      }
      onLayoutChanged={(layout, { isUserInteraction, requestedLayout = layout }) => {
        // As it was put, not as a window that is small just now has room for.
        const percent = requestedLayout[firstId];
        if (isUserInteraction && percent !== undefined) rememberShare(id, percent);
      }}
    >
      <Panel id={firstId} className="split-part" defaultSize={`${initial}%`} minSize={min}>
        {first}
      </Panel>
      <Separator
        className="split-separator"
        aria-label={label ?? `Resize ${id}`}
        onDoubleClick={() => forgetShare(id)}
      />
      <Panel id={secondId} className="split-part" minSize={min}>
        {second}
      </Panel>
    </Group>
  );
}
