import * as v from 'valibot';
import type { OptionTexts } from '#app/contract/session.ts';
import type { SavedSource, SavedTls } from '#app/contract/workspace.ts';
import { optionKeys } from '#app/core/workspace/option-keys.ts';

/** What the files say, as they say it. Whatever else stands in them is left alone. */

const longestText = 1_000_000;

/** Any scalar, as it is written. */
const text = v.pipe(
  v.string('must be a text'),
  v.maxLength(longestText, `is longer than ${longestText} characters`),
);

const flag = v.pipe(
  v.picklist(['true', 'false'], 'must be true or false'),
  v.transform((said) => said === 'true'),
);

const listOf = <Item extends v.GenericSchema>(item: Item) => v.array(item, 'must be a list');

const row = v.pipe(
  v.object(
    { name: v.optional(text, ''), value: v.optional(text, ''), disabled: v.exactOptional(flag) },
    'must be a map with name and value',
  ),
);

const tlsEntries = {
  profile: v.exactOptional(v.pipe(text, v.description('A TLS profile of this person, by name'))),
  'server-name': v.exactOptional(text),
  ca: v.exactOptional(listOf(text)),
};
export const tlsKeys: readonly string[] = Object.keys(tlsEntries);

const tls = v.pipe(
  v.object(tlsEntries, 'must be a map'),
  v.transform(
    ({ 'server-name': serverName, ca, ...rest }): SavedTls => ({
      ...rest,
      ...(serverName !== undefined && { serverName }),
      ...(ca && { caPaths: ca }),
    }),
  ),
);

const path = v.pipe(text, v.minLength(1, 'must be a path'), v.maxLength(4096, 'is no path'));
const sourceFault = 'must be reflection, or a path under proto, import, descriptor-set or buf';
const source = v.pipe(
  v.union(
    [
      v.literal('reflection'),
      v.object({ proto: path }),
      v.object({ import: path }),
      v.object({ 'descriptor-set': path }),
      v.object({ buf: path }),
    ],
    sourceFault,
  ),
  v.transform((said): SavedSource => {
    if (said === 'reflection') return { kind: 'reflection' };
    if ('proto' in said) return { kind: 'proto', path: said.proto };
    if ('import' in said) return { kind: 'import', path: said.import };
    if ('buf' in said) return { kind: 'buf', path: said.buf };
    return { kind: 'descriptor-set', path: said['descriptor-set'] };
  }),
);

const optionText = v.exactOptional(
  v.pipe(v.string('must be a text'), v.maxLength(100_000, 'is longer than 100000 characters')),
);
/** What is on or off, for which YAML has words of its own. */
export const switches: readonly string[] = ['wait-for-ready', 'keepalive-idle', 'retries'];

function asWritten(key: string, text: string): string {
  if (!switches.includes(key)) return text;
  if (/^(?:true|yes)$/i.test(text)) return 'on';
  return /^(?:false|no)$/i.test(text) ? 'off' : text;
}

const options = v.pipe(
  v.object(
    Object.fromEntries(Object.values(optionKeys).map((key) => [key, optionText])),
    'must be a map',
  ),
  v.transform((said): OptionTexts => {
    const texts = Object.entries(optionKeys).flatMap(([name, key]) =>
      said[key] === undefined ? [] : [[name, asWritten(key, said[key])] as const],
    );
    return Object.fromEntries(texts);
  }),
);

/** A map of names and values, which reading turns into this list: it knows the types of the values. */
export const variables = v.array(
  v.object({
    name: v.pipe(v.string(), v.maxLength(200, 'has a name longer than 200 characters')),
    value: text,
    type: v.picklist(['text', 'json']),
  }),
  'must be a map of names and values',
);

/** The one form of the files that there is yet. */
const form = v.literal('1', 'must be 1: another Duplex may know more');

const inheritable = {
  target: v.exactOptional(
    v.pipe(text, v.description('An address, such as grpc://localhost:50051')),
  ),
  tls: v.exactOptional(tls),
  authority: v.exactOptional(text),
  metadata: v.exactOptional(listOf(row)),
  deadline: v.exactOptional(v.pipe(text, v.description('5s, 300ms, none'))),
  options: v.exactOptional(options),
  schema: v.exactOptional(listOf(source)),
  variables: v.exactOptional(variables),
};
const docs = v.exactOptional(v.pipe(text, v.description('Markdown')));

/** `duplex.yaml` */
export const workspaceFile = v.object({
  duplex: v.exactOptional(form),
  name: v.exactOptional(text),
  ...inheritable,
  docs,
});

/** `folder.yaml` */
export const folderFile = v.object({
  duplex: v.exactOptional(form),
  ...inheritable,
  docs,
  order: v.exactOptional(
    v.pipe(listOf(text), v.description('Names of what somebody moved by hand; the rest follows')),
  ),
});

/** `NAME.request.yaml` */
export const requestFile = v.object({
  duplex: v.exactOptional(form),
  method: v.pipe(
    text,
    v.maxLength(2000, 'is no method'),
    v.regex(/^(?:[^{]|\{(?!\{))*$/, 'is written out: it has no variables'),
    v.description('pkg.Service/Method, without variables'),
  ),
  ...inheritable,
  messages: v.optional(listOf(v.string('must be a text: write "- |" before it')), []),
  docs,
});

/** `environments/NAME.yaml` */
export const environmentFile = v.pipe(
  v.object({
    variables: v.exactOptional(variables),
    secrets: v.exactOptional(
      listOf(v.pipe(text, v.maxLength(200, 'is longer than 200 characters'))),
    ),
  }),
  v.rawCheck(({ dataset, addIssue }) => {
    if (!dataset.typed) return;
    const input = dataset.value;
    const { variables: said = [], secrets = [] } = input;
    const names = new Set(said.map(({ name }) => name));
    const at = secrets.findIndex((name) => names.has(name));
    if (at < 0) return;
    const message = `has ${secrets[at]}, which is among the variables too: a secret has no value in a file`;
    const list = {
      type: 'object',
      origin: 'value',
      input,
      key: 'secrets',
      value: secrets,
    } as const;
    const item = {
      type: 'array',
      origin: 'value',
      key: at,
      value: secrets[at],
    } as const;
    addIssue({ message, path: [list, { ...item, input: secrets }] });
  }),
);
