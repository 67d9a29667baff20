import { type AppError, failureOf } from '#app/contract/result.ts';
import { type OptionName, optionFault } from '#app/core/option-text.ts';
import { resolveText, type Values } from '#app/core/variables/resolve.ts';

/** What is wrong with an option once its variables have their values. */
export function resolvedOptionFault(
  values: Values,
): (name: OptionName, text: string) => AppError | undefined {
  return (name, text) =>
    failureOf(() => resolveText(text, values)) ?? optionFault(name, resolveText(text, values));
}
