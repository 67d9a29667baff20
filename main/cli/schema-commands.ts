import { Failure } from '#app/contract/result.ts';
import { counted } from '#app/core/counted.ts';
import { printable } from '#app/core/printable.ts';
import { isAddress } from '#app/core/target.ts';
import type { Engine, Schema } from '#engine';
import type { Arguments, OptionValues } from './arguments.ts';
import { beforeDeadline } from './before-deadline.ts';
import { type Terminal, writeLine } from './output.ts';
import { errorsOf, expectNone, readSchema } from './read-schema.ts';
import { isFromFiles, refFor } from './request.ts';

/** Lists what is whole; what is not is told, and the exit status says so. */
export async function list(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const given = expectAtMost(positionals, 2, 'duplex list TARGET [SERVICE]');
  const [target, service] = withTarget(given, values);
  const ref = refFor(service, target, values);
  const schema = await beforeDeadline(values.deadline, engine, ref, () =>
    readSchema(engine, ref, terminal, service),
  );
  const isWhole = (symbol: string): boolean => schema.errorsFor(symbol).length === 0;
  const names = schema.summary.services.map(({ name }) => name);
  const defined = names.filter((name) => schema.defines(name));
  const lines =
    service === undefined
      ? defined.filter(isWhole)
      : methodsOf(schema, service.replace(/^\//, ''), isWhole);
  for (const line of lines) writeLine(terminal.stdout, printable(line));
  expectNone(errorsOf(schema));
  const left = names.length - defined.length;
  if (service === undefined && left > 0)
    throw new Failure('schema-invalid', `Left out: ${counted(left, 'service')} without definition`);
  return 0;
}

function methodsOf(
  schema: Schema,
  service: string,
  isWhole: (symbol: string) => boolean,
): readonly string[] {
  const methods = schema.methods(service);
  return methods
    .map(({ path }) => path)
    .filter(isWhole)
    .sort();
}

export async function describe(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const given = expectAtMost(positionals, 2, 'duplex describe TARGET SYMBOL');
  const [target, symbol] = withTarget(given, values);
  if (symbol === undefined)
    throw new Failure('usage', 'SYMBOL is missing', 'Give a full name, such as pkg.Service');
  if (values.file === true && values.template === true)
    throw new Failure('usage', '--file does not go with --template', 'Leave one of them out');
  const ref = refFor(symbol, target, values);
  const schema = await beforeDeadline(values.deadline, engine, ref, () =>
    readSchema(engine, ref, terminal, symbol),
  );
  const wholeFile = values.file === true;
  expectNone(schema.errorsFor(symbol, wholeFile), symbol);
  const text =
    values.template === true
      ? firstMessage(schema, symbol)
      : wholeFile
        ? schema.describeFile(symbol)
        : schema.describe(symbol);
  // Comments may hold tabs, which harm nobody.
  const shown = text.trimEnd().replace(/[^\n\t]+/g, printable);
  writeLine(terminal.stdout, shown);
  return 0;
}

/** A message to begin with: of a type, or of what a method takes. */
function firstMessage(schema: Schema, symbol: string): string {
  const { kind, name } = schema.definition(symbol);
  if (kind === 'message') return schema.skeleton(name);
  if (kind === 'method') return schema.skeleton(schema.methodToCall(name).input);
  const methods = kind === 'service' ? schema.methods(name).map(({ path }) => path) : [];
  throw new Failure(
    'usage',
    `${name} is no message and no method`,
    methods.length === 0 ? undefined : `Its methods: ${methods.join(', ')}`,
  );
}

/** `-` may be left out, as grpcurl has it: what is no address beyond doubt is what the files are asked for. */
function withTarget(given: readonly string[], values: OptionValues): readonly string[] {
  const [first = ''] = given;
  const isWhole = given.length > 1 || first === '-' || isAddress(first);
  return isWhole || !isFromFiles(values) ? given : ['-', ...given];
}

/** What was given, when it is not more than that; else throws a usage `Failure` with the usage. */
export function expectAtMost(
  positionals: readonly string[],
  most: number,
  usage: string,
): readonly string[] {
  const stray = positionals[most];
  if (stray !== undefined)
    throw new Failure('usage', `"${stray}" is one argument too many`, `Usage: ${usage}`);
  return positionals;
}
