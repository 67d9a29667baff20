import type { JsonForm } from '#engine';
import type { OptionValues } from './arguments.ts';

/** How messages are printed. */
export function jsonForm(values: OptionValues): JsonForm {
  return {
    emitDefaults: values['emit-defaults'] === true,
    originalNames: values['original-names'] === true,
  };
}
