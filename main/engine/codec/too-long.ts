import { sizeText } from '#app/core/size.ts';

/** Whether something failed because a text would have been longer than any can be: Node has an error for each way. */
export function isTooLong(error: unknown): boolean {
  const { code } = error as NodeJS.ErrnoException;
  return error instanceof RangeError || code === 'ERR_STRING_TOO_LONG';
}

/** Why a message has no JSON, in words; V8's are for none who reads them here. */
export function whyNoJson(error: unknown): string {
  const told = error instanceof Error ? error.message : String(error);
  if (error instanceof RangeError && told.includes('call stack')) return 'it is nested too deeply';
  return isTooLong(error) ? 'it is longer than a text can be' : told;
}

/** What is said of a message in the place of its JSON. */
export function tooLongText(index: number, bytes: number): string {
  return `Message ${index} of ${sizeText(bytes)} is longer as JSON than a text can be`;
}
