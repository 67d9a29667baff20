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

/** Where a list of declarations is: in which of its fields what holds it, the file itself at the top. */
interface ListPlace {
  readonly holder: Declaration | undefined;
  readonly field: number;
}

/** Its path is asked for seldom, and is made then. */
class Declared implements Declaration {
  readonly kind: DeclarationKind;
  readonly descriptor: { readonly name?: string };
  readonly fullName: string;
  readonly scope: string;
  readonly list: object[];
  readonly #place: ListPlace;
  readonly #index: number;

  constructor(
    kind: DeclarationKind,
    scope: string,
    list: { name?: string }[],
    place: ListPlace,
    index: number,
  ) {
    this.kind = kind;
    this.descriptor = list[index] ?? {};
    this.fullName = joinName(scope, this.descriptor.name ?? '');
    this.scope = scope;
    this.list = list;
    this.#place = place;
    this.#index = index;
  }

  get path(): readonly number[] {
    const { holder, field } = this.#place;
    return [...(holder?.path ?? []), field, this.#index];
  }
}

/** Goes through all that a file declares. */
export function visitFile(file: FileDescriptor, visit: Visit): void {
  const scope = file.package ?? '';
  const at = (field: number): ListPlace => ({ holder: undefined, field });
  visitMessages(file.messageType, scope, at(4), visit);
  visitEnums(file.enumType, scope, at(5), visit);
  visitList('extension', file.extension, scope, at(7), visit);
  visitList('service', file.service, scope, at(6), (holder) => {
    if (!visit(holder)) return false;
    const service = holder.descriptor as IServiceDescriptorProto;
    visitList('method', service.method, holder.fullName, { holder, field: 2 }, visit);
    return true;
  });
}

export function joinName(scope: string, name: string): string {
  return scope === '' ? name : `${scope}.${name}`;
}

/** A scope and those around it, the outermost, which has no name, last. */
export function scopesOf(scope: string): string[] {
  const parts = scope === '' ? [] : scope.split('.');
  return [...parts.keys(), parts.length]
    .reverse()
    .map((length) => parts.slice(0, length).join('.'));
}

function visitMessages(
  list: MessageDescriptor[],
  scope: string,
  place: ListPlace,
  visit: Visit,
): void {
  visitList('message', list, scope, place, (holder) => {
    if (!visit(holder)) return false;
    const message = holder.descriptor as MessageDescriptor;
    const { fullName } = holder;
    const extension = message.extension as FieldDescriptor[] | undefined;
    // As for protoc: of a oneof and a field of one name, the field is the second.
    visitList('oneof', message.oneofDecl, fullName, { holder, field: 8 }, visit);
    visitList('field', message.field, fullName, { holder, field: 2 }, visit);
    visitMessages(message.nestedType, fullName, { holder, field: 3 }, visit);
    visitEnums(message.enumType, fullName, { holder, field: 4 }, visit);
    visitList('extension', extension, fullName, { holder, field: 6 }, visit);
    return true;
  });
}

function visitEnums(list: EnumDescriptor[], scope: string, place: ListPlace, visit: Visit): void {
  visitList('enum', list, scope, place, (holder) => {
    if (!visit(holder)) return false;
    // Values are siblings of their enum, as in C++.
    const { value } = holder.descriptor as EnumDescriptor;
    visitList('value', value, scope, { holder, field: 2 }, visit);
    return true;
  });
}

function visitList(
  kind: DeclarationKind,
  list: { name?: string }[] | undefined,
  scope: string,
  place: ListPlace,
  visit: Visit,
): void {
  if (list === undefined) return;
  // Visitors take nothing out of a list on the way: that is done at the end of a visit.
  for (let index = 0; index < list.length; index += 1)
    visit(new Declared(kind, scope, list, place, index));
}
