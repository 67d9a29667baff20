import type { OptionName } from '#app/core/option-text.ts';
import {
  optionOfTarget,
  ProxyPassword,
  resolvedOptionFault,
  targetOfTab,
} from '#renderer/features/connection/index.ts';
import {
  checkedValues,
  inheritedOfTab,
  placeName,
  shownResolved,
  valuesOfTab,
} from '#renderer/features/environment/index.ts';
import { useApp } from '#renderer/store/use-app.tsx';
import { type InheritedOption, OptionsForm } from '#renderer/ui/OptionsForm.tsx';
import { shownText } from '#renderer/ui/shown-text.ts';
import { RequestSchema } from './RequestSchema.tsx';
import { RequestVariables } from './RequestVariables.tsx';
import { draftOfTab } from './request.selectors.ts';

/** What is this request's own: variables, and how it goes where that is not as its files or its server say. */
export function OptionsPart({ tabId }: { readonly tabId: string }) {
  const options = useApp((state) => draftOfTab(state, tabId).options);
  const target = useApp((state) => targetOfTab(state, tabId));
  const holds = useApp((state) => inheritedOfTab(state, tabId));
  const values = useApp((state) => valuesOfTab(state, tabId));
  const settings = useApp((state) => state.settings);
  const setOptions = useApp((state) => state.setOptions);
  function inherited(name: OptionName): InheritedOption {
    const said = holds.options[name];
    if (said === undefined) return optionOfTarget(target, settings, name);
    return { text: said.value, from: placeName(said.from) };
  }
  return (
    <div className="composer-options">
      <RequestVariables tabId={tabId} />
      <RequestSchema tabId={tabId} />
      <InheritedDeadline tabId={tabId} />
      <OptionsForm
        texts={options}
        own="This request"
        inherited={inherited}
        faultOf={resolvedOptionFault(checkedValues(values))}
        proxyPassword={(address) => <ProxyPassword address={address} />}
        onChange={(texts) => setOptions(tabId, texts)}
      />
    </div>
  );
}

/** The deadline that files around the request give, which its own takes the place of. */
function InheritedDeadline({ tabId }: { readonly tabId: string }) {
  const inherited = useApp((state) => inheritedOfTab(state, tabId).deadline);
  const isOwn = useApp((state) => draftOfTab(state, tabId).deadline.trim() !== '');
  const values = useApp((state) => valuesOfTab(state, tabId));
  if (inherited === undefined) return null;
  const { value, from } = inherited;
  const place = shownText(placeName(from));
  return (
    <section className="options-group" aria-label="Inherited deadline">
      <div className="option">
        <span className="option-label">Deadline</span>
        <span className="option-text data">{shownText(shownResolved(value, values) ?? value)}</span>
        <span className="option-origin">
          {isOwn ? `Of ${place}; this request has its own` : `Inherited from ${place}`}
        </span>
      </div>
    </section>
  );
}
