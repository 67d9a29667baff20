import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Failure } from '#app/contract/result.ts';
import type { OpenedRequest, Revision, Saved, SavedRequest } from '#app/contract/workspace.ts';
import { diskFailure, hasCode } from '#app/core/disk-failure.ts';
import { inside } from './disk/inside.ts';
import {
  createWhole,
  type FileText,
  NotText,
  readWhole,
  revisionOf,
  writeWhole,
} from './disk/whole-file.ts';
import { readRequest } from './format/read-file.ts';
import { requestWanted, type WantedFile } from './format/wanted.ts';
import { writtenFile } from './format/write-file.ts';
import { FormatFault, longestFile } from './format/yaml-text.ts';
import { requestEnding } from './item-names.ts';

type Written =
  | { readonly state: 'saved'; readonly revision: string }
  | { readonly state: 'conflict'; readonly now: FileText | undefined };

interface HowWritten {
  /** Whatever the file is now. */
  readonly over?: boolean | undefined;
  /** The text that a new file begins with: its comments, and keys that Duplex does not know. */
  readonly from?: string | undefined;
}

/** A request as its file has it. Rejects with a `Failure` that names the place of what is wrong. */
export async function openRequest(root: string, path: string): Promise<OpenedRequest> {
  checkRequestPath(path);
  const read = await readItem(root, path);
  if (read === undefined)
    throw new Failure(
      'usage',
      `${path} is not there any more`,
      'It may have been renamed, or deleted by another program',
    );
  try {
    return { path, revision: read.revision, request: readRequest(read.text) };
  } catch (error) {
    throw formatFailure(path, error);
  }
}

/** Writes a request over the file that had this revision; see `workspace.save`. */
export async function saveRequest(
  root: string,
  path: string,
  request: SavedRequest,
  revision: Revision,
  how: HowWritten = {},
): Promise<Saved> {
  checkRequestPath(path);
  const written = await writeOver(root, path, requestWanted(request), revision, how);
  if (written.state === 'saved') return { state: 'saved', path, revision: written.revision };
  const { now } = written;
  return { state: 'conflict', revision: now?.revision ?? null, theirs: understood(now) };
}

/**
 * Has the file that had this revision say what is wanted. A file that is another by now, or cannot be
 * understood, is a conflict and left alone, unless it is to be written over.
 */
export async function writeOver(
  root: string,
  path: string,
  wanted: WantedFile,
  revision: Revision,
  { over = false, from }: HowWritten = {},
): Promise<Written> {
  try {
    const file = await inside(root, path);
    const now = await readNow(file);
    if (!over && (now?.revision ?? null) !== revision) return { state: 'conflict', now };
    const text = nextText(now?.text ?? from ?? '', wanted, over || now === undefined);
    if (text === undefined) return { state: 'conflict', now };
    if (Buffer.byteLength(text) > longestFile)
      throw new Failure('usage', `${path} would be larger than 100 MB`, 'Save shorter messages');
    if (now === undefined) return await create(file, text);
    if (now.text === text) return { state: 'saved', revision: now.revision };
    const isStillSo = async () => over || (await readNow(file))?.revision === now.revision;
    if (await writeWhole(file, text, isStillSo)) return saved(text);
    return { state: 'conflict', now: await readNow(file) };
  } catch (error) {
    throw diskFailure(`${path} was not saved in ${root}`, error);
  }
}

/** A fault of a file as a failure that names its place. */
function formatFailure(path: string, error: unknown): unknown {
  if (!(error instanceof FormatFault)) return error;
  const { message, line, column } = error;
  const place = line === undefined ? path : `${path}:${line}:${column ?? 1}`;
  return new Failure('usage', `${place}: ${message}`, 'Mend it in a text editor');
}

export async function readItem(root: string, path: string): Promise<FileText | undefined> {
  try {
    return await readWhole(await inside(root, path));
  } catch (error) {
    if (error instanceof NotText) throw new Failure('usage', `${path} ${error.message}`);
    throw diskFailure(`${path} cannot be read in ${root}`, error);
  }
}

/** What is no text is content that nobody can have read: any save over it is a conflict. */
async function readNow(file: string): Promise<FileText | undefined> {
  try {
    return await readWhole(file);
  } catch (error) {
    if (error instanceof NotText) return { text: '\0', revision: 'no text' };
    throw error;
  }
}

function nextText(before: string, wanted: WantedFile, over: boolean): string | undefined {
  try {
    return writtenFile(before, wanted);
  } catch (error) {
    if (!(error instanceof FormatFault)) throw error;
    return over ? writtenFile('', wanted) : undefined;
  }
}

async function create(file: string, text: string): Promise<Written> {
  await mkdir(dirname(file), { recursive: true });
  try {
    await createWhole(file, text);
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return { state: 'conflict', now: await readNow(file) };
    throw error;
  }
  return saved(text);
}

function saved(text: string): Written {
  return { state: 'saved', revision: revisionOf(text) };
}

function understood(now: FileText | undefined): SavedRequest | null {
  try {
    return now === undefined ? null : readRequest(now.text);
  } catch {
    return null;
  }
}

function checkRequestPath(path: string): void {
  if (path.startsWith('collections/') && path.endsWith(requestEnding)) return;
  throw new Failure('usage', `${path} is no saved request`);
}
