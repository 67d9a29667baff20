import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover, Text } from 'react-aria-components';
import { IconButton } from './Button.tsx';
import './CommandList.css';
import './ContextMenu.css';
import './OptionsMenu.css';

interface OptionsMenuProps<Id extends string> {
  /** Names the button and the menu. */
  readonly label: string;
  readonly icon: ReactNode;
  readonly options: readonly { readonly id: Id; readonly label: string; readonly isOn: boolean }[];
  readonly onChange: (id: Id, isOn: boolean) => void;
}

/** A button with a menu of what can be on or off. It stays open: more than one may be meant. */
export function OptionsMenu<Id extends string>(props: OptionsMenuProps<Id>) {
  const { label, icon, options, onChange } = props;
  return (
    <MenuTrigger>
      {/* What opens the menu is the trigger around it. */}
      <IconButton label={label} icon={icon} onPress={() => undefined} hasTooltip={false} />
      <Popover className="context-menu" placement="bottom end">
        <Menu
          className="context-menu-items"
          aria-label={label}
          selectionMode="multiple"
          selectedKeys={options.filter(({ isOn }) => isOn).map(({ id }) => id)}
          onSelectionChange={(keys) => {
            for (const { id, isOn } of options) {
              const isWanted = keys === 'all' || keys.has(id);
              if (isWanted !== isOn) onChange(id, isWanted);
            }
          }}
        >
          {options.map((option) => (
            <MenuItem
              key={option.id}
              id={option.id}
              textValue={option.label}
              className="context-menu-item options-menu-item"
            >
              <Check className="options-menu-mark" size={14} aria-hidden="true" />
              <Text slot="label">{option.label}</Text>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
