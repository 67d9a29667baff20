/** `local ` or `export ` before a type of edition 2024 that says so. */
export function visibilityWord({ visibility }: { readonly visibility?: number }): string {
  if (visibility === 1) return 'local ';
  return visibility === 2 ? 'export ' : '';
}
