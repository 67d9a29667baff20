interface Named {
  readonly label: string;
  /** Others that it is found by. */
  readonly spellings?: readonly string[];
}

/**
 * What a person who typed so much may mean: what begins so, then what has a word that does, what
 * contains it, and what has its letters in that order; each in the order they are in.
 */
export function bestFirst<One extends Named>(all: readonly One[], typed: string): readonly One[] {
  const lower = typed.toLowerCase();
  const ranked = all.map((one) => {
    const spellings = [one.label, ...(one.spellings ?? [])];
    return { one, rank: Math.min(...spellings.map((spelling) => rankOf(spelling, lower))) };
  });
  return ranked
    .filter(({ rank }) => rank < none)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one);
}

const none = 4;

function rankOf(label: string, typed: string): number {
  const text = label.toLowerCase();
  if (text.startsWith(typed)) return 0;
  // `firstName` and `KIND_BIG` have two words each.
  const words = label.replace(/([a-z\d])([A-Z])/g, '$1_$2').toLowerCase();
  if (words.includes(`_${typed}`)) return 1;
  if (text.includes(typed)) return 2;
  let found = 0;
  for (const letter of text) if (letter === typed[found]) found += 1;
  return found === typed.length ? 3 : none;
}
