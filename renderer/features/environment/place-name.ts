import { itemName } from '#app/core/workspace/items.ts';

/** What a person calls the file that something is inherited from: a folder by its name. */
export function placeName(from: string): string {
  return from === '' ? 'the workspace' : itemName(from);
}
