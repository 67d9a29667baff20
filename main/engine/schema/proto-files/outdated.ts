import { withoutSourceInfo } from '../file-bytes.ts';
import type { FoundFile } from './found-file.ts';
import type { LinkedFiles } from './linked-file.ts';
import type { Relations } from './relations.ts';
import type { TypeEndings } from './type-endings.ts';

/** What an earlier reading left. */
export interface Before {
  readonly relations: Relations;
  readonly linked: LinkedFiles;
  readonly endings: TypeEndings;
}

/**
 * The files that have to be linked again: those that changed, and of the others those for which names
 * that changed may matter. More than these is a waste, less would be wrong.
 *
 * @param replaced where it is known: the only files of which the text can be other than before, when
 *   nothing else is
 */
export function outdatedFiles(
  before: Before,
  now: Relations,
  replaced?: readonly FoundFile[],
): Set<string> {
  const outdated = new Set<string>();
  const both = [before.relations, now];
  const renew = (names: Iterable<string>): void => {
    for (const name of names) if (now.files.has(name)) outdated.add(name);
  };
  const { changed, moved } =
    replaced === undefined
      ? changesOf(before.relations, now)
      : { changed: replaced.map(({ name }) => name), moved: false };
  renew(changed);
  /** Those that others may see something else in. */
  const seenAnew = new Set(changed.filter((name) => !hasSameOutline(name, before.relations, now)));
  // Those that are gone gave way too.
  const disputed = new Set(moved ? [...changed, ...now.files.keys()] : changed);
  for (const name of disputed) {
    const rivals = [...numberRivals(before.linked, name)];
    for (const relations of both) {
      const file = relations.files.get(name);
      if (file !== undefined) rivals.push(...relations.rivalsOf(file));
    }
    renew(rivals);
    for (const rival of rivals) seenAnew.add(rival);
  }
  for (const relations of both) {
    for (const name of seenAnew) renew(relations.seenFrom(name));
  }
  if (seenAnew.size > 0 || moved)
    for (const [name, { isUnsettled }] of before.linked) if (isUnsettled) renew([name]);
  return outdated;
}

function changesOf(
  before: Relations,
  now: Relations,
): { readonly changed: readonly string[]; readonly moved: boolean } {
  const gone = [...before.files.keys()].filter((name) => !now.files.has(name));
  const changed = [...now.files].flatMap(([name, file]) => {
    const earlier = before.files.get(name);
    return earlier !== undefined && isSame(earlier, file) ? [] : [name];
  });
  const stayed = [...before.files.keys()].filter((name) => now.files.has(name));
  const order = [...now.files.keys()].filter((name) => before.files.has(name));
  // Of two that define one name the first is used.
  return { changed: [...changed, ...gone], moved: stayed.some((name, at) => name !== order[at]) };
}

/** How many files would be linked to the same, as far as they themselves tell. */
export function countSame(before: Relations, now: Relations): number {
  let count = 0;
  for (const [name, file] of now.files) {
    const earlier = before.files.get(name);
    if (earlier !== undefined && isSame(earlier, file)) count += 1;
  }
  return count;
}

/** Whether linking a file again, among the same other files, would give the same. */
function isSame(one: FoundFile, other: FoundFile): boolean {
  return (
    one.kept.hash === other.kept.hash &&
    one.kept.shownAs === other.kept.shownAs &&
    isEqual(one.imports, other.imports)
  );
}

function hasSameOutline(name: string, before: Relations, now: Relations): boolean {
  const [one, other] = [before.files.get(name), now.files.get(name)];
  if (one === undefined || other === undefined) return false;
  return one.kept.outline === other.kept.outline && isEqual(one.imports, other.imports);
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => name === other[index]);
}

/** The files that asked for an extension number that this one asked for. */
function* numberRivals(linked: LinkedFiles, name: string): Generator<string> {
  const own = linked.get(name)?.extensions ?? [];
  if (own.length === 0) return;
  for (const sharer of sharersOf(linked, new Set(own))) if (sharer !== name) yield sharer;
}

/** The files that may have options which are not what they were, now that these files are linked. */
export function* optionUsers(
  before: Before,
  now: Relations,
  linked: LinkedFiles,
): Generator<string> {
  for (const [name, { file }] of linked) {
    const both = [before.relations, now].filter((one) => one.optionFiles().has(name));
    if (both.length === 0) continue;
    const earlier = before.linked.get(name)?.file.bytes ?? new Uint8Array();
    if (Buffer.compare(withoutSourceInfo(earlier), withoutSourceInfo(file.bytes)) === 0) continue;
    for (const relations of both) yield* relations.importersOf(name);
  }
}

/** The files that asked for one of these extension numbers. */
export function* sharersOf(linked: LinkedFiles, numbers: ReadonlySet<string>): Generator<string> {
  for (const [name, { extensions }] of linked)
    if (extensions.some((number) => numbers.has(number))) yield name;
}
