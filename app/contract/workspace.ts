import * as v from 'valibot';
import { messageText } from './calls.ts';
import { optionTexts } from './option-texts.ts';

/**
 * A file or folder of a workspace: its path from the workspace's folder, with `/`. The workspace itself
 * is the empty path, its collections begin with `collections/`.
 */
export const itemPath = v.pipe(
  v.string(),
  v.maxLength(4096),
  v.check(
    (path) =>
      path === '' ||
      path.split('/').every((part) => !['', '.', '..'].includes(part) && !/[\\\0]/.test(part)),
    'is no path within the workspace',
  ),
);

const text = v.pipe(v.string(), v.maxLength(1_000_000));

/** A variable as the files have it. */
export const variable = v.object({
  name: v.pipe(v.string(), v.maxLength(200)),
  /** Exactly as written: the digits of a number too. JSON text where `type` is `json`. */
  value: text,
  /** Outside of quotes in a message, `text` stands for a JSON string, `json` for itself. */
  type: v.picklist(['text', 'json']),
});
export type Variable = v.InferOutput<typeof variable>;

/** A row of metadata; a disabled one turns off what is inherited under its name. */
const savedMetadata = v.object({ name: text, value: text, disabled: v.exactOptional(v.boolean()) });
export type SavedMetadata = v.InferOutput<typeof savedMetadata>;

/**
 * Where definitions come from, in order: a path of the workspace, with `/`, or the server's reflection.
 * A list that is inherited is replaced as a whole.
 */
export const savedSource = v.variant('kind', [
  v.object({
    kind: v.picklist(['proto', 'import', 'descriptor-set', 'buf']),
    /** Empty while nobody typed it yet: no file is written with that. */
    path: v.pipe(v.string(), v.maxLength(4096)),
  }),
  v.object({ kind: v.literal('reflection') }),
]);
export type SavedSource = v.InferOutput<typeof savedSource>;

/** TLS choices that can be shared: what lies outside of the workspace is a profile's, by its name. */
const savedTls = v.object({
  profile: v.exactOptional(text),
  serverName: v.exactOptional(text),
  /** Paths of the workspace. */
  caPaths: v.exactOptional(v.array(text)),
});
export type SavedTls = v.InferOutput<typeof savedTls>;

/** What workspace, folder and request can each say; the nearest that says it wins. */
const inheritable = {
  /** An address, with variables. */
  target: v.exactOptional(text),
  tls: v.exactOptional(savedTls),
  authority: v.exactOptional(text),
  metadata: v.exactOptional(v.array(savedMetadata)),
  deadline: v.exactOptional(text),
  options: v.exactOptional(optionTexts),
  schema: v.exactOptional(v.array(savedSource)),
  variables: v.exactOptional(v.array(variable)),
  /** Markdown. */
  docs: v.exactOptional(text),
};

/** What `duplex.yaml` or a `folder.yaml` says. */
export const folderSettings = v.object(inheritable);
export type FolderSettings = v.InferOutput<typeof folderSettings>;

/** What a request's file says. */
export const savedRequest = v.object({
  /** `pkg.Service/Method`. */
  method: v.pipe(v.string(), v.maxLength(2000)),
  ...inheritable,
  /** JSON text, exactly as typed; the one message of a unary call, or those of a stream in order. */
  messages: v.array(messageText),
});
export type SavedRequest = v.InferOutput<typeof savedRequest>;

/** What `environments/NAME.yaml` says. */
export const environmentContent = v.object({
  variables: v.array(variable),
  /** Names of variables that are asked for and never written. */
  secrets: v.array(v.pipe(v.string(), v.maxLength(200))),
});
export type EnvironmentContent = v.InferOutput<typeof environmentContent>;

/** Tells one content of a file from another; `null` where there is no file. */
export const revision = v.nullable(v.pipe(v.string(), v.maxLength(100)));
export type Revision = v.InferOutput<typeof revision>;

/** A file that cannot be understood; it is left alone. Lines and columns count from 1. */
export interface FileFault {
  readonly path: string;
  readonly line?: number;
  readonly column?: number;
  readonly message: string;
}

export interface Environment {
  /** The file's name without `.yaml`. */
  readonly name: string;
  readonly path: string;
  readonly revision: Revision;
  readonly content: EnvironmentContent;
  readonly fault?: FileFault;
}

/** A saved request as the tree shows it. */
export interface RequestItem {
  readonly kind: 'request';
  /** `collections/…/say-hello.request.yaml`. */
  readonly path: string;
  /** The file's name without `.request.yaml`. */
  readonly name: string;
  /** Empty where the file does not parse. */
  readonly method: string;
  readonly revision: Revision;
  readonly fault?: FileFault;
}

/** A folder of requests, as its `folder.yaml`, if any, has it. */
export interface FolderItem {
  readonly kind: 'folder';
  readonly path: string;
  readonly name: string;
  readonly settings: FolderSettings;
  /** Of its `folder.yaml`. */
  readonly revision: Revision;
  /** In the order in which they are shown and run. */
  readonly items: readonly WorkspaceItem[];
  /** Of its `folder.yaml`. */
  readonly fault?: FileFault;
}
export type WorkspaceItem = FolderItem | RequestItem;

/** A file or folder that a person deleted and can have back. */
export interface DeletedItem {
  readonly undo: string;
  readonly path: string;
}

/** All that is shown of a workspace. Requests are read one by one. */
export interface Workspace {
  /** Absolute. */
  readonly folder: string;
  readonly name: string;
  /** What `duplex.yaml` says. */
  readonly settings: FolderSettings;
  readonly revision: Revision;
  /** The folder `collections`. */
  readonly collections: FolderItem;
  /** In byte order of their names. */
  readonly environments: readonly Environment[];
  /** Name of the one that is chosen. */
  readonly environment: string | null;
  /** Of `duplex.yaml`, and of what cannot be read at all. */
  readonly faults: readonly FileFault[];
  /** What can be brought back until Duplex ends, the oldest first. */
  readonly deleted: readonly DeletedItem[];
  /** Keys of its files that nobody reads, where they are nearly one that is read. */
  readonly misspelt: readonly FileFault[];
  /**
   * `{{env.NAME}}` works only in a trusted workspace: `asked` where something in it would, and nobody has
   * decided yet.
   */
  readonly trust: 'trusted' | 'refused' | 'asked' | 'not-needed';
  /** Names that its files ask for as `{{env.NAME}}`, in byte order. */
  readonly askedEnvNames: readonly string[];
  /** Names whose values `.env` or this process's environment has for `{{env.NAME}}`; of a trusted one. */
  readonly envNames: readonly string[];
}

/** Something of a workspace has another path now: a request, a folder or an environment. */
export interface WorkspaceMove {
  /** Of the workspace. */
  readonly folder: string;
  readonly from: string;
  readonly to: string;
}

/** A request as its file has it now. */
export interface OpenedRequest {
  readonly path: string;
  readonly revision: Revision;
  readonly request: SavedRequest;
}

/**
 * What became of a save. On a conflict nothing was written: the file is another than the one that was
 * read; `theirs` is what it is now, `null` when it is gone or does not parse.
 */
export type Saved =
  | { readonly state: 'saved'; readonly path: string; readonly revision: Revision }
  | {
      readonly state: 'conflict';
      readonly revision: Revision;
      readonly theirs: SavedRequest | null;
    };

/** A workspace that was open in a window. */
export interface RecentWorkspace {
  /** Absolute. */
  readonly folder: string;
  /** Whether the folder is there now. */
  readonly isThere: boolean;
}

/** Some lines of a file. */
export interface FileExcerpt {
  /** Number of the first, from 1. */
  readonly first: number;
  /** Long ones are cut. */
  readonly lines: readonly string[];
}

/** What a search found, best first. */
export interface WorkspaceMatches {
  readonly matches: readonly WorkspaceMatch[];
  /** Whether more was found than is told. */
  readonly areCut: boolean;
}

/** Where a search found something. */
export interface WorkspaceMatch {
  readonly path: string;
  readonly found: 'name' | 'method' | 'body';
  /** What stands around it, of a body: at most 200 characters. */
  readonly excerpt?: string;
}
