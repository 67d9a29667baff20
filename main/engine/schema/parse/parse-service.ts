import type { IMethodDescriptorProto, IServiceDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { parseTypeName } from './field-parts.ts';
import { parseOptionStatement } from './parse-option.ts';
import type { Part } from './parsed-file.ts';
import type { Parsing, Position } from './parsing.ts';

const PATH = { method: 2, options: 3, methodOptions: 4 };

/** `service Name { … }`, from its keyword on. */
export function parseService(
  parsing: Parsing,
  into: IServiceDescriptorProto[],
  { path, depth }: Position,
): void {
  const { cursor } = parsing;
  const location = parsing.begin(path);
  cursor.expect('service');
  const name = cursor.identifier('the name of the service');
  const method: IMethodDescriptorProto[] = [];
  const service = { name: name.text, method };
  parsing.place(service, 'name', name);
  into.push(service);
  parsing.block(depth, location, () => {
    if (cursor.at(';')) parsing.endHead(';');
    else if (cursor.at('option')) parseOptionStatement(parsing, service, [...path, PATH.options]);
    else if (cursor.at('rpc')) {
      method.push(parseMethod(parsing, { path: [...path, PATH.method, method.length], depth }));
    } else throw cursor.unexpected('"rpc" or "option"');
  });
  parsing.finish(location);
}

function parseMethod(parsing: Parsing, { path, depth }: Position): IMethodDescriptorProto {
  const { cursor } = parsing;
  const location = parsing.begin(path);
  cursor.expect('rpc');
  const name = cursor.identifier('the name of the method');
  const method: IMethodDescriptorProto = { name: name.text };
  parsing.place(method, 'name', name);
  const input = parseParameter(parsing, method, 'type');
  cursor.expect('returns');
  const output = parseParameter(parsing, method, 'output');
  method.inputType = input.type;
  method.outputType = output.type;
  if (input.stream) method.clientStreaming = true;
  if (output.stream) method.serverStreaming = true;
  if (cursor.at('{')) {
    method.options = {};
    parsing.block(depth + 1, location, () => {
      if (cursor.at(';')) parsing.endHead(';');
      else parseOptionStatement(parsing, method, [...path, PATH.methodOptions]);
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
  part: Part,
): { type: string; stream: boolean } {
  const { cursor } = parsing;
  cursor.expect('(');
  const stream = cursor.accept('stream');
  parsing.place(method, part, cursor.peek());
  const type = parseTypeName(parsing);
  cursor.expect(')');
  return { type, stream };
}
