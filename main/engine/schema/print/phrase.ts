/** A name as it is written, and the full name of what it stands for. */
export interface Name {
  readonly text: string;
  readonly symbol: string;
}

/** Text that knows which parts of it are names of the schema. */
export type Phrase = string | Name | readonly Phrase[];

/** A template whose values may be phrases. */
export function phrase(texts: TemplateStringsArray, ...values: readonly Phrase[]): Phrase {
  return texts.flatMap((text, index) => [text, values[index] ?? '']);
}

export function joined(phrases: readonly Phrase[], between: string): Phrase {
  return phrases.flatMap((one, index) => (index === 0 ? [one] : [between, one]));
}

/** Its strings and names in order. */
export function* piecesOf(whole: Phrase): Generator<string | Name> {
  if (typeof whole === 'string' || 'symbol' in whole) yield whole;
  else for (const part of whole) yield* piecesOf(part);
}

export function phraseText(whole: Phrase): string {
  return [...piecesOf(whole)]
    .map((piece) => (typeof piece === 'string' ? piece : piece.text))
    .join('');
}
