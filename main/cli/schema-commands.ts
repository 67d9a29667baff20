import { Failure } from '#app/contract/result.ts';
import type { SchemaRef } from '#app/contract/schema.ts';
import { diagnosticText } from '#app/contract/schema.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine, Schema } from '#engine';
import type { Arguments } from './arguments.ts';
import { type Terminal, writeLine } from './output.ts';
import { schemaRefOf } from './request.ts';

export async function list(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [target, service] = expectAtMost(positionals, 2, 'duplex list TARGET [SERVICE]');
  const schema = await readSchema(engine, schemaRefOf(target, values), terminal);
  const lines =
    service === undefined
      ? schema.summary.services.map(({ name }) => name)
      : schema
          .methods(service.replace(/^\//, ''))
          .map(({ path }) => path)
          .sort();
  for (const line of lines) writeLine(terminal.stdout, printable(line));
  return 0;
}

export async function describe(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [target, symbol] = expectAtMost(positionals, 2, 'duplex describe TARGET SYMBOL');
  if (symbol === undefined)
    throw new Failure('usage', 'SYMBOL is missing', 'Give a full name, such as pkg.Service');
  const schema = await readSchema(engine, schemaRefOf(target, values), terminal);
  const text = values.file === true ? schema.describeFile(symbol) : schema.describe(symbol);
  // Comments may hold tabs, which harm nobody.
  const shown = text.trimEnd().replace(/[^\n\t]+/g, printable);
  writeLine(terminal.stdout, shown);
  return 0;
}

/**
 * Reads the schema and tells its diagnostics on standard error. An error in a file is final here: a
 * script must not go on with half a schema.
 */
export async function readSchema(
  engine: Engine,
  ref: SchemaRef,
  terminal: Terminal,
): Promise<Schema> {
  const schema = await engine.schema(ref);
  const { diagnostics } = schema.summary;
  for (const diagnostic of diagnostics) {
    const hint = diagnostic.hint === undefined ? '' : `\n  ${printable(diagnostic.hint)}`;
    const mark = diagnostic.severity === 'warning' ? 'warning: ' : '';
    terminal.stderr.write(`${mark}${printable(diagnosticText(diagnostic))}${hint}\n`);
  }
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  if (errors > 0)
    throw new Failure(
      'schema-invalid',
      `The schema has ${errors} ${errors === 1 ? 'error' : 'errors'}`,
    );
  return schema;
}

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
