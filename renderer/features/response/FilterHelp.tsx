import { CircleHelp } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Dialog, DialogTrigger, Popover } from 'react-aria-components';
import { useApp, useAppStore } from '#renderer/store/use-app.tsx';
import { IconButton } from '#renderer/ui/Button.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { fieldPaths } from './field-paths.ts';

const examples = [
  ['ACME, "two words"', 'Text of a message or another event, in capitals or not'],
  ['case:exact ACME', 'The same, with its capitals'],
  ['price > 10', 'A field, by = != < <= > >='],
  ['levels[0].price >= 100.5', 'Within a list; levels[*] for any of them'],
  ['symbol = "ACME"', 'Text and enums by their names'],
  ['name contains x', 'Part of a text'],
  ['user.id exists', 'A field that is there'],
  ['price > 10 and name = x', 'Both; so side by side, and with all of the others'],
  ['#100..200, #5', 'Messages by their numbers'],
  ['1s..5s, ..300ms, at:2s..', 'When, since the start'],
  ['is:sent, is:received, is:event', 'Which way it went; event is all that is no message'],
] as const;

/** What can be typed into the filter, and the fields that there are. */
export function FilterHelp({ tabId }: { readonly tabId: string }) {
  return (
    <DialogTrigger>
      {/* What opens it is the trigger around it. */}
      <IconButton
        label="Filter help"
        icon={<CircleHelp size={16} aria-hidden="true" />}
        onPress={() => undefined}
        hasTooltip={false}
      />
      <Popover className="filter-help" placement="bottom end">
        <Dialog className="filter-help-dialog" aria-label="Filter help">
          <p className="filter-help-title">All that is written must hold</p>
          <dl className="filter-help-list">
            {examples.map(([example, meaning]) => (
              <div key={example}>
                <dt className="data">{example}</dt>
                <dd>{meaning}</dd>
              </div>
            ))}
          </dl>
          <Fields tabId={tabId} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

/** Fields of the messages that the call sends and receives; each is put into the filter by a click. */
function Fields({ tabId }: { readonly tabId: string }) {
  const paths = useFieldPaths(tabId);
  const setText = useApp((state) => state.setFilterText);
  const act = useAppStore().getState;
  if (paths.length === 0) return null;
  function add(path: string) {
    const before = act().filters[tabId]?.text.trimEnd() ?? '';
    setText(tabId, `${before}${before === '' ? '' : ' '}${path} exists`);
  }
  return (
    <>
      <p className="filter-help-title">Fields of its messages</p>
      <ul className="filter-help-fields" aria-label="Fields">
        {paths.map((path) => (
          <li key={path}>
            <button type="button" className="filter-help-field data" onClick={() => add(path)}>
              {shownText(path)}
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}

function useFieldPaths(tabId: string): readonly string[] {
  const act = useAppStore().getState;
  const method = useApp(({ tabs }) => tabs.find(({ id }) => id === tabId)?.method);
  const callId = useApp(({ calls }) => calls[tabId]?.callId);
  const [paths, setPaths] = useState<readonly string[]>([]);
  useEffect(() => {
    let isWanted = true;
    if (method === undefined) return;
    const { message } = act().messageSource(tabId, callId);
    void fieldPaths([method.output, method.input], message).then((found) => {
      if (isWanted) setPaths(found);
    });
    return () => {
      isWanted = false;
    };
  }, [act, tabId, method, callId]);
  return paths;
}
