import type { MethodShape } from '#app/contract/method-shape.ts';
import type { MethodSummary } from '#app/contract/schema.ts';
import { folderOf, itemName } from '#app/core/workspace/items.ts';
import type { TargetDraft } from '#renderer/features/connection/index.ts';
import type { SavedPlace } from './saved-form.ts';

/** An open request. What a person typed in it is its draft; what happened is its call. */
export interface Tab {
  readonly id: string;
  /** As it was when opened: the tab outlives its method should that leave the schema. */
  readonly method: MethodSummary;
  /** What the method took and returned when the person last took notice; absent until it is known. */
  readonly shape?: MethodShape;
  /** Files alone had the method: without a server too it is known whether they still have. */
  readonly ofFiles?: boolean;
  /** Overrides the workspace's target. */
  readonly target?: TargetDraft;
  /** Absent until it is saved. */
  readonly saved?: SavedPlace;
  /** Path of the saved request that it was opened from, while it is none itself. */
  readonly copyOf?: string;
}

/** Path of the saved request that an open one is, or was opened from. */
export function originOf({ saved, copyOf }: Tab): string | undefined {
  return saved?.path ?? copyOf;
}

/** The tab as a copy that is in no file yet. */
export function unsavedCopy({ saved, ...tab }: Tab): Tab {
  return saved === undefined ? tab : { ...tab, copyOf: saved.path };
}

/** `pkg.Service` of `pkg.Service/Method`. */
export function serviceOf(method: MethodSummary): string {
  return method.path.slice(0, method.path.lastIndexOf('/'));
}

/**
 * What each tab is called: its file's name where it is saved, after its folders where several have that name,
 * else its method, after its service where methods of several services have that name; with its server where
 * equal ones go to several; of those that are equal then the later are numbered.
 */
export function tabNames(
  tabs: readonly Tab[],
  servers: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const seen = new Map<string, number>();
  const short = shortNames(tabs);
  const serversOf = new Map<string, Set<string>>();
  for (const [id, name] of short)
    serversOf.set(name, (serversOf.get(name) ?? new Set()).add(servers.get(id) ?? ''));
  for (const [id, base] of short) {
    const isTold = (serversOf.get(base)?.size ?? 0) > 1 && servers.get(id);
    const name = isTold ? `${base} at ${servers.get(id)}` : base;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    names.set(id, count === 1 ? name : `${name} ${count}`);
  }
  return names;
}

function shortNames(tabs: readonly Tab[]): ReadonlyMap<string, string> {
  const paths = tabs.flatMap(({ saved }) => saved?.path ?? []);
  const named = tabs.map(({ id, method, saved }): [string, string] => {
    if (saved !== undefined) return [id, nameAmong(saved.path, paths)];
    const isShared = tabs.some(
      (other) => other.method.name === method.name && other.method.path !== method.path,
    );
    const service = serviceOf(method);
    const short = service.slice(service.lastIndexOf('.') + 1);
    return [id, isShared ? `${short} / ${method.name}` : method.name];
  });
  return new Map(named);
}

/** With as many of its folders as tell it from the others. */
function nameAmong(path: string, paths: readonly string[]): string {
  const others = paths.filter((one) => one !== path && itemName(one) === itemName(path));
  const folders = folderOf(path).split('/').slice(1);
  const within = (one: string, count: number) =>
    [...folderOf(one).split('/').slice(1).slice(-count), itemName(one)].join(' / ');
  if (others.length === 0 || folders.length === 0) return itemName(path);
  for (let count = 1; count < folders.length; count += 1) {
    const name = within(path, count);
    if (others.every((one) => within(one, count) !== name)) return name;
  }
  return within(path, folders.length);
}

/** The tab to show once one is closed: its right neighbour, else its left one. */
export function neighbour(tabs: readonly Tab[], id: string): string | null {
  const index = tabs.findIndex((tab) => tab.id === id);
  return (tabs[index + 1] ?? tabs[index - 1])?.id ?? null;
}
