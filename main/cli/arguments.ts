import { parseArgs } from 'node:util';
import { Failure } from '#app/contract/result.ts';
import { allOptions, type OptionTable, optionsOf } from './option-tables.ts';
import { namesElsewhere } from './other-tools.ts';
import { unknownOption } from './unknown-option.ts';

/** The options of all commands; which of them a command takes is checked when they are parsed. */
export type OptionValues = ReturnType<typeof parse>['values'];

/** A command line, taken apart. */
export interface Arguments {
  readonly command: string | undefined;
  readonly values: OptionValues;
  readonly positionals: readonly string[];
}

const options = Object.entries<OptionTable[string]>(allOptions);

/** Understands a command line; throws a usage `Failure` for an option that the command has not. */
export function parseArguments(argv: readonly string[]): Arguments {
  const args = withNegatives(inOwnSpelling(argv));
  expectKnown(args);
  let parsed: ReturnType<typeof parse>;
  try {
    parsed = parse(args);
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
  if (stray !== undefined) throw unknownOption(stray, command);
  return { command, values: parsed.values, positionals };
}

function parse(args: string[]) {
  return parseArgs({
    args,
    options: allOptions,
    allowPositionals: true,
    allowNegative: true,
    strict: true,
  });
}

/** Looks before it is parsed: with an option that is unknown, so is whether a value follows it. */
function expectKnown(args: string[]): void {
  const { tokens } = parseArgs({
    args,
    options: allOptions,
    allowPositionals: true,
    strict: false,
    tokens: true,
  });
  const unknown = tokens.find(
    (token) => token.kind === 'option' && optionNamed(token.name) === undefined,
  );
  if (unknown?.kind !== 'option') return;
  const words = tokens.flatMap((token) => (token.kind === 'positional' ? [token.value] : []));
  throw unknownOption(
    unknown.name,
    words.find((word) => Object.hasOwn(optionsOf, word)),
  );
}

/** A switch may be turned off, as `--no-name`. */
function optionNamed(name: string) {
  const [, off] = /^no-(.+)$/.exec(name) ?? [];
  return options.find(
    ([one, { type }]) => one === name || (one === off && type === 'boolean'),
  )?.[1];
}

/** `--deadline -1s` as `--deadline=-1s`: so the option itself can say what is wrong with it. */
function withNegatives(args: readonly string[]): string[] {
  const joined: string[] = [];
  for (const argument of args) {
    const before = joined.at(-1) ?? '';
    const option = options.find(([name]) => before === `--${name}`)?.[1];
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

/** Go's flags have one dash before a long name, and `=` behind any; other tools have names of their own. */
function inOwnSpelling(argv: readonly string[]): readonly string[] {
  const end = argv.indexOf('--');
  const [flags, rest] = end === -1 ? [argv, []] : [argv.slice(0, end), argv.slice(end)];
  return [...flags.map(spelled), ...rest];
}

function spelled(argument: string): string {
  const [, dashes, written, value] = /^(--?)([A-Za-z][\w-]*)(?:=(.*))?$/s.exec(argument) ?? [];
  if (written === undefined) return argument;
  if (dashes === '-' && written.length === 1) {
    const long = options.find(([, { short }]) => short === written)?.[0];
    return long === undefined || value === undefined ? argument : given(long, value);
  }
  // -Iprotos is a short option with its value.
  if (dashes === '-' && /^[A-Z]/.test(written)) return argument;
  return given(Object.hasOwn(namesElsewhere, written) ? namesElsewhere[written] : written, value);
}

function given(name = '', value: string | undefined): string {
  if (value === undefined) return `--${name}`;
  if (optionNamed(name)?.type !== 'boolean') return `--${name}=${value}`;
  if (/^(?:1|t|true)$/i.test(value)) return `--${name}`;
  if (/^(?:0|f|false)$/i.test(value)) return `--no-${name}`;
  throw new Failure(
    'usage',
    `--${name} is a switch: "${value}" is none of true and false`,
    `Write --${name} alone, or leave it out`,
  );
}
