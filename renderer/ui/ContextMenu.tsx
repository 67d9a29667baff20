import { useRef } from 'react';
import { Keyboard, Menu, MenuItem, Popover, Text } from 'react-aria-components';
import './CommandList.css';
import './ContextMenu.css';

interface ContextMenuProps<Id extends string> {
  readonly label?: string;
  /** Where it opens, in the window's pixels. */
  readonly at: { readonly x: number; readonly y: number };
  readonly items: readonly {
    readonly id: Id;
    readonly title: string;
    readonly keys: string | undefined;
  }[];
  readonly onChoose: (id: Id) => void;
  readonly onClose: () => void;
}

/** What can be done with the thing under the pointer, or the focused one. */
export function ContextMenu<Id extends string>({
  label = 'What can be done here',
  at,
  items,
  onChoose,
  onClose,
}: ContextMenuProps<Id>) {
  const anchor = useRef<HTMLDivElement>(null);
  return (
    <>
      <div ref={anchor} className="context-menu-anchor" style={{ left: at.x, top: at.y }} />
      <Popover
        className="context-menu"
        aria-label="Context menu"
        triggerRef={anchor}
        placement="bottom start"
        offset={0}
        isOpen
        onOpenChange={(open) => {
          if (!open) onClose();
        }}
      >
        <Menu
          className="context-menu-items"
          aria-label={label}
          autoFocus="first"
          items={items}
          onAction={(key) => {
            const item = items.find(({ id }) => id === key);
            if (item !== undefined) onChoose(item.id);
          }}
        >
          {({ id, title, keys }) => (
            <MenuItem id={id} textValue={title} className="context-menu-item">
              <Text slot="label">{title}</Text>
              {keys === undefined ? null : <Keyboard className="command-keys">{keys}</Keyboard>}
            </MenuItem>
          )}
        </Menu>
      </Popover>
    </>
  );
}
