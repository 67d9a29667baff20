import { Failure } from '#app/contract/result.ts';
import { printable } from '#app/core/printable.ts';
import { type Engine, type MessageCodec, printJson, type UnknownFields, wireText } from '#engine';
import type { Arguments, OptionValues } from './arguments.ts';
import { bytesOf, formOf } from './binary-text.ts';
import { jsonForm } from './json-form.ts';
import { type Terminal, writeLine } from './output.ts';
import { readSchemaFor } from './read-schema.ts';
import { schemaRefOf } from './request.ts';
import { expectAtMost } from './schema-commands.ts';
import { inputBytes, inputText } from './standard-input.ts';

/** JSON on standard input to the bytes of a message. */
export async function encode(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [type] = expectAtMost(positionals, 1, 'duplex encode TYPE');
  if (type === undefined)
    throw new Failure('usage', 'TYPE is missing', 'Give a full name, such as pkg.Message');
  const form = formOf(values);
  const codec = await codecOf(engine, type, values, terminal);
  const bytes = codec.encode(await inputText(terminal), {
    ignoreUnknown: values['ignore-unknown'] === true,
  });
  if (form === 'binary') terminal.stdout.write(bytes);
  else writeLine(terminal.stdout, bytes.toString(form));
  return 0;
}

/** The bytes of a message on standard input to JSON; without a type, to its fields on the wire. */
export async function decode(
  engine: Engine,
  { positionals, values }: Arguments,
  terminal: Terminal,
): Promise<number> {
  const [type] = expectAtMost(positionals, 1, 'duplex decode [TYPE]');
  const form = formOf(values);
  const codec = type === undefined ? undefined : await codecOf(engine, type, values, terminal);
  const bytes =
    form === 'binary' ? await inputBytes(terminal) : bytesOf(await inputText(terminal), form);
  if (codec === undefined) {
    for (const line of wireText(bytes)) writeLine(terminal.stdout, line);
    return 0;
  }
  const { json, warning } = codec.decode(bytes, jsonForm(values));
  if (json === undefined)
    throw new Failure(
      'message-invalid',
      warning ?? 'The message has no JSON form',
      'Without a type, decode shows the fields that the bytes hold',
    );
  const indent = values.pretty === true || terminal.stdout.isTTY === true ? 2 : 0;
  writeLine(terminal.stdout, printJson(json, indent));
  if (warning !== undefined) terminal.stderr.write(`warning: ${printable(warning)}\n`);
  tellUnknown(codec.unknownFields(bytes), terminal);
  return 0;
}

function tellUnknown({ count, named }: UnknownFields, terminal: Terminal): void {
  if (count === 0) return;
  const what =
    count === 1
      ? '1 field is left out, as its number or value is'
      : `${count} fields are left out, as their numbers or values are`;
  terminal.stderr.write(
    `warning: ${what} not of the type: ${printable(named)}\n  Without a type, decode shows all that the bytes hold\n`,
  );
}

async function codecOf(
  engine: Engine,
  type: string,
  values: OptionValues,
  terminal: Terminal,
): Promise<MessageCodec> {
  const schema = await readSchemaFor(type, engine, schemaRefOf('-', values), terminal);
  return schema.codec(type.replace(/^\./, ''));
}
