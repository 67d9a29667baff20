import { type ParseArgsConfig, parseArgs } from 'node:util';
import { Failure } from '#app/contract/result.ts';

type OptionTable = NonNullable<ParseArgsConfig['options']>;

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
const all = {
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
} satisfies OptionTable;

/** The options of all commands; which of them a command takes is checked when they are parsed. */
export type OptionValues = ReturnType<typeof parse>['values'];

const optionsOf: Readonly<Record<string, OptionTable>> = {
  list: { ...help, ...schema, ...connection, ...list },
  describe: { ...help, ...schema, ...connection, ...describe },
  call: { ...help, ...schema, ...connection, ...call },
  run: { ...help, ...run },
  doctor: { ...help, ...schema, ...connection, ...doctor },
  health: { ...help, ...schema, ...connection, ...health },
  compile: { ...help, ...schema, ...connection, ...compile },
  encode: { ...help, ...files, ...form, ...input },
  decode: { ...help, ...files, ...form, ...json },
};

/** grpcurl's spellings: one dash before a long name, and some names of its own. */
const grpcurlNames: Readonly<Record<string, string>> = {
  plaintext: 'plaintext',
  insecure: 'insecure',
  proto: 'proto',
  'import-path': 'import-path',
  protoset: 'descriptor-set',
  'max-time': 'deadline',
  cacert: 'cacert',
  cert: 'cert',
  key: 'key',
  authority: 'authority',
  servername: 'server-name',
  'connect-timeout': 'connect-timeout',
  'max-msg-sz': 'max-receive',
  'keepalive-time': 'keepalive',
  'user-agent': 'user-agent',
  'emit-defaults': 'emit-defaults',
  'msg-template': 'template',
};

/** A command line, taken apart. */
export interface Arguments {
  readonly command: string | undefined;
  readonly values: OptionValues;
  readonly positionals: readonly string[];
}

/** Understands a command line; throws a usage `Failure` for an option that the command has not. */
export function parseArguments(argv: readonly string[]): Arguments {
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(withNegatives(argv.map(fromGrpcurl)));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).split(/\. |\n/)[0];
    const [, valueless] =
      /^Option '(.*)' argument (?:is ambiguous|missing)/.exec(reason ?? '') ?? [];
    if (valueless !== undefined) throw withoutValue(valueless);
    throw new Failure(
      'usage',
      reason ?? 'These arguments cannot be understood',
      'duplex --help shows the commands and options',
    );
  }
  const [command, ...positionals] = parsed.positionals;
  const known = command === undefined ? undefined : optionsOf[command];
  const stray = known && Object.keys(parsed.values).find((name) => !Object.hasOwn(known, name));
  if (stray !== undefined) {
    throw new Failure(
      'usage',
      `duplex ${command} has no option --${stray}`,
      `duplex ${command} --help shows its options`,
    );
  }
  return { command, values: parsed.values, positionals };
}

function parse(args: string[]) {
  return parseArgs({ args, options: all, allowPositionals: true, strict: true });
}

/** `--deadline -1s` as `--deadline=-1s`: so the option itself can say what is wrong with it. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const argument of args) {
    const before = joined.at(-1) ?? '';
    const option = Object.entries(all).find(([name]) => before === `--${name}`)?.[1];
    if (option?.type === 'string' && /^-[\d.]/.test(argument))
      joined.splice(-1, 1, `${before}=${argument}`);
    else joined.push(argument);
  }
  return joined;
}

/** `option` as Node names it: `-d, --data <value>`. */
function withoutValue(option: string): Failure {
  const name = /--[\w-]+/.exec(option)?.[0] ?? option;
  return new Failure(
    'usage',
    `${name} has no value`,
    `Write its value behind it; one that begins with a dash as ${name}${name.startsWith('--') ? '=' : ''}-…`,
  );
}

function fromGrpcurl(argument: string): string {
  const parts = /^--?([a-z-]+)(=.*)?$/s.exec(argument);
  const name = parts?.[1];
  // One letter is a short option; -d and -H are spelled as grpcurl has them.
  if (name === undefined || name.length < 2) return argument;
  // Go's flags take a switch as -name=true too.
  const value = parts?.[2] === '=true' ? '' : (parts?.[2] ?? '');
  return `--${Object.hasOwn(grpcurlNames, name) ? grpcurlNames[name] : name}${value}`;
}
