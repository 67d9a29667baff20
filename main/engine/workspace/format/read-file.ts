import * as v from 'valibot';
import { isMap, type Pair } from 'yaml';
import type { EnvironmentContent, FolderSettings, SavedRequest } from '#app/contract/workspace.ts';
import { nearWord } from '#app/core/near-word.ts';
import { optionKeys } from '#app/core/workspace/option-keys.ts';
import { environmentFile, folderFile, requestFile, tlsKeys, workspaceFile } from './file-format.ts';
import { variableValue } from './variable-value.ts';
import { type FormatFault, type RawValue, YamlText } from './yaml-text.ts';

/** Hears of keys that nobody knows and that are nearly a key that is known: all others are let be. */
type OnMisspelt = (fault: FormatFault) => void;

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
export function readRequest(text: string, onMisspelt?: OnMisspelt): SavedRequest {
  const { duplex: _, ...request } = read(requestFile, text, onMisspelt);
  return request;
}

/** What a `folder.yaml` says. Throws a `FormatFault`. */
export function readFolder(text: string, onMisspelt?: OnMisspelt): FolderContent {
  const { duplex: _, order = [], ...settings } = read(folderFile, text, onMisspelt);
  return { settings, order };
}

/** What `duplex.yaml` says. Throws a `FormatFault`. */
export function readWorkspace(text: string, onMisspelt?: OnMisspelt): WorkspaceContent {
  const { duplex: _, name, ...settings } = read(workspaceFile, text, onMisspelt);
  return { settings, name };
}

/** What an environment's file says. Throws a `FormatFault`. */
export function readEnvironment(text: string, onMisspelt?: OnMisspelt): EnvironmentContent {
  const { variables = [], secrets = [] } = read(environmentFile, text, onMisspelt);
  return { variables, secrets };
}

function read<Schema extends v.GenericSchema & { readonly entries: object }>(
  schema: Schema,
  text: string,
  onMisspelt: OnMisspelt = () => {},
): v.InferOutput<Schema> {
  const file = new YamlText(text);
  const pairs = file.map?.items ?? [];
  const entries = pairs.flatMap((pair): [string, unknown][] => {
    const key = file.key(pair.key);
    const value = key === 'variables' ? variablesOf(file, pair) : file.raw(pair.value);
    return value === undefined ? [] : [[key, value]];
  });
  const result = v.safeParse(schema, Object.fromEntries(entries), { abortEarly: true });
  if (result.success) {
    tellMisspelt(file, Object.keys(schema.entries), onMisspelt);
    return result.output;
  }
  const [issue] = result.issues;
  throw placed(file, issue);
}

/** The keys of a file, and of the maps in it whose keys are of the format. */
function tellMisspelt(file: YamlText, known: readonly string[], tell: OnMisspelt): void {
  for (const { key: node, value } of file.map?.items ?? []) {
    const key = file.key(node);
    if (known.includes(key)) {
      const inner = innerKeys[key];
      const map = inner && file.resolved(value);
      if (isMap(map)) for (const pair of map.items) tellOne(file, pair.key, inner ?? [], tell);
    } else tellOne(file, node, known, tell);
  }
}

const innerKeys: Readonly<Record<string, readonly string[]>> = {
  options: Object.values(optionKeys),
  tls: tlsKeys,
};

function tellOne(file: YamlText, node: unknown, known: readonly string[], tell: OnMisspelt): void {
  const key = file.key(node);
  const near = known.includes(key) ? undefined : nearWord(key, known);
  if (near !== undefined) tell(file.fault(node, `nobody reads "${key}". ${near}`));
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
