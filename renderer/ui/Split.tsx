import { type ReactNode, useEffect, useState } from 'react';
import { Group, Panel, Separator, usePanelRef } from 'react-resizable-panels';
import { forgetShare, rememberedShare, rememberShare } from './remembered-share.ts';
import './Split.css';

interface SplitProps {
  /** Side by side, or one above the other. */
  readonly direction: 'horizontal' | 'vertical';
  readonly first: ReactNode;
  readonly second: ReactNode;
  /** Share of the first part in percent; a double click on the separator comes back to it. */
  readonly initial: number;
  /** Pixels that either part keeps; where they differ, the first's and the second's. */
  readonly min: number | readonly [first: number, second: number];
  /** Where the person puts the separator is remembered under it. */
  readonly id: string;
  /** What the separator is called; the split's `id` when not given. */
  readonly label?: string | undefined;
  /** A part can be folded to so many pixels; dragging it small does that too. */
  readonly fold?: Fold | undefined;
}

interface Fold {
  /** The first without it. */
  readonly part?: 'second';
  readonly isFolded: boolean;
  readonly size: number;
  readonly onFold: (isFolded: boolean) => void;
}

export function Split(props: SplitProps) {
  const { direction, first, second, initial, min, id, label, fold } = props;
  const [minFirst, minSecond] = typeof min === 'number' ? [min, min] : min;
  const firstId = `${id}-first`;
  const secondId = `${id}-second`;
  const [remembered] = useState(() => rememberedShare(id));
  const panel = useFolding(fold);
  const folding = fold && {
    panelRef: panel,
    collapsible: true,
    collapsedSize: fold.size,
    onResize: () => fold.onFold(panel.current?.isCollapsed() === true),
  };
  const ofSecond = fold?.part === 'second';
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
        const isFolded = panel.current?.isCollapsed() === true;
        if (isUserInteraction && percent !== undefined && !isFolded) rememberShare(id, percent);
      }}
    >
      <Panel
        id={firstId}
        className="split-part"
        defaultSize={`${initial}%`}
        minSize={minFirst}
        {...(ofSecond ? {} : folding)}
      >
        {first}
      </Panel>
      <Separator
        className="split-separator"
        aria-label={label ?? `Resize ${id}`}
        onDoubleClick={() => forgetShare(id)}
      />
      <Panel
        id={secondId}
        className="split-part"
        minSize={minSecond}
        {...(ofSecond ? folding : {})}
      >
        {second}
      </Panel>
    </Group>
  );
}

/** Folds and unfolds the panel as `fold` says. */
function useFolding(fold: Fold | undefined) {
  const panel = usePanelRef();
  const isFolded = fold?.isFolded;
  useEffect(() => {
    if (isFolded === undefined || panel.current?.isCollapsed() === isFolded) return;
    if (isFolded) panel.current?.collapse();
    else panel.current?.expand();
  }, [isFolded, panel]);
  return panel;
}
