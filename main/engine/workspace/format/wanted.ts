import { Failure } from '#app/contract/result.ts';
import type {
  EnvironmentContent,
  FolderSettings,
  SavedMetadata,
  SavedRequest,
  SavedSource,
  SavedTls,
  Variable,
} from '#app/contract/workspace.ts';
import { isSaid, unwritable } from '#app/core/variables/variable-fault.ts';
import { optionKeys } from '#app/core/workspace/option-keys.ts';

/** A text, however a file writes it. */
type WantedText = string;

/** What a file is to say at a place. */
export type Wanted = WantedText | WantedFlag | WantedVariable | WantedList | WantedMap;

/** False is not written. */
interface WantedFlag {
  readonly flag: boolean;
}

/** A variable's value, of which it matters whether it is JSON. */
export interface WantedVariable {
  readonly value: string;
  readonly type: Variable['type'];
}

export interface WantedList {
  readonly items: readonly Wanted[];
  /** Texts that are written in blocks, whatever they hold. */
  readonly blocks?: true;
  /** There even when nothing is in it. */
  readonly present?: true;
}

export interface WantedMap {
  /** In the order in which new ones are written; what is undefined is not to be there. */
  readonly entries: readonly (readonly [key: string, value: Wanted | undefined])[];
  /** Nothing else may be there, and in no other order; without it, what else is there stays. */
  readonly closed?: true;
  /** Written in braces where it is new. */
  readonly flow?: true;
  /** There even when nothing is in it. */
  readonly present?: true;
}

/** The keys of a file in their order, and what each is to say; what is not named stays. */
export type WantedFile = WantedMap['entries'];

/** What a request's file is to say. Throws a usage `Failure` for variables that no file can say. */
export function requestWanted(request: SavedRequest): WantedFile {
  const { method, messages } = request;
  return [
    ['duplex', { value: '1', type: 'json' }],
    // Without one the file would be no request.
    ['method', { value: method, type: 'text' }],
    ...inheritableWanted(request),
    ['messages', { items: messages, blocks: true }],
    ['docs', orNothing(request.docs)],
  ];
}

/** What a `folder.yaml` is to say; without `order`, that stays. Throws as {@link requestWanted} does. */
export function folderWanted(settings: FolderSettings, order?: readonly string[]): WantedFile {
  return [
    ['duplex', { value: '1', type: 'json' }],
    ...inheritableWanted(settings),
    ['docs', orNothing(settings.docs)],
    ...(order === undefined ? [] : [orderWanted(order)]),
  ];
}

/** A `folder.yaml` of which nothing but the order changes. */
export function orderOnly(order: readonly string[]): WantedFile {
  return [['duplex', { value: '1', type: 'json' }], orderWanted(order)];
}

/** What `duplex.yaml` is to say; its name stays. Throws as {@link requestWanted} does. */
export function workspaceWanted(settings: FolderSettings): WantedFile {
  return [
    ['duplex', { value: '1', type: 'json' }],
    ...inheritableWanted(settings),
    ['docs', orNothing(settings.docs)],
  ];
}

/** What an environment's file is to say. Throws as {@link requestWanted} does. */
export function environmentWanted({ variables, secrets }: EnvironmentContent): WantedFile {
  return [
    ['variables', variablesWanted(variables)],
    ['secrets', { items: secrets }],
  ];
}

function orderWanted(order: readonly string[]): WantedFile[number] {
  return ['order', { items: order }];
}

function inheritableWanted(said: FolderSettings): WantedFile {
  const { metadata = [], schema, variables = [], options = {} } = said;
  const optionEntries = Object.entries(optionKeys).map(
    ([name, key]) => [key, orNothing(options[name as keyof typeof options])] as const,
  );
  return [
    ['target', orNothing(said.target)],
    ['tls', said.tls && tlsWanted(said.tls)],
    ['authority', orNothing(said.authority)],
    ['metadata', { items: metadata.map(rowWanted) }],
    ['deadline', orNothing(said.deadline)],
    ['options', { entries: optionEntries }],
    ['schema', schema && { items: schema.filter(isWhole).map(sourceWanted), present: true }],
    ['variables', variablesWanted(variables)],
  ];
}

/** An empty text says as little as none. */
function orNothing(text: string | undefined): string | undefined {
  return text === '' ? undefined : text;
}

function tlsWanted({ profile, serverName, caPaths }: SavedTls): WantedMap {
  return {
    entries: [
      ['profile', orNothing(profile)],
      ['server-name', orNothing(serverName)],
      ['ca', caPaths && { items: caPaths.filter((path) => path !== ''), present: true }],
    ],
    flow: true,
    present: true,
  };
}

function rowWanted({ name, value, disabled }: SavedMetadata): WantedMap {
  return {
    entries: [
      ['name', name],
      // A row that turns off what is inherited needs none.
      ['value', disabled === true ? orNothing(value) : value],
      ['disabled', { flag: disabled === true }],
    ],
    flow: true,
  };
}

/** A path that nobody typed yet is none. */
function isWhole(source: SavedSource): boolean {
  return source.kind === 'reflection' || source.path !== '';
}

function sourceWanted(source: SavedSource): Wanted {
  if (source.kind === 'reflection') return 'reflection';
  const { kind, path } = source;
  return { entries: pathKinds.map((one) => [one, one === kind ? path : undefined] as const) };
}

const pathKinds = ['proto', 'import', 'descriptor-set', 'buf'] as const;

/** A row in which nothing was typed is none. */
function variablesWanted(rows: readonly Variable[]): WantedMap {
  const variables = rows.filter(isSaid);
  const fault = unwritable(variables);
  if (fault !== undefined) throw new Failure('usage', fault.message, fault.hint);
  return { entries: variables.map(({ name, ...value }) => [name, value] as const), closed: true };
}
