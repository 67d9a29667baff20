import { type AppError, Failure } from '#app/contract/result.ts';
import type { OptionTexts } from '#app/contract/session.ts';
import { optionLabels } from '#app/core/option-text.ts';
import { schemeTls } from '#app/core/target.ts';
import { resolveText, type Values } from '#app/core/variables/resolve.ts';
import type { TargetDraft } from './target-draft.ts';

/** A target without variables; as typed, with what is wrong, where they have no values. */
export interface ResolvedTarget {
  readonly draft: TargetDraft;
  readonly fault?: AppError;
}

const resolved = new WeakMap<TargetDraft, WeakMap<Values, ResolvedTarget>>();

/** The same object for the same draft and values: `{{uuid}}` stays what it was. */
export function resolvedTarget(draft: TargetDraft, values: Values): ResolvedTarget {
  const known = resolved.get(draft)?.get(values);
  if (known !== undefined) return known;
  const made = targetTexts(draft).some((text) => text.includes('{{'))
    ? resolve(draft, values)
    : { draft };
  resolved.set(draft, (resolved.get(draft) ?? new WeakMap()).set(values, made));
  return made;
}

/** What of a target can have variables. */
export function targetTexts({ address, authority, tls, options = {} }: TargetDraft): string[] {
  const texts = [address, authority, tls.serverName, ...Object.values(options)];
  return texts.filter((text) => text !== undefined);
}

function resolve(draft: TargetDraft, values: Values): ResolvedTarget {
  const { authority, tls, options } = draft;
  try {
    const text = (what: string, typed: string) => inPart(what, () => resolveText(typed, values));
    const address = text('The address', draft.address);
    return {
      draft: {
        ...draft,
        address,
        useTls: schemeTls(address) ?? draft.useTls,
        ...(authority && { authority: text('The authority', authority) }),
        ...(tls.serverName && {
          tls: { ...tls, serverName: text('The server name of TLS', tls.serverName) },
        }),
        ...(options && { options: resolveOptions(options, text) }),
      },
    };
  } catch (error) {
    if (error instanceof Failure) return { draft, fault: error.error };
    throw error;
  }
}

function resolveOptions(
  options: OptionTexts,
  text: (what: string, typed: string) => string,
): OptionTexts {
  return Object.fromEntries(
    Object.entries(options).map(([name, typed = '']) => {
      const label = Object.entries(optionLabels).find(([one]) => one === name)?.[1] ?? name;
      return [name, text(`The connection option ${label}`, typed)];
    }),
  );
}

function inPart(what: string, work: () => string): string {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    throw new Failure('usage', `${what}: ${error.error.message}`, error.error.hint);
  }
}
