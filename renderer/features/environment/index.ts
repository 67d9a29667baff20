export { EnvironmentBox } from './EnvironmentBox.tsx';
export { EnvironmentPage } from './EnvironmentPage.tsx';
export { createEnvironmentSlice, type EnvironmentSlice } from './environment.slice.ts';
export { placeName } from './place-name.ts';
export { checkedValues } from './stand-in-values.ts';
export { inheritedOfTab, valuesIn, valuesOfTab } from './tab-scope.ts';
export { VariableOffers } from './VariableOffers.tsx';
export { VariableQuestion } from './VariableQuestion.tsx';
export { shownResolved, variableHelp } from './variable-help.ts';
