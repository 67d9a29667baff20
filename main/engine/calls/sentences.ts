/** What happened and what to try, as sentences of one text. */
export function sentences(what: string, hint?: string): string {
  return hint === undefined ? `${what}.` : `${what}. ${hint}.`;
}
