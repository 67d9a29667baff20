import type { ParseArgsConfig } from 'node:util';

/** Options by name, as `parseArgs` wants them. */
export type OptionTable = NonNullable<ParseArgsConfig['options']>;

const help = { help: { type: 'boolean', short: 'h' } } satisfies OptionTable;

const schema = {
  proto: { type: 'string', multiple: true },
  'import-path': { type: 'string', multiple: true, short: 'I' },
  'descriptor-set': { type: 'string', multiple: true },
  buf: { type: 'string', multiple: true },
  reflect: { type: 'boolean' },
} satisfies OptionTable;

const connection = {
  plaintext: { type: 'boolean' },
  cacert: { type: 'string', multiple: true },
  cert: { type: 'string' },
  key: { type: 'string' },
  'passphrase-file': { type: 'string' },
  'tls-profile': { type: 'string' },
  insecure: { type: 'boolean' },
  authority: { type: 'string' },
  'server-name': { type: 'string' },
  header: { type: 'string', multiple: true, short: 'H' },
  proxy: { type: 'string' },
  'connect-timeout': { type: 'string' },
  compression: { type: 'string' },
  'max-receive': { type: 'string' },
  'max-send': { type: 'string' },
  keepalive: { type: 'string' },
  'keepalive-timeout': { type: 'string' },
  'user-agent': { type: 'string' },
  'service-config': { type: 'string' },
  'wait-for-ready': { type: 'boolean' },
} satisfies OptionTable;

/** What is for the call alone does nothing in a command that makes none: the line before is typed again with another. */
const metadata = {
  'call-header': { type: 'string', multiple: true },
  'reflection-header': { type: 'string', multiple: true },
  'expand-headers': { type: 'boolean' },
} satisfies OptionTable;

const environment = {
  env: { type: 'string' },
  'secret-command': { type: 'string', multiple: true },
  trust: { type: 'boolean' },
} satisfies OptionTable;

const call = {
  ...environment,
  data: { type: 'string', multiple: true, short: 'd' },
  deadline: { type: 'string' },
  take: { type: 'string' },
  interval: { type: 'string' },
  jitter: { type: 'string' },
  timeline: { type: 'boolean' },
  verbose: { type: 'boolean', short: 'v' },
  pretty: { type: 'boolean' },
  'emit-defaults': { type: 'boolean' },
  'original-names': { type: 'boolean' },
} satisfies OptionTable;

const run = {
  ...connection,
  deadline: call.deadline,
  timeline: call.timeline,
  'emit-defaults': call['emit-defaults'],
  'original-names': call['original-names'],
  ...environment,
  target: { type: 'string' },
  var: { type: 'string', multiple: true },
  bail: { type: 'boolean' },
  parallel: { type: 'string' },
} satisfies OptionTable;

const list = { deadline: call.deadline } satisfies OptionTable;

const describe = {
  ...list,
  file: { type: 'boolean' },
  template: { type: 'boolean' },
} satisfies OptionTable;

const doctor = {
  deadline: call.deadline,
  verbose: { type: 'boolean', short: 'v' },
  json: { type: 'boolean' },
} satisfies OptionTable;

const health = {
  deadline: call.deadline,
  watch: { type: 'boolean' },
  json: { type: 'boolean' },
} satisfies OptionTable;

const compile = {
  output: { type: 'string', short: 'o' },
  'source-info': { type: 'boolean' },
} satisfies OptionTable;

const form = {
  hex: { type: 'boolean' },
  base64: { type: 'boolean' },
} satisfies OptionTable;

const input = { 'ignore-unknown': { type: 'boolean' } } satisfies OptionTable;

const files = {
  proto: schema.proto,
  'import-path': schema['import-path'],
  'descriptor-set': schema['descriptor-set'],
  buf: schema.buf,
} satisfies OptionTable;

const json = {
  pretty: call.pretty,
  'emit-defaults': call['emit-defaults'],
  'original-names': call['original-names'],
} satisfies OptionTable;

/** Every option of every command, so that a command reads the ones it knows. */
export const allOptions = {
  ...help,
  version: { type: 'boolean' },
  ...schema,
  ...connection,
  ...call,
  ...run,
  ...describe,
  ...doctor,
  ...health,
  ...compile,
  ...form,
  ...input,
  ...metadata,
} satisfies OptionTable;

/** By command, the options that it takes. */
export const optionsOf: Readonly<Record<string, OptionTable>> = {
  list: { ...help, ...schema, ...connection, ...metadata, ...list },
  describe: { ...help, ...schema, ...connection, ...metadata, ...describe },
  call: { ...help, ...schema, ...connection, ...metadata, ...call, ...input },
  run: { ...help, ...run },
  doctor: { ...help, ...schema, ...connection, ...metadata, ...doctor },
  health: { ...help, ...schema, ...connection, ...metadata, ...health },
  compile: { ...help, ...schema, ...connection, ...metadata, ...compile },
  encode: { ...help, ...files, ...form, ...input },
  decode: { ...help, ...files, ...form, ...json },
};
