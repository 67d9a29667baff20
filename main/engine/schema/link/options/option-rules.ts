import type { OptionValue, ParsedFile } from '#engine/schema/parse/parsed-file.ts';
import { EDITION, editionOf } from '../edition.ts';
import { standardEnum, standardFile } from './standard-options.ts';

/** What the definition of an option, or of an enum's value, says of where and when it may be used. */
interface Rules {
  /** None are all. */
  readonly targets: readonly string[];
  readonly introduced: number;
  readonly removed: number;
  /** What to do instead, in the words of the definition. */
  readonly removal: string;
}

/** A definition and the file it is in; the standard options are in none that was read. */
interface Defined {
  readonly descriptor: { readonly name?: string };
  readonly file: ParsedFile | undefined;
}

const TARGETS: ReadonlyMap<string, readonly [target: string, word: string]> = new Map([
  ['google.protobuf.FileOptions', ['TARGET_TYPE_FILE', 'file']],
  ['google.protobuf.ExtensionRangeOptions', ['TARGET_TYPE_EXTENSION_RANGE', 'extension range']],
  ['google.protobuf.MessageOptions', ['TARGET_TYPE_MESSAGE', 'message']],
  ['google.protobuf.FieldOptions', ['TARGET_TYPE_FIELD', 'field']],
  ['google.protobuf.OneofOptions', ['TARGET_TYPE_ONEOF', 'oneof']],
  ['google.protobuf.EnumOptions', ['TARGET_TYPE_ENUM', 'enum']],
  ['google.protobuf.EnumValueOptions', ['TARGET_TYPE_ENUM_ENTRY', 'value of an enum']],
  ['google.protobuf.ServiceOptions', ['TARGET_TYPE_SERVICE', 'service']],
  ['google.protobuf.MethodOptions', ['TARGET_TYPE_METHOD', 'method']],
]);

const known = new WeakMap<object, Rules>();

/**
 * Why something must not be used in options, by the rules that its own definition sets up; undefined
 * when it may.
 *
 * @param options full name of the options message that it is in, or is deep inside of
 * @param user the file that has the option
 */
export function ruleAgainst(
  { descriptor, file = standardFile() }: Defined,
  options: string,
  user: ParsedFile,
): string | undefined {
  const { targets, introduced, removed, removal } = rulesOf(descriptor, file);
  const [target, word] = TARGETS.get(options) ?? [];
  if (target !== undefined && targets.length > 0 && !targets.includes(target))
    return `"${descriptor.name}" cannot be set on a ${word}: its definition says where`;
  const edition = editionOf(user);
  if (edition < introduced)
    return `"${descriptor.name}" came with ${editionName(introduced)}: this file is of ${editionName(edition)}`;
  if (edition < removed) return undefined;
  const instead = removal === '' ? '' : `: ${removal}`;
  return `"${descriptor.name}" went with ${editionName(removed)}${instead}`;
}

function editionName(number: number): string {
  if (number <= EDITION.proto3) return number === EDITION.proto3 ? 'proto3' : 'proto2';
  const values = standardEnum('google.protobuf.Edition')?.value ?? [];
  const name = values.find((one) => one.number === number)?.name ?? `${number}`;
  return name.replace('EDITION_', 'edition ');
}

function rulesOf(descriptor: object, file: ParsedFile): Rules {
  const before = known.get(descriptor);
  if (before !== undefined) return before;
  const targets: string[] = [];
  let support = new Map<string, OptionValue>();
  for (const { name, value } of file.options.get(descriptor) ?? []) {
    const [first, second] = name;
    if (first?.extension !== false) continue;
    if (first.text === 'targets' && value.kind === 'identifier') targets.push(value.text);
    if (first.text !== 'feature_support') continue;
    if (second !== undefined) support.set(second.text, value);
    else if (value.kind === 'aggregate')
      support = new Map(
        value.fields.flatMap((field) => field.values.map((one) => [field.name, one])),
      );
  }
  const removal = support.get('removal_error');
  const rules = {
    targets,
    introduced: editionNumber(support.get('edition_introduced')) ?? 0,
    removed: editionNumber(support.get('edition_removed')) ?? Number.POSITIVE_INFINITY,
    removal: removal?.kind === 'string' ? Buffer.from(removal.bytes).toString('utf8') : '',
  };
  known.set(descriptor, rules);
  return rules;
}

function editionNumber(value: OptionValue | undefined): number | undefined {
  if (value?.kind !== 'identifier') return undefined;
  const values = standardEnum('google.protobuf.Edition')?.value ?? [];
  return values.find(({ name }) => name === value.text)?.number;
}
