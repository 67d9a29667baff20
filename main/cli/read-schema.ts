import { type AppError, Failure } from '#app/contract/result.ts';
import { type Diagnostic, diagnosticText, type SchemaRef } from '#app/contract/schema.ts';
import { counted } from '#app/core/counted.ts';
import { printable } from '#app/core/printable.ts';
import type { Engine, Schema } from '#engine';
import type { Terminal } from './output.ts';
import { symbolOf } from './request.ts';

/** How one of several who read a schema tells what is wrong with it. */
export interface Telling {
  /** Begins each line. */
  readonly whose: string;
  /** Warnings that were told already: none is told twice. */
  readonly told: Set<string>;
  readonly hintOf: (error: AppError) => string | undefined;
}

/**
 * Reads the schema and tells its diagnostics on standard error; what is whole of it can be used.
 * @param symbol all that is wanted of it: a source that is not there is then told only where no other defines it
 */
export async function readSchema(
  engine: Engine,
  ref: SchemaRef,
  terminal: Terminal,
  symbol?: string,
  telling?: Telling,
): Promise<Schema> {
  const schema = await engine.schema(ref);
  const { whose = '', told = new Set(), hintOf = ({ hint }: AppError) => hint } = telling ?? {};
  const tell = (text: string, hint: string | undefined): void => {
    const more = hint === undefined ? '' : `\n${whose}  ${printable(hint)}`;
    terminal.stderr.write(`${whose}${text}${more}\n`);
  };
  const warn = (text: string, hint: string | undefined): void => {
    if (!told.has(text)) tell(`warning: ${printable(text)}`, hint);
    told.add(text);
  };
  const { diagnostics, sources } = schema.summary;
  const absent = sources.flatMap(({ error }) => (error?.code === 'no-reflection' ? error : []));
  if (!isDefined(symbol, schema)) for (const error of absent) warn(error.message, hintOf(error));
  for (const diagnostic of diagnostics) {
    const text = diagnosticText(diagnostic);
    if (absent.some(({ message }) => message === text)) continue;
    if (diagnostic.severity === 'error') tell(printable(text), diagnostic.hint);
    else warn(text, diagnostic.hint);
  }
  return schema;
}

/** Of a method or field: what it is in. */
function isDefined(symbol: string | undefined, schema: Schema): boolean {
  if (symbol === undefined) return false;
  const name = symbolOf(symbol);
  return schema.defines(name) || schema.defines(name.replace(/\.[^.]*$/, ''));
}

/** The same for what concerns one symbol: errors in the files that it needs are final. */
export async function readSchemaFor(
  symbol: string,
  engine: Engine,
  ref: SchemaRef,
  terminal: Terminal,
  telling?: Telling,
): Promise<Schema> {
  const schema = await readSchema(engine, ref, terminal, symbol, telling);
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

export function errorsOf({ summary }: Schema): readonly Diagnostic[] {
  return summary.diagnostics.filter(({ severity }) => severity === 'error');
}

/** Throws a schema-invalid `Failure` where there are errors. */
export function expectNone({ length }: readonly Diagnostic[], symbol?: string): void {
  if (length === 0) return;
  const where = symbol === undefined ? 'The schema has' : `What ${symbol} needs has`;
  throw new Failure('schema-invalid', `${where} ${counted(length, 'error')}`);
}
