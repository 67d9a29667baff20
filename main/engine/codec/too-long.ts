import { sizeText } from '#app/core/size.ts';

/** Whether something failed because a text would have been longer than any can be: Node has an error for each way. */
export function isTooLong(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof RangeError || code === 'ERR_STRING_TOO_LONG';
}

/** What is said of a message in the place of its JSON. */
export function tooLongText(index: number, bytes: number): string {
  return `Message ${index} of ${sizeText(bytes)} is longer as JSON than a text can be`;
}
