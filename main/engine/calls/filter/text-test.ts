/** Whether a text holds another; capitals make no difference unless `isCaseSensitive`. */
export function textTest(wanted: string, isCaseSensitive: boolean): (text: string) => boolean {
  if (isCaseSensitive) return (text) => text.includes(wanted);
  const small = wanted.toLowerCase();
  return (text) => text.toLowerCase().includes(small);
}
