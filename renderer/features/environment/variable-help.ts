import { Failure } from '#app/contract/result.ts';
import { generated } from '#app/core/variables/generated.ts';
import { resolveText, usesIn, type Values } from '#app/core/variables/resolve.ts';
import { variablesIn } from '#app/core/variables/scope.ts';
import type { HelpText } from '#renderer/ui/code-editor/help-card.ts';
import type { VariableHelp } from '#renderer/ui/code-editor/variable-marks.ts';
import { masked, shownValues } from './stand-in-values.ts';

const made = new WeakMap<Values, VariableHelp>();

/** What the editors can say of variables; the same object for the same values. */
export function variableHelp(values: Values, envNames: readonly string[]): VariableHelp {
  const known = made.get(values);
  if (known !== undefined) return known;
  const shown = shownValues(values);
  const help: VariableHelp = {
    offered: [
      ...[...variablesIn(values.scopes).values()].map(({ name, variable, scope }) => ({
        name,
        detail: `${variable === undefined ? masked : cut(variable.value)} · ${scope.title}`,
      })),
      ...[...generated.values()].map(({ usage, what }) => ({ name: usage, detail: what })),
      ...envNames.map((name) => ({ name: `env.${name}`, detail: 'of your environment' })),
    ],
    explain: (use) => explained(use, shown, values.secrets),
    faultOf: (use) => faultOf(use, shown),
  };
  made.set(values, help);
  return help;
}

/** A text as it may be shown: its variables replaced, secrets masked; `undefined` where it has none. */
export function shownResolved(text: string, values: Values): string | undefined {
  if (!text.includes('{{')) return undefined;
  try {
    return resolveText(text, shownValues(values));
  } catch (error) {
    if (error instanceof Failure) return error.error.message;
    throw error;
  }
}

function explained(use: string, shown: Values, given: Values['secrets']): HelpText {
  const fault = faultOf(use, shown);
  if (fault !== undefined) return { title: use, notes: [fault] };
  const expression = usesIn(use)[0]?.expression;
  const title = `${use} = ${cut(resolveText(use, shown))}`;
  if (expression?.kind === 'env') return { title, notes: ['of your environment, or .env'] };
  if (expression?.kind !== 'name') return { title, notes: ['made anew each time'] };
  const found = variablesIn(shown.scopes).get(expression.name);
  if (found === undefined) return { title, notes: ['made anew each time'] };
  if (found.variable === undefined && !given.has(expression.name))
    return {
      title: use,
      notes: [`from ${found.scope.title}`, 'secret, without a value yet: a call asks for it'],
    };
  const kind = found.variable === undefined ? ['secret, kept in memory'] : [];
  return { title, notes: [`from ${found.scope.title}`, ...kind] };
}

function faultOf(use: string, shown: Values): string | undefined {
  try {
    resolveText(use, shown);
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const { message, hint } = error.error;
    // It is marked where it stands.
    const said = message
      .replace(/,? (?:which is used |used )?at line 1, column 1(?! of)/, '')
      .replace(/ \(line 1, column 1\)/, '');
    return hint === undefined ? said : `${said}. ${hint}`;
  }
}

function cut(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text;
}
