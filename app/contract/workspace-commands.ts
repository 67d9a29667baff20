import * as v from 'valibot';
import {
  type EnvironmentContent,
  environmentContent,
  type FileExcerpt,
  type FolderSettings,
  folderSettings,
  itemPath,
  type OpenedRequest,
  type RecentWorkspace,
  type Revision,
  revision,
  type Saved,
  type SavedRequest,
  savedRequest,
  type Workspace,
  type WorkspaceMatches,
} from './workspace.ts';

interface ItemInput {
  readonly path: string;
}

type Empty = Record<string, never>;

/** What a window asks of its workspace. */
export interface WorkspaceCommands {
  /** The workspace of this window. */
  'workspace.current': { input: Empty; output: Workspace };
  /** Has this window the workspace in another folder, made where there is none, by its absolute path. */
  'workspace.open': { input: { folder: string }; output: Workspace };
  /** Begins a workspace in a folder, made where there is none, that must be empty; the window has it then. */
  'workspace.create': { input: { folder: string }; output: Workspace };
  /**
   * Puts JSON schemas of its files into the workspace, and where editors find them. `false` where the
   * editor's settings could not be made to name them without loss.
   */
  'workspace.addEditorFiles': { input: Empty; output: boolean };
  /** The workspaces that were open, the last one first. */
  'workspace.recent': { input: Empty; output: readonly RecentWorkspace[] };
  /** A saved request. Rejects with the place of the fault where its file does not parse. */
  'workspace.read': { input: ItemInput; output: OpenedRequest };
  /**
   * Writes a request over the file that had this revision, `null` for a new file; comments and keys that
   * Duplex does not know survive, also where it is written anew. `over` writes whatever the file is now.
   */
  'workspace.save': {
    input: ItemInput & { request: SavedRequest; revision: Revision; over?: boolean | undefined };
    output: Saved;
  };
  /**
   * A new request in a folder; its name tells the file's. Fails where there is one of that name. With
   * `copyOf` it begins with that request's file: its comments, and keys that Duplex does not know.
   */
  'workspace.createRequest': {
    input: { folder: string; name: string; request: SavedRequest; copyOf?: string | undefined };
    output: OpenedRequest;
  };
  /** A new folder in a folder; answers with its path. */
  'workspace.createFolder': { input: { folder: string; name: string }; output: string };
  /** Writes `duplex.yaml` (the empty path) or a folder's `folder.yaml`; conflicts as for a request. */
  'workspace.saveFolder': {
    input: ItemInput & { settings: FolderSettings; revision: Revision };
    output: { readonly state: 'saved' | 'conflict'; readonly revision: Revision };
  };
  /** Gives a request, folder or environment another name; answers with its new path. */
  'workspace.rename': { input: ItemInput & { name: string }; output: string };
  /**
   * Moves a request or folder into a folder, before one of that folder's items, at its end for `null`, or
   * among the rest by its name for `undefined`; answers with its new path.
   */
  'workspace.move': {
    input: ItemInput & { folder: string; before?: string | null | undefined };
    output: string;
  };
  /** Copies a request or folder beside itself; answers with the copy's path. */
  'workspace.duplicate': { input: ItemInput; output: string };
  /** Deletes a request, folder or environment; what is answered brings it back, while Duplex runs. */
  'workspace.delete': { input: ItemInput; output: { readonly undo: string } };
  /** Brings back what was deleted; answers with its path. */
  'workspace.undelete': { input: { undo: string }; output: string };
  /** Requests by parts of their names, methods and bodies; best first, at most 200. */
  'workspace.search': { input: { query: string }; output: WorkspaceMatches };
  /** The lines around one of a file, whatever they say. */
  'workspace.excerpt': { input: ItemInput & { line: number }; output: FileExcerpt };
  /** Shows a file where the system shows files. */
  'workspace.showFile': { input: ItemInput; output: null };
  /** Writes an environment, a new one where `revision` is `null`; conflicts as for a request. */
  'workspace.saveEnvironment': {
    input: { name: string; content: EnvironmentContent; revision: Revision };
    output: { readonly state: 'saved' | 'conflict'; readonly revision: Revision };
  };
  /** Remembers which environment is chosen, for this person alone. */
  'workspace.chooseEnvironment': { input: { name: string | null }; output: null };
  /** Whether `{{env.NAME}}` may be used in this workspace, of these names and no others. */
  'workspace.trust': { input: { trusted: boolean; names: readonly string[] }; output: null };
  /** What is set for secrets, for whoever need not be asked then; names for which nothing is are left out. */
  'workspace.secrets': {
    input: { names: readonly string[] };
    output: readonly (readonly [name: string, value: string])[];
  };
  /** Values for `{{env.NAME}}`; names that have none are left out. Refused where it is not trusted. */
  'workspace.env': {
    input: { names: readonly string[] };
    output: readonly (readonly [name: string, value: string])[];
  };
}

const empty = v.strictObject({});
/** One that no file can have is told in words; the bound is against floods. */
const itemName = v.pipe(v.string(), v.minLength(1), v.maxLength(100_000));
const variableNames = v.pipe(v.array(v.pipe(v.string(), v.maxLength(200))), v.maxLength(1000));
export const folderPath = v.pipe(v.string(), v.maxLength(4096));

/** What the border accepts of them. */
export const workspaceInputs = {
  'workspace.current': empty,
  'workspace.open': v.object({ folder: folderPath }),
  'workspace.create': v.object({ folder: folderPath }),
  'workspace.addEditorFiles': empty,
  'workspace.recent': empty,
  'workspace.read': v.object({ path: itemPath }),
  'workspace.save': v.object({
    path: itemPath,
    request: savedRequest,
    revision,
    over: v.optional(v.boolean()),
  }),
  'workspace.createRequest': v.object({
    folder: itemPath,
    name: itemName,
    request: savedRequest,
    copyOf: v.optional(itemPath),
  }),
  'workspace.createFolder': v.object({ folder: itemPath, name: itemName }),
  'workspace.saveFolder': v.object({ path: itemPath, settings: folderSettings, revision }),
  'workspace.rename': v.object({ path: itemPath, name: itemName }),
  'workspace.move': v.object({
    path: itemPath,
    folder: itemPath,
    before: v.optional(v.nullable(itemPath)),
  }),
  'workspace.duplicate': v.object({ path: itemPath }),
  'workspace.delete': v.object({ path: itemPath }),
  'workspace.undelete': v.object({ undo: v.pipe(v.string(), v.maxLength(100)) }),
  'workspace.search': v.object({ query: v.pipe(v.string(), v.maxLength(1000)) }),
  'workspace.excerpt': v.object({
    path: itemPath,
    line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  }),
  'workspace.showFile': v.object({ path: itemPath }),
  'workspace.saveEnvironment': v.object({
    name: itemName,
    content: environmentContent,
    revision,
  }),
  'workspace.chooseEnvironment': v.object({ name: v.nullable(itemName) }),
  'workspace.trust': v.object({
    trusted: v.boolean(),
    names: v.pipe(v.array(itemName), v.maxLength(100_000)),
  }),
  'workspace.secrets': v.object({ names: variableNames }),
  'workspace.env': v.object({ names: variableNames }),
} satisfies {
  readonly [Name in keyof WorkspaceCommands]: v.GenericSchema<
    unknown,
    WorkspaceCommands[Name]['input']
  >;
};
