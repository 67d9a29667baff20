import type { DeletedItem } from '#app/contract/workspace.ts';
import { isWithin } from './items.ts';

/** What was deleted here and held a path; `undefined` where somebody else deleted that. */
export function deletedWith(
  deleted: readonly DeletedItem[],
  path: string,
): DeletedItem | undefined {
  return deleted.findLast((one) => isWithin(path, one.path));
}

/** Requests and folders among them: environments are brought back on their own page. */
export function ofCollections(deleted: readonly DeletedItem[]): readonly DeletedItem[] {
  return deleted.filter(({ path }) => isWithin(path, 'collections'));
}
