/** One step of a JSON path: `.name`, or `["a b"]` where the name needs it. */
export function pathStep(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `[${JSON.stringify(name)}]`;
}
