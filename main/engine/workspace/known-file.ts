import { statSync } from 'node:fs';
import type { EnvironmentContent, FileFault, RequestItem } from '#app/contract/workspace.ts';
import { diskFailure, isMissing } from '#app/core/disk-failure.ts';
import { NotText, readShort, readWhole } from './disk/whole-file.ts';
import { envNames } from './env-names.ts';
import {
  type FolderContent,
  readEnvironment,
  readFolder,
  readRequest,
  readWorkspace,
  type WorkspaceContent,
} from './format/read-file.ts';
import { FormatFault } from './format/yaml-text.ts';
import { requestEnding } from './item-names.ts';

/** What of a file's content is kept. */
type Content =
  | ({ readonly kind: 'request' } & Pick<RequestItem, 'method'>)
  | ({ readonly kind: 'folder' } & FolderContent)
  | ({ readonly kind: 'workspace' } & WorkspaceContent)
  | { readonly kind: 'environment'; readonly content: EnvironmentContent };

/** What is known of a file since it was read. */
export interface KnownFile {
  /** Of the file on the disk; another one means that it is another file. */
  readonly stamp: string;
  readonly revision: string;
  /** Undefined where `fault` says why. */
  readonly content?: Content;
  readonly fault?: FileFault;
  /** Keys that nobody reads, where they are nearly one that is read. */
  readonly misspelt: readonly FileFault[];
  /** Names that `{{env.NAME}}` in it asks for. */
  readonly envNames: readonly string[];
  /** Undefined where it is too long to be kept. */
  readonly text?: string;
}

/** A change within this time of the one before may leave a file's times as they are. */
const clockMs = 2000;

/** Tells a file from another in its place; undefined where there is none. */
export function stampOf(file: string): string | undefined {
  try {
    const { mtimeNs, ctimeNs, size, ino } = statSync(file, { bigint: true });
    const isYoung = Date.now() - Number(mtimeNs / 1_000_000n) < clockMs;
    return `${mtimeNs} ${ctimeNs} ${size} ${ino}${isYoung ? ` ${performance.now()}` : ''}`;
  } catch (error) {
    return isMissing(error) ? undefined : 'unknown';
  }
}

/** What a file says now; undefined where there is none. Never rejects: what goes wrong is its fault. */
export async function look(
  file: string,
  path: string,
  stamp: string,
): Promise<KnownFile | undefined> {
  try {
    const read = readShort(file) ?? (await readWhole(file));
    if (read === undefined) return undefined;
    const { text, revision } = read;
    try {
      const misspelt: FileFault[] = [];
      const { content, said } = contentOf(path, text, (one) => misspelt.push(faultOf(path, one)));
      return { stamp, revision, content, text, misspelt, envNames: envNames(text, said) };
    } catch (error) {
      const fault = faultOf(path, error);
      return { stamp, revision, text, fault, misspelt: [], envNames: envNames(text, '') };
    }
  } catch (error) {
    const { message } =
      error instanceof NotText ? error : diskFailure('it cannot be read', error).error;
    return {
      stamp,
      revision: `unread ${stamp}`,
      fault: { path, message },
      misspelt: [],
      envNames: [],
    };
  }
}

/** A fault of a file as data; what is none is thrown on. */
function faultOf(path: string, error: unknown): FileFault {
  if (!(error instanceof FormatFault)) throw error;
  const { message, line, column } = error;
  return {
    path,
    message,
    ...(line !== undefined && { line }),
    ...(column !== undefined && { column }),
  };
}

function contentOf(
  path: string,
  text: string,
  onMisspelt: (fault: FormatFault) => void,
): { content: Content; said: unknown } {
  if (path === 'duplex.yaml') {
    const said = readWorkspace(text, onMisspelt);
    return { content: { kind: 'workspace', ...said }, said };
  }
  if (path.startsWith('environments/')) {
    const said = readEnvironment(text, onMisspelt);
    return { content: { kind: 'environment', content: said }, said };
  }
  if (path.endsWith(requestEnding)) {
    const said = readRequest(text, onMisspelt);
    return { content: { kind: 'request', method: said.method }, said };
  }
  const said = readFolder(text, onMisspelt);
  return { content: { kind: 'folder', ...said }, said };
}
