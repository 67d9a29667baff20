import type { IMethodDescriptorProto } from 'protobufjs/ext/descriptor.js';
import type { Diagnostic } from '#app/contract/schema.ts';
import { FIELD_TYPE } from '../parse/field-types.ts';
import { nearScalar } from '../parse/near-scalar.ts';
import type { FieldDescriptor, ParsedFile, Part } from '../parse/parsed-file.ts';
import type { Place } from '../parse/token.ts';
import type { DeclarationKind } from './declaration.ts';
import { joinName, scopesOf, visitFile } from './declaration.ts';
import type { Linking } from './linking.ts';
import type { Resolution } from './symbol-table.ts';
import { isLocal } from './visibility.ts';

type Report = (message: string, hint?: string, severity?: Diagnostic['severity']) => void;

/** Where anything of the name ends the search, as for protoc: whether it is a type is asked of it then. */
const isAny = (): boolean => true;
const isType = (kind: DeclarationKind): boolean => kind === 'message' || kind === 'enum';

/** Puts the full names of types in place of those that were written; what has none is to be left out. */
export function resolveFile(linking: Linking, file: ParsedFile): void {
  visitFile(file.file, (declaration) => {
    const resolver = new Resolver(linking, file, declaration.scope);
    if (declaration.kind === 'field' || declaration.kind === 'extension') {
      const field = declaration.descriptor as FieldDescriptor;
      if (!resolver.field(field)) linking.leaveOut(field);
    } else if (declaration.kind === 'method') {
      if (!resolver.method(declaration.descriptor)) linking.leaveOut(declaration.descriptor);
    }
    return true;
  });
}

class Resolver {
  readonly #linking: Linking;
  readonly #file: ParsedFile;
  readonly #scope: string;

  constructor(linking: Linking, file: ParsedFile, scope: string) {
    this.#linking = linking;
    this.#file = file;
    this.#scope = scope;
  }

  /** False when the field cannot stay. */
  field(field: FieldDescriptor): boolean {
    if (field.extendee !== undefined) {
      const extendee = this.#message(field.extendee, field, 'extendee');
      if (extendee === undefined) return false;
      field.extendee = extendee;
    }
    if (field.typeName === undefined) return true;
    const type = this.#type(field.typeName, field, 'type', isType);
    if (type === undefined) return false;
    field.typeName = `.${type.fullName}`;
    if (type.kind === 'enum') field.type = FIELD_TYPE.enum;
    else if (field.type !== FIELD_TYPE.group) field.type = FIELD_TYPE.message;
    return true;
  }

  /** False when the method cannot stay. */
  method(method: IMethodDescriptorProto): boolean {
    const input = this.#message(method.inputType ?? '', method, 'type');
    const output = this.#message(method.outputType ?? '', method, 'output');
    if (input === undefined || output === undefined) return false;
    method.inputType = input;
    method.outputType = output;
    return true;
  }

  #message(name: string, owner: object, part: Part): string | undefined {
    const type = this.#type(name, owner, part, isAny);
    if (type === undefined) return undefined;
    if (type.kind === 'message') return `.${type.fullName}`;
    const place = this.#linking.place(this.#file, owner, part);
    this.#linking.report(this.#file, place, `"${type.fullName}" is an enum, not a message`);
    return undefined;
  }

  /** A type that is not defined counts as a message, if its name can be one. */
  #type(
    name: string,
    owner: object,
    part: Part,
    wanted: (kind: DeclarationKind) => boolean,
  ): { fullName: string; kind: 'message' | 'enum' } | undefined {
    const linking = this.#linking;
    const seen = linking.typesVisibleFrom(this.#file);
    const resolution = linking.table.resolve(name, this.#scope, seen, wanted);
    if (resolution.kind === 'found' || resolution.kind === 'not-imported') {
      const { kind, fullName, file } = resolution.definition;
      if (kind === 'message' || kind === 'enum') {
        if (resolution.kind === 'not-imported') {
          linking.unsettle(this.#file);
          linking.report(
            this.#file,
            linking.place(this.#file, owner, part),
            `"${fullName}" is used without an import of the file that defines it`,
            `Add import "${file.name}"; to this file.`,
          );
        } else if (file !== this.#file && isLocal(resolution.definition)) {
          linking.report(
            this.#file,
            linking.place(this.#file, owner, part),
            `"${fullName}" is local to "${file.name}": no other file can use it`,
            `Write "export" before it in that file.`,
          );
        }
        return { kind, fullName };
      }
    }
    linking.unsettle(this.#file);
    const fullName = part === 'extendee' ? undefined : this.#supposedName(name);
    // An extension of a message that is not there goes with it, and nothing else needs it.
    const missing = part === 'extendee' ? name.replace(/^\./, '') : fullName;
    const report = this.#reportOf(linking.place(this.#file, owner, part), missing);
    this.#reportUnresolved(name, report, resolution);
    return fullName === undefined ? undefined : { kind: 'message', fullName };
  }

  /** What the full name of a type that is not defined would be; undefined where it is taken. */
  #supposedName(name: string): string | undefined {
    const { table } = this.#linking;
    const fullName = name.includes('.')
      ? name.replace(/^\./, '')
      : joinName(this.#file.file.package ?? '', name);
    const parts = fullName.split('.');
    const taken = parts.some((_, index) => table.get(parts.slice(0, index + 1).join('.')));
    return taken || table.isPackage(fullName) ? undefined : fullName;
  }

  /** Where nothing can stand in for what is missing, it is an error of all that needs this file. */
  #reportOf(place: Place | undefined, missing: string | undefined): Report {
    const linking = this.#linking;
    return (message, hint, severity) => {
      if (missing === undefined || hint === undefined || severity === 'warning')
        linking.report(this.#file, place, message, hint, severity);
      else linking.reportMissing(this.#file, place, { message, hint, lacks: [missing] });
    };
  }

  #reportUnresolved(name: string, report: Report, resolution: Resolution): void {
    const linking = this.#linking;
    const inside = name.startsWith('.') ? [''] : scopesOf(this.#scope);
    const full = name.replace(/^\./, '');
    if (inside.some((scope) => linking.hasUnused(joinName(scope, full)))) {
      const message = `"${name}" is only in a definition that is not used: another file's is`;
      const hint = 'If these are two versions of one file, load only the one that is meant.';
      report(message, hint, 'warning');
      return;
    }
    if (resolution.kind === 'found') {
      const { kind } = resolution.definition;
      const article = /^[aeo]/.test(kind) ? 'an' : 'a';
      report(`"${name}" is ${article} ${kind}, not a type`, this.#hiddenType(name));
      return;
    }
    // It may be in what could not be read, of which the reason is told.
    if (this.#file.lost === 'block') return;
    if (resolution.kind === 'shadowed' && resolution.tried !== name) {
      const outermost = linking.table.get(name);
      report(
        `"${name}" means "${resolution.tried}" here, which is not defined`,
        outermost === undefined
          ? this.#proposal(name)
          : `The innermost scope is searched first. Write ".${name}" to begin at the outermost.`,
      );
      return;
    }
    report(`type "${name}" is not defined`, this.#proposal(name));
  }

  /** How to write the type that another name hides; undefined without one. */
  #hiddenType(name: string): string | undefined {
    const { table } = this.#linking;
    const seen = this.#linking.typesVisibleFrom(this.#file);
    const meant = table.resolve(name, this.#scope, seen, isType);
    if (meant.kind !== 'found' || !isType(meant.definition.kind)) return undefined;
    return `The innermost scope is searched first. For the type, write ".${meant.definition.fullName}".`;
  }

  #proposal(name: string): string {
    const linking = this.#linking;
    const scalar = name.includes('.') ? undefined : nearScalar(name);
    // A type of that name elsewhere says little: the one meant may be in what is missing.
    if (linking.hasMissingImport(this.#file))
      return scalar ?? 'It may be defined in an import that was not found.';
    const simple = name.slice(name.lastIndexOf('.') + 1);
    const similar = linking.table.typeEndingWith(simple);
    if (similar !== undefined) {
      const seen = linking.typesVisibleFrom(this.#file).has(similar.file.name);
      const addition = seen ? '' : `, and import "${similar.file.name}"`;
      return `Did you mean "${similar.fullName}"? Write it so${addition}.`;
    }
    return scalar ?? 'Check the spelling, and that the file that defines it is imported.';
  }
}
