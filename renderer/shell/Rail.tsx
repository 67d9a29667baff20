import { FilePlus2, PanelLeftOpen, Search } from 'lucide-react';
import { IconButton } from '#renderer/ui/Button.tsx';
import { passFocusOn } from '#renderer/ui/pass-focus-on.ts';
import { useCommand } from './use-commands.ts';

/** Where the keyboard goes when the sidebar is there again. */
const toSidebar = passFocusOn(() =>
  document.querySelector<HTMLElement>('.explorer-header button:last-child')?.focus(),
);

/** What is left of the sidebar while it is hidden. */
export function Rail() {
  const show = useCommand('toggleSidebar');
  const find = useCommand('goToMethod');
  const add = useCommand('addSchema');
  return (
    <nav ref={toSidebar} className="rail" aria-label="Hidden sidebar">
      <IconButton
        label="Show the sidebar"
        shortcut={show.keys}
        icon={<PanelLeftOpen size={16} aria-hidden="true" />}
        onPress={show.run}
      />
      <IconButton
        label="Go to method"
        shortcut={find.keys}
        icon={<Search size={16} aria-hidden="true" />}
        onPress={find.run}
      />
      <IconButton
        label="Add schema"
        icon={<FilePlus2 size={16} aria-hidden="true" />}
        onPress={add.run}
      />
    </nav>
  );
}
