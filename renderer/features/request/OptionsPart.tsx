import { optionOfTarget, ProxyPassword, targetOfTab } from '#renderer/features/connection/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { OptionsForm } from '#renderer/ui/OptionsForm.tsx';
import { draftOfTab } from './request.selectors.ts';

/** How this request goes over the connection, where that is not as its server's options say. */
export function OptionsPart({ tabId }: { readonly tabId: string }) {
  const options = useApp((state) => draftOfTab(state, tabId).options);
  const target = useApp((state) => targetOfTab(state, tabId));
  const settings = useApp((state) => state.settings);
  const setOptions = useApp((state) => state.setOptions);
  return (
    <div className="composer-options">
      <OptionsForm
        texts={options}
        own="This request"
        inherited={(name) => optionOfTarget(target, settings, name)}
        proxyPassword={(address) => <ProxyPassword address={address} />}
        onChange={(texts) => setOptions(tabId, texts)}
      />
    </div>
  );
}
