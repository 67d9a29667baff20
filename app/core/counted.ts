/** `1 error`, `3 errors`: a number with what it counts, whose plural is an s. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
