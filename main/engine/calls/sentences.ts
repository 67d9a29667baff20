import type { AppError } from '#app/contract/result.ts';

/** What happened and what to try, as sentences of one text. */
export function sentences(what: string, hint?: string): string {
  return hint === undefined ? `${what}.` : `${what}. ${hint}.`;
}

/** Such a text taken apart: what happened, and what to try. */
export function takenApart(text: string): Pick<AppError, 'message' | 'hint'> {
  const at = text.endsWith('.') ? text.lastIndexOf('. ') : -1;
  return at === -1
    ? { message: text }
    : { message: text.slice(0, at), hint: text.slice(at + 2, -1) };
}
