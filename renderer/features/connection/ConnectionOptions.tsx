import { useApp } from '#renderer/store/use-app.tsx';
import { Button } from '#renderer/ui/Button.tsx';
import { Modal } from '#renderer/ui/Modal.tsx';
import { OptionsForm } from '#renderer/ui/OptionsForm.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { activeTarget } from './connection.selectors.ts';
import { usualOption } from './inherited-option.ts';
import { ProxyPassword } from './ProxyPassword.tsx';

/** How calls to the active target go; a request may say otherwise. */
export function ConnectionOptions() {
  const isOpen = useApp((state) => state.dialog === 'connectionOptions');
  const close = useApp((state) => state.closeDialog);
  const setOptions = useApp((state) => state.setTargetOptions);
  const target = useApp(activeTarget);
  const settings = useApp((state) => state.settings);
  const address = target.address.trim();
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
        inherited={(name) => usualOption(settings, name)}
        proxyPassword={(address) => <ProxyPassword address={address} />}
        onChange={setOptions}
      />
    </Modal>
  );
}
