import type { IServiceDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type {
  EnumDescriptor,
  FieldDescriptor,
  FileDescriptor,
  MessageDescriptor,
} from '../parse/parsed-file.ts';

export type DeclarationKind =
  | 'message'
  | 'field'
  | 'oneof'
  | 'extension'
  | 'enum'
  | 'value'
  | 'service'
  | 'method';

/** One thing that a file declares, and where in the descriptor it is. */
export interface Declaration {
  readonly kind: DeclarationKind;
  readonly descriptor: { readonly name?: string };
  readonly fullName: string;
  /** Full name of what it is declared in; of enum values, what their enum is declared in. */
  readonly scope: string;
  /** The list it is in. */
  readonly list: object[];
  /** Its path in the file's descriptor, before anything was taken out. */
  readonly path: readonly number[];
}

/** Calls `visit` for each declaration, outer before inner; `false` keeps it out of the inner ones. */
export type Visit = (declaration: Declaration) => boolean;

/** Goes through all that a file declares. */
export function visitFile(file: FileDescriptor, visit: Visit): void {
  const scope = file.package ?? '';
  visitMessages(file.messageType, scope, [4], visit);
  visitEnums(file.enumType, scope, [5], visit);
  visitList('extension', file.extension, scope, [7], visit);
  visitList('service', file.service, scope, [6], (declaration) => {
    if (!visit(declaration)) return false;
    const service = declaration.descriptor as IServiceDescriptorProto;
    visitList('method', service.method, declaration.fullName, [...declaration.path, 2], visit);
    return true;
  });
}

export function joinName(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

function visitMessages(
  list: MessageDescriptor[],
  scope: string,
  path: number[],
  visit: Visit,
): void {
  visitList('message', list, scope, path, (declaration) => {
    if (!visit(declaration)) return false;
    const message = declaration.descriptor as MessageDescriptor;
    const { fullName } = declaration;
    const inner = (field: number): number[] => [...declaration.path, field];
    // As for protoc: of a oneof and a field of one name, the field is the second.
    visitList('oneof', message.oneofDecl, fullName, inner(8), visit);
    visitList('field', message.field, fullName, inner(2), visit);
    visitMessages(message.nestedType, fullName, inner(3), visit);
    visitEnums(message.enumType, fullName, inner(4), visit);
    visitList(
      'extension',
      message.extension as FieldDescriptor[] | undefined,
      fullName,
      inner(6),
      visit,
    );
    return true;
  });
}

function visitEnums(list: EnumDescriptor[], scope: string, path: number[], visit: Visit): void {
  visitList('enum', list, scope, path, (declaration) => {
    if (!visit(declaration)) return false;
    // Values are siblings of their enum, as in C++.
    const { value } = declaration.descriptor as EnumDescriptor;
    visitList('value', value, scope, [...declaration.path, 2], visit);
    return true;
  });
}

function visitList(
  kind: DeclarationKind,
  list: { name?: string }[] | undefined,
  scope: string,
  path: readonly number[],
  visit: Visit,
): void {
  // Over a copy: a visitor may take its declaration out of the list.
  for (const [index, descriptor] of [...(list ?? [])].entries()) {
    const fullName = joinName(scope, descriptor.name ?? '');
    visit({ kind, descriptor, fullName, scope, list: list ?? [], path: [...path, index] });
  }
}
