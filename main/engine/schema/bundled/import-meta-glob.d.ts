/** The one form of Vite's `import.meta.glob` that is used here: files as text, part of the bundle. */
interface ImportMeta {
  glob(
    pattern: string,
    options: { readonly query: '?raw'; readonly import: 'default'; readonly eager: true },
  ): Record<string, string>;
}
