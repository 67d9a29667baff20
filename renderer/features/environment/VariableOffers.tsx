import { useApp } from '#renderer/store/use-app.tsx';
import { FieldOffers } from '#renderer/ui/FieldOffers.tsx';
import { offersAt, withOffer } from './field-offers.ts';
import { valuesOfTab } from './tab-scope.ts';
import { variableHelp } from './variable-help.ts';

const noNames: readonly string[] = [];

/** Completion behind `{{` in every field within `data-variables`. */
export function VariableOffers() {
  const help = useApp((state) =>
    variableHelp(valuesOfTab(state, state.activeTab), state.workspace?.envNames ?? noNames),
  );
  return (
    <FieldOffers
      id="variable-offers"
      label="Variables"
      within="[data-variables]"
      choosesFirst
      offersAt={(text, cursor) => offersAt(text, cursor, help.offered)}
      withOffer={withOffer}
    />
  );
}
