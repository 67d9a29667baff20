import * as v from 'valibot';
import { isMap, type Pair } from 'yaml';
import type { EnvironmentContent, FolderSettings, SavedRequest } from '#app/contract/workspace.ts';
import { environmentFile, folderFile, requestFile, workspaceFile } from './file-format.ts';
import { variableValue } from './variable-value.ts';
import { type RawValue, YamlText } from './yaml-text.ts';

/** What a `folder.yaml` says. */
export interface FolderContent {
  readonly settings: FolderSettings;
  readonly order: readonly string[];
}

/** What `duplex.yaml` says. */
export interface WorkspaceContent {
  readonly settings: FolderSettings;
  readonly name: string | undefined;
}

/** What a request's file says. Throws a `FormatFault`. */
export function readRequest(text: string): SavedRequest {
  const { duplex: _, ...request } = read(requestFile, text);
  return request;
}

/** What a `folder.yaml` says. Throws a `FormatFault`. */
export function readFolder(text: string): FolderContent {
  const { duplex: _, order = [], ...settings } = read(folderFile, text);
  return { settings, order };
}

/** What `duplex.yaml` says. Throws a `FormatFault`. */
export function readWorkspace(text: string): WorkspaceContent {
  const { duplex: _, name, ...settings } = read(workspaceFile, text);
  return { settings, name };
}

/** What an environment's file says. Throws a `FormatFault`. */
export function readEnvironment(text: string): EnvironmentContent {
  const { variables = [], secrets = [] } = read(environmentFile, text);
  return { variables, secrets };
}

function read<Schema extends v.GenericSchema>(schema: Schema, text: string): v.InferOutput<Schema> {
  const file = new YamlText(text);
  const pairs = file.map?.items ?? [];
  const entries = pairs.flatMap((pair): [string, unknown][] => {
    const key = file.key(pair.key);
    const value = key === 'variables' ? variablesOf(file, pair) : file.raw(pair.value);
    return value === undefined ? [] : [[key, value]];
  });
  const result = v.safeParse(schema, Object.fromEntries(entries), { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  throw placed(file, issue);
}

function variablesOf(file: YamlText, { value }: Pair<unknown, unknown>): RawValue | undefined {
  const map = file.resolved(value);
  const raw = file.raw(map);
  if (!isMap(map)) return raw;
  return map.items.map((pair) => ({
    name: file.key(pair.key),
    ...variableValue(file, pair.value),
  }));
}

/** The fault at the innermost node that is there of an issue's path. */
function placed(file: YamlText, issue: v.BaseIssue<unknown>): Error {
  const keys = (issue.path ?? []).map(({ key }) => key);
  const name = keys.filter((key) => typeof key === 'string').join('.');
  const message =
    issue.received === 'undefined' ? `"${name}" is missing` : `"${name}" ${issue.message}`;
  for (let length = keys.length; length > 0; length -= 1) {
    const node: unknown = file.document.getIn(keys.slice(0, length), true);
    if (node !== undefined && node !== null) return file.fault(node, message);
  }
  return file.fault(file.document.contents, message);
}
