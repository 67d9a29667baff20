/** The text, or its beginning where it is longer than that: for names in sentences, which whoever wrote them may have made of any length. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}
