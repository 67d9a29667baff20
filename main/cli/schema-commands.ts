import { Failure } from '#app/contract/result.ts';
import type { Diagnostic, SchemaRef } from '#app/contract/schema.ts';
import { diagnosticText } from '#app/contract/schema.ts';
import { counted } from '#app/core/counted.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine, Schema } from '#engine';
import type { Arguments } from './arguments.ts';
import { beforeDeadline } from './before-deadline.ts';
import { type Terminal, writeLine } from './output.ts';
import { refFor } from './request.ts';

/** Lists what is whole; what is not is told, and the exit status says so. */
export async function list(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [target, service] = expectAtMost(positionals, 2, 'duplex list TARGET [SERVICE]');
  const ref = refFor(service, target, values);
  const schema = await beforeDeadline(values.deadline, engine, ref, () =>
    readSchema(engine, ref, terminal),
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
  const [target, symbol] = expectAtMost(positionals, 2, 'duplex describe TARGET SYMBOL');
  if (symbol === undefined)
    throw new Failure('usage', 'SYMBOL is missing', 'Give a full name, such as pkg.Service');
  const ref = refFor(symbol, target, values);
  const schema = await beforeDeadline(values.deadline, engine, ref, () =>
    readSchema(engine, ref, terminal),
  );
  const wholeFile = values.file === true;
  expectNone(schema.errorsFor(symbol, wholeFile), symbol);
  const text = wholeFile ? schema.describeFile(symbol) : schema.describe(symbol);
  // Comments may hold tabs, which harm nobody.
  const shown = text.trimEnd().replace(/[^\n\t]+/g, printable);
  writeLine(terminal.stdout, shown);
  return 0;
}

/** Reads the schema and tells its diagnostics on standard error; what is whole of it can be used. */
async function readSchema(
  engine: Engine,
  ref: SchemaRef,
  terminal: Terminal,
  whose = '',
): Promise<Schema> {
  const schema = await engine.schema(ref);
  for (const diagnostic of schema.summary.diagnostics) {
    const hint = diagnostic.hint === undefined ? '' : `\n${whose}  ${printable(diagnostic.hint)}`;
    const mark = diagnostic.severity === 'warning' ? 'warning: ' : '';
    terminal.stderr.write(`${whose}${mark}${printable(diagnosticText(diagnostic))}${hint}\n`);
  }
  return schema;
}

/**
 * The same for what concerns one symbol: errors in the files that it needs are final.
 * @param whose begins each line, where several are told of
 */
export async function readSchemaFor(
  symbol: string,
  engine: Engine,
  ref: SchemaRef,
  terminal: Terminal,
  whose?: string,
): Promise<Schema> {
  const schema = await readSchema(engine, ref, terminal, whose);
  expectNone(schema.errorsFor(symbol), symbol);
  return schema;
}

/** The same where a script must not go on with half a schema: any error is final, and so is what is missing. */
export async function readWholeSchema(
  engine: Engine,
  ref: SchemaRef,
  terminal: Terminal,
): Promise<Schema> {
  const schema = await readSchema(engine, ref, terminal);
  expectNone(errorsOf(schema));
  if (schema.summary.diagnostics.some(({ lacks }) => lacks !== undefined))
    throw new Failure('schema-invalid', 'The schema is not whole: something of it is missing');
  return schema;
}

function errorsOf({ summary }: Schema): readonly Diagnostic[] {
  return summary.diagnostics.filter(({ severity }) => severity === 'error');
}

function expectNone({ length }: readonly Diagnostic[], symbol?: string): void {
  if (length === 0) return;
  const where = symbol === undefined ? 'The schema has' : `What ${symbol} needs has`;
  throw new Failure('schema-invalid', `${where} ${counted(length, 'error')}`);
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
