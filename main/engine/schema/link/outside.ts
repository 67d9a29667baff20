/**
 * What is known of files that are not linked now, because nothing of them has changed: enough to tell
 * that one of them matters after all. Files are named as others import them.
 */
export interface Outside {
  hasFile(name: string): boolean;
  /** The files that define a name in their package, or what it would be a part of. */
  definersOf(fullName: string): Iterable<string>;
  isPackage(name: string): boolean;
  /** The first file with a type whose name ends with this one, if it comes before the other file. */
  typeEndingWith(name: string, before: string | undefined): string | undefined;
}

/** All files are being linked. */
export const nothingOutside: Outside = {
  hasFile: () => false,
  definersOf: () => [],
  isPackage: () => false,
  typeEndingWith: () => undefined,
};
