import { Search } from 'lucide-react';
import {
  Autocomplete,
  Dialog,
  Input,
  ListBox,
  ListBoxItem,
  Modal,
  ModalOverlay,
  SearchField,
  Text,
  useFilter,
} from 'react-aria-components';
import './CommandList.css';

interface ListedCommand<Id extends string> {
  readonly id: Id;
  readonly title: string;
  /** All that it is found by. */
  readonly words: string;
  readonly keys: string | undefined;
}

interface CommandListProps<Id extends string> {
  /** Names the dialog. */
  readonly label: string;
  readonly isOpen: boolean;
  readonly commands: readonly ListedCommand<Id>[];
  readonly onChoose: (id: Id) => void;
  readonly onClose: () => void;
}

/** Everything there is to do, found by typing any part of its name. Enter runs the marked one. */
export function CommandList<Id extends string>(props: CommandListProps<Id>) {
  const { label, isOpen, commands, onChoose, onClose } = props;
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <ModalOverlay
      className="modal-scrim"
      isOpen={isOpen}
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
    >
      <Modal className="modal command-list">
        <Dialog className="modal-dialog" aria-label={label}>
          <Autocomplete filter={(text, typed) => hasWords(contains, text, typed)}>
            <SearchField className="command-list-search" aria-label="Find a command" autoFocus>
              <Search size={14} aria-hidden="true" />
              <Input
                className="command-list-input"
                placeholder="Type a command"
                // The library leaves it a search field; with its list it is this.
                role="combobox"
                aria-expanded
                aria-haspopup="listbox"
                spellCheck={false}
              />
            </SearchField>
            <ListBox
              className="command-list-items"
              aria-label={label}
              items={commands}
              renderEmptyState={() => <p className="command-list-none">No command has that name</p>}
              onAction={(key) => {
                const command = commands.find(({ id }) => id === key);
                if (command !== undefined) onChoose(command.id);
              }}
            >
              {({ id, title, words, keys }) => (
                <ListBoxItem id={id} textValue={words} className="command-list-item">
                  <Text slot="label">{title}</Text>
                  {keys === undefined ? null : (
                    <Text slot="description" className="command-keys">
                      {keys}
                    </Text>
                  )}
                </ListBoxItem>
              )}
            </ListBox>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/** Each word typed is somewhere in the text, in any order. */
function hasWords(
  contains: (text: string, part: string) => boolean,
  text: string,
  typed: string,
): boolean {
  return typed.split(/\s+/).every((word) => contains(text, word));
}
