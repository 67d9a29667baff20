import type { FieldDescriptor, MessageDescriptor, ParsedFile } from '../parse/parsed-file.ts';
import { type Declaration, type DeclarationKind, joinName } from './declaration.ts';
import { EDITION, editionOf } from './edition.ts';
import type { Linking } from './linking.ts';
import { optionWord } from './option-word.ts';

type Style = 'TitleCase' | 'lower_snake_case' | 'UPPER_SNAKE_CASE';

const STYLES: Readonly<Record<DeclarationKind, Style>> = {
  message: 'TitleCase',
  enum: 'TitleCase',
  service: 'TitleCase',
  method: 'TitleCase',
  field: 'lower_snake_case',
  extension: 'lower_snake_case',
  oneof: 'lower_snake_case',
  value: 'UPPER_SNAKE_CASE',
};

const PATTERNS: Readonly<Record<Style, RegExp>> = {
  TitleCase: /^[A-Z][A-Za-z0-9]*$/,
  lower_snake_case: /^[a-z](?:[a-z0-9.]|_(?=[a-z]))*$/,
  UPPER_SNAKE_CASE: /^[A-Z](?:[A-Z0-9]|_(?=[A-Z]))*$/,
};

/** Checks the names of a file by the style that its edition, or a feature, asks for. */
export class Naming {
  readonly #linking: Linking;
  readonly #file: ParsedFile;
  /** By full name of a message, oneof, enum or service: whether what is in it must keep to the style. */
  readonly #enforced = new Map<string, boolean>();
  #enumeration = '';

  constructor(linking: Linking, file: ParsedFile) {
    this.#linking = linking;
    this.#file = file;
    const name = file.file.package;
    if (name === undefined || !this.#isEnforced(file.file, '')) return;
    this.#check('package', name, 'lower_snake_case', file.file);
  }

  /** Outer declarations come before those in them. */
  check({ kind, descriptor, fullName, scope }: Declaration): void {
    const around = kind === 'value' ? this.#enumeration : this.#around(descriptor, scope);
    const enforced = this.#isEnforced(descriptor, around);
    if (['message', 'oneof', 'enum', 'service'].includes(kind))
      this.#enforced.set(fullName, enforced);
    if (kind === 'enum') this.#enumeration = fullName;
    if (enforced) this.#check(kind, descriptor.name ?? '', STYLES[kind], descriptor);
  }

  /** Of a field in a oneof, that; its own message or service otherwise. */
  #around(descriptor: object, scope: string): string {
    const { oneofIndex } = descriptor as FieldDescriptor;
    const message = this.#linking.table.get(scope)?.descriptor as MessageDescriptor | undefined;
    const oneof = message?.oneofDecl?.[oneofIndex ?? -1];
    return oneof === undefined ? scope : joinName(scope, oneof.name ?? '');
  }

  #check(kind: string, name: string, style: Style, descriptor: object): void {
    if (PATTERNS[style].test(name)) return;
    const of = kind === 'value' ? 'value of an enum' : kind;
    this.#linking.report(
      this.#file,
      this.#linking.place(this.#file, descriptor, 'name'),
      `the name of the ${of} "${name}" is not in ${style}`,
      'A letter is behind each _. Write option features.enforce_naming_style = STYLE_LEGACY; to keep it.',
    );
  }

  #isEnforced(descriptor: object, scope: string): boolean {
    const own = optionWord(this.#file, descriptor, 'features', 'enforce_naming_style');
    if (own !== undefined) return own !== 'STYLE_LEGACY';
    const around = this.#enforced.get(scope);
    if (around !== undefined || descriptor === this.#file.file)
      return around ?? editionOf(this.#file) >= EDITION.of2024;
    return this.#isEnforced(this.#file.file, '');
  }
}
