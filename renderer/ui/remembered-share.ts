/** Where a split stood when the person last let go of it, kept for the next start. */
const prefix = 'split.';

/** The first part's share in percent; `undefined` where nobody ever moved it. */
export function rememberedShare(id: string): number | undefined {
  const text = localStorage.getItem(prefix + id);
  const percent = text === null ? Number.NaN : Number(text);
  return percent > 0 && percent < 100 ? percent : undefined;
}

export function rememberShare(id: string, percent: number): void {
  localStorage.setItem(prefix + id, percent.toFixed(2));
}

export function forgetShare(id: string): void {
  localStorage.removeItem(prefix + id);
}
