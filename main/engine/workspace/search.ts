import type {
  FolderItem,
  RequestItem,
  WorkspaceMatch,
  WorkspaceMatches,
} from '#app/contract/workspace.ts';
import { Turns } from '../schema/turns.ts';

const most = 200;
/** Characters shown before what is found, where its line is longer than that, and behind. */
const before = 12;
const longestLead = 24;
const behind = 120;

/**
 * Requests in which every part of the query is found, in the name and folders, else in the method, else
 * in the text of the file; in this order. `textOf` gives a text that may have to be read again.
 */
export async function search(
  collections: FolderItem,
  query: string,
  textOf: (path: string) => Promise<string | undefined>,
): Promise<WorkspaceMatches> {
  const parts = query.toLowerCase().split(/\s+/).filter(Boolean);
  if (parts.length === 0) return { matches: [], areCut: false };
  const names: WorkspaceMatch[] = [];
  const methods: WorkspaceMatch[] = [];
  const bodies: WorkspaceMatch[] = [];
  const turns = new Turns();
  for (const { path, method } of requestsIn(collections)) {
    const name = path.slice('collections/'.length).toLowerCase();
    if (holds(name, parts)) names.push({ path, found: 'name' });
    else if (holds(method.toLowerCase(), parts)) methods.push({ path, found: 'method' });
    else if (bodies.length <= most) {
      const text = (await textOf(path)) ?? '';
      const excerpt = excerptOf(text, parts);
      if (excerpt !== undefined) bodies.push({ path, found: 'body', excerpt });
    }
    if (names.length > most) break;
    if (turns.areDue) await turns.others();
  }
  const all = [...names, ...methods, ...bodies];
  return { matches: all.slice(0, most), areCut: all.length > most };
}

function* requestsIn({ items }: FolderItem): Generator<RequestItem> {
  for (const item of items) {
    if (item.kind === 'request') yield item;
    else yield* requestsIn(item);
  }
}

function holds(text: string, parts: readonly string[]): boolean {
  return parts.every((part) => text.includes(part));
}

/** What stands around the first part, where all are found: from the beginning of its line, if that is near. */
function excerptOf(text: string, parts: readonly string[]): string | undefined {
  const small = text.toLowerCase();
  if (!holds(small, parts)) return undefined;
  const at = small.indexOf(parts[0] ?? '');
  const line = text.lastIndexOf('\n', at) + 1;
  const lead = text.slice(line, at).trimStart().length;
  const from = lead > longestLead ? at - before : at - lead;
  const shown = text
    .slice(from, at + behind)
    .replace(/\s+/g, ' ')
    .trim();
  return lead > longestLead ? `…${shown}` : shown;
}
