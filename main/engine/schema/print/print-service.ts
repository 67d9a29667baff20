import type { IMethodDescriptorProto, IServiceDescriptorProto } from 'protobufjs/ext/descriptor.js';
import { phrase } from './phrase.ts';
import { addOptions } from './print-options.ts';
import type { Printing, Spot } from './printing.ts';
import { innerName } from './printing.ts';

/** A service with its methods. */
export function printService(
  printing: Printing,
  service: IServiceDescriptorProto,
  { path, scope }: Spot,
): void {
  const { lines, notes } = printing;
  notes.before(lines, path);
  lines.block(`service ${service.name}`, () => {
    notes.inside(lines, path);
    const inside = innerName(scope, service.name);
    addOptions(printing, { type: 'ServiceOptions', options: service.options, scope: inside }, [
      ...path,
      3,
    ]);
    for (const [index, method] of (service.method ?? []).entries()) {
      lines.blank();
      printMethod(printing, method, { path: [...path, 2, index], scope: inside });
    }
  });
}

export function printMethod(
  printing: Printing,
  method: IMethodDescriptorProto,
  { path, scope }: Spot,
): void {
  const { lines, notes, names } = printing;
  notes.before(lines, path);
  const input = names.written(method.inputType ?? '', scope);
  const output = names.written(method.outputType ?? '', scope);
  const takes = phrase`${method.clientStreaming === true ? 'stream ' : ''}${input}`;
  const gives = phrase`${method.serverStreaming === true ? 'stream ' : ''}${output}`;
  const head = phrase`rpc ${method.name ?? ''}(${takes}) returns (${gives})`;
  if (method.options === undefined || method.options === null) {
    lines.add([head, ';']);
    notes.behind(lines, path);
    return;
  }
  lines.block(head, () => {
    notes.inside(lines, path);
    addOptions(printing, { type: 'MethodOptions', options: method.options, scope }, [...path, 4]);
  });
}
