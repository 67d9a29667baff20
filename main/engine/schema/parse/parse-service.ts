import type { IMethodDescriptorProto, IServiceDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { nearWord } from '#app/core/near-word.ts';
import { parseTypeName } from './field-parts.ts';
import { parseOptionStatement } from './parse-option.ts';
import type { Parsing, Position } from './parsing.ts';

const PATH = { name: 1, method: 2, options: 3 };
const METHOD_PATH = { name: 1, options: 4 };
/** The paths of what a method takes and gives, and of whether that is a stream. */
const PARAMETER_PATHS = { type: { type: 2, stream: 5 }, output: { type: 3, stream: 6 } };

/** `service Name { … }`, from its keyword on. */
export function parseService(
  parsing: Parsing,
  into: IServiceDescriptorProto[],
  { path, depth }: Position,
): void {
  const { cursor } = parsing;
  const location = parsing.begin(path);
  cursor.expect('service');
  const name = parsing.part(path, PATH.name, () => cursor.identifier('the name of the service'));
  const method: IMethodDescriptorProto[] = [];
  const service = { name: name.text, method };
  parsing.place(service, 'name', name);
  into.push(service);
  parsing.block(depth, location, () => {
    if (cursor.at(';')) parsing.endHead(';');
    else if (cursor.at('option')) parseOptionStatement(parsing, service, [...path, PATH.options]);
    else if (cursor.at('rpc')) {
      method.push(parseMethod(parsing, { path: [...path, PATH.method, method.length], depth }));
    } else
      throw cursor.unexpected('"rpc" or "option"', nearWord(cursor.peek().text, ['rpc', 'option']));
  });
  parsing.finish(location);
}

function parseMethod(parsing: Parsing, { path, depth }: Position): IMethodDescriptorProto {
  const { cursor } = parsing;
  const location = parsing.begin(path);
  cursor.expect('rpc');
  const name = parsing.part(path, METHOD_PATH.name, () =>
    cursor.identifier('the name of the method'),
  );
  const method: IMethodDescriptorProto = { name: name.text };
  parsing.place(method, 'name', name);
  const input = parseParameter(parsing, method, path, 'type');
  cursor.expect('returns');
  const output = parseParameter(parsing, method, path, 'output');
  method.inputType = input.type;
  method.outputType = output.type;
  if (input.stream) method.clientStreaming = true;
  if (output.stream) method.serverStreaming = true;
  if (cursor.at('{')) {
    method.options = {};
    parsing.block(depth + 1, location, () => {
      if (cursor.at(';')) parsing.endHead(';');
      else parseOptionStatement(parsing, method, [...path, METHOD_PATH.options]);
    });
  } else {
    parsing.endHead(';', location);
  }
  parsing.finish(location);
  return method;
}

function parseParameter(
  parsing: Parsing,
  method: object,
  path: readonly number[],
  part: keyof typeof PARAMETER_PATHS,
): { type: string; stream: boolean } {
  const { cursor } = parsing;
  cursor.expect('(');
  const paths = PARAMETER_PATHS[part];
  const stream = cursor.at('stream');
  if (stream) parsing.part(path, paths.stream, () => cursor.next());
  parsing.place(method, part, cursor.peek());
  const type = parsing.part(path, paths.type, () => parseTypeName(parsing));
  cursor.expect(')');
  return { type, stream };
}
