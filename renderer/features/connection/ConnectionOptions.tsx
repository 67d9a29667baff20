import { useMemo } from 'react';
import { checkedValues, valuesOfTab } from '#renderer/features/environment/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { OptionsForm } from '#renderer/ui/OptionsForm.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { activeTarget, chosenTarget } from './connection.selectors.ts';
import { usualOption } from './inherited-option.ts';
import { ProxyPassword } from './ProxyPassword.tsx';
import { resolvedOptionFault } from './resolved-option.ts';

/** How calls to the active target go; a request may say otherwise. */
export function ConnectionOptions() {
  const isOpen = useApp((state) => state.dialog === 'connectionOptions');
  const close = useApp((state) => state.closeDialog);
  const setOptions = useApp((state) => state.setTargetOptions);
  const target = useApp(chosenTarget);
  const settings = useApp((state) => state.settings);
  const values = useApp((state) => valuesOfTab(state, state.activeTab));
  const faultOf = useMemo(() => resolvedOptionFault(checkedValues(values)), [values]);
  const address = useApp((state) => activeTarget(state).address.trim());
  return (
    <Modal
      title="Connection options"
      isOpen={isOpen}
      onClose={close}
      actions={
        <Button tone="primary" onPress={close}>
          Done
        </Button>
      }
    >
      <p>
        Of every call to {address === '' ? 'this server' : shownText(address)}. A request’s own
        options win over them.
      </p>
      <OptionsForm
        texts={target.options ?? {}}
        own="This server"
        faultOf={faultOf}
        inherited={(name) => usualOption(settings, name)}
        proxyPassword={(address) => <ProxyPassword address={address} />}
        onChange={setOptions}
      />
    </Modal>
  );
}
