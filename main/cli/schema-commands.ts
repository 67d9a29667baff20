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
  if (service?.includes('/', 1))
    throw new Failure(
      'usage',
      `${service} is a method, and list shows those of a service`,
      'duplex describe shows what a method takes and gives',
    );
  const ref = refFor(service, target, values);
  const schema = await beforeDeadline(values.deadline, engine, ref, () =>
    readSchema(engine, ref, terminal, service),
  );
  const lines =
    service === undefined
      ? wholeServices(schema)
      : methodsOf(schema, service.replace(/^\//, '')).filter((path) => isWhole(path, schema));
  for (const line of lines) writeLine(terminal.stdout, printable(line));
  if (service === undefined) expectAll(schema);
  else expectNone(errorsOf(schema));
  return 0;
}

function isWhole(symbol: string, schema: Schema): boolean {
  return schema.errorsFor(symbol).length === 0;
}

function wholeServices(schema: Schema): readonly string[] {
  const names = schema.summary.services.map(({ name }) => name);
  return names.filter((name) => schema.defines(name) && isWhole(name, schema));
}

/** Throws a schema-invalid `Failure` where not all services are whole. */
function expectAll(schema: Schema): void {
  expectNone(errorsOf(schema));
  const left = schema.summary.services.filter(({ name }) => !schema.defines(name)).length;
  if (left > 0)
    throw new Failure('schema-invalid', `Left out: ${counted(left, 'service')} without definition`);
}

function methodsOf(schema: Schema, service: string): readonly string[] {
  const methods = schema.methods(service);
  return methods.map(({ path }) => path).sort();
}

/** Prints the definition of a symbol; without one, that of every service, as far as they are whole. */
export async function describe(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const given = expectAtMost(positionals, 2, 'duplex describe TARGET [SYMBOL]');
  const [target, symbol] = withTarget(given, values);
  const { file: wholeFile = false, template = false } = values;
  if (wholeFile && template)
    throw new Failure('usage', '--file does not go with --template', 'Leave one of them out');
  if (symbol === undefined && (wholeFile || template))
    throw new Failure(
      'usage',
      `${template ? '--template' : '--file'} is of one SYMBOL, and none is given`,
      'Give a full name, such as pkg.Service; without one, describe prints all services',
    );
  const ref = refFor(symbol, target, values);
  const schema = await beforeDeadline(values.deadline, engine, ref, () =>
    readSchema(engine, ref, terminal, symbol),
  );
  if (symbol === undefined) {
    for (const name of wholeServices(schema))
      writeDefinition(`// ${name}\n${schema.describe(name).trim()}\n`, terminal);
    expectAll(schema);
    return 0;
  }
  expectNone(schema.errorsFor(symbol, wholeFile), symbol);
  const text = template
    ? firstMessage(schema, symbol)
    : wholeFile
      ? schema.describeFile(symbol)
      : schema.describe(symbol);
  writeDefinition(text.trimEnd(), terminal);
  return 0;
}

function writeDefinition(text: string, { stdout }: Terminal): void {
  // Comments may hold tabs, which harm nobody.
  writeLine(stdout, text.replace(/[^\n\t]+/g, printable));
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
