/** What happened, and that it is tried again; some servers end what they say with a full stop. */
export function triedAgainText(what: string): string {
  return `${what.replace(/\.$/, '')}. It is tried again`;
}
