import { literalBytes } from '../parse/string-literal.ts';
import type { OptionValue, SetField } from '../print/option-reader.ts';
import { valueLine } from '../print/option-text.ts';
import { pointText, spanText } from './time-text.ts';

/**
 * What the options of a field say of its values, as sentences: those of `buf.validate`, of
 * protoc-gen-validate's `validate.rules`, and `google.api.field_behavior`.
 */
export function rulesOf(options: readonly SetField[]): string[] {
  const rules = options.flatMap(({ extension, values }) => {
    switch (extension) {
      case 'google.api.field_behavior':
        return values.map(behaviour);
      case 'buf.validate.field':
      case 'validate.rules':
        return values.flatMap((value) => fieldRules(value));
      default:
        return [];
    }
  });
  const first = rules.includes('required') ? ['required'] : [];
  return [...new Set([...first, ...rules.filter((rule) => rule !== '')])];
}

/** Whether the options of a oneof say that one of its fields must be set. */
export function isRequiredOneof(options: readonly SetField[]): boolean {
  return options.some(({ extension, values }) => {
    if (extension === 'validate.required') return values.at(-1) === 'true';
    if (extension !== 'buf.validate.oneof') return false;
    return fieldsOf(values.at(-1)).some((set) => set.label === 'required' && isTrue(set));
  });
}

function behaviour(value: OptionValue): string {
  const name = typeof value === 'string' ? value : '';
  return name.endsWith('UNSPECIFIED') ? '' : name.toLowerCase().replaceAll('_', ' ');
}

/** The rules of a `FieldRules`: general ones, and one message of rules for the type. */
function fieldRules(rules: OptionValue): string[] {
  return fieldsOf(rules).flatMap((set) => {
    switch (set.label) {
      case 'cel':
        return set.values.map(celRule);
      case 'cel_expression':
        return set.values.map(text);
      case 'required':
        return isTrue(set) ? ['required'] : [];
      case 'ignore':
        return set.values.map(ignoring);
      default:
        return set.values.flatMap((value) =>
          fieldsOf(value).flatMap((inner) => typeRule(set.label, inner)),
        );
    }
  });
}

function celRule(value: OptionValue): string {
  const said = (label: string): string =>
    fieldsOf(value).flatMap((set) => (set.label === label ? set.values.map(text) : []))[0] ?? '';
  return said('message') || said('expression') || said('id');
}

function ignoring(value: OptionValue): string {
  if (value === 'IGNORE_UNSPECIFIED') return '';
  return value === 'IGNORE_ALWAYS' ? 'not validated' : 'not validated while it is empty';
}

/** Rules with a value, which stands for `_`. */
const SAID_OF_VALUE: ReadonlyMap<string, string> = new Map([
  ['const', 'equal to _'],
  ['lt', '< _'],
  ['lte', '≤ _'],
  ['gt', '> _'],
  ['gte', '≥ _'],
  ['in', 'one of _'],
  ['not_in', 'none of _'],
  ['within', 'within _ of now'],
  ['len', 'length _'],
  ['min_len', 'length ≥ _'],
  ['max_len', 'length ≤ _'],
  ['len_bytes', 'length _ bytes'],
  ['min_bytes', 'length ≥ _ bytes'],
  ['max_bytes', 'length ≤ _ bytes'],
  ['pattern', 'matches _'],
  ['prefix', 'begins with _'],
  ['suffix', 'ends with _'],
  ['contains', 'contains _'],
  ['not_contains', 'does not contain _'],
  ['min_items', 'items ≥ _'],
  ['max_items', 'items ≤ _'],
  ['min_pairs', 'entries ≥ _'],
  ['max_pairs', 'entries ≤ _'],
  ['well_known_regex', 'of the form _'],
]);

/** Rules that hold or do not. */
const SAID_WHEN_TRUE: ReadonlyMap<string, string> = new Map([
  ['required', 'required'],
  ['skip', 'not validated'],
  ['ignore_empty', 'not validated while it is empty'],
  ['unique', 'no item twice'],
  ['defined_only', 'a value of the enum'],
  ['finite', 'finite'],
  ['lt_now', 'in the past'],
  ['gt_now', 'in the future'],
  ['no_sparse', 'no empty value'],
  ['email', 'an email address'],
  ['hostname', 'a host name'],
  ['ip', 'an IP address'],
  ['ipv4', 'an IPv4 address'],
  ['ipv6', 'an IPv6 address'],
  ['uri', 'a URI'],
  ['uri_ref', 'a URI or a reference'],
  ['address', 'a host name or an IP address'],
  ['uuid', 'a UUID'],
  ['tuuid', 'a UUID without dashes'],
  ['ulid', 'a ULID'],
  ['host_and_port', 'a host and a port'],
]);

/** Rules that are for each of what the field holds. */
const SAID_OF_EACH: ReadonlyMap<string, string> = new Map([
  ['items', 'each item'],
  ['keys', 'each key'],
  ['values', 'each value'],
]);

const SHOWN_ELSEWHERE: ReadonlySet<string> = new Set(['example', 'strict']);

function typeRule(kind: string, set: SetField): string[] {
  const { label, values } = set;
  if (SHOWN_ELSEWHERE.has(label)) return [];
  const each = SAID_OF_EACH.get(label);
  if (each !== undefined)
    return values.flatMap((value) => fieldRules(value).map((rule) => `${each}: ${rule}`));
  const whole = SAID_WHEN_TRUE.get(label);
  if (whole !== undefined) return isTrue(set) ? [whole] : [];
  const time = label === 'within' ? 'duration' : kind;
  const shown = values.map((value) => valueText(time, value)).join(', ');
  const sentence = SAID_OF_VALUE.get(label);
  if (sentence === undefined) return unnamed(set, shown);
  const unit = kind === 'bytes' && /(^|_)len$/.test(label) ? ' bytes' : '';
  return [`${sentence.replace('_', () => shown)}${unit}`];
}

/** A rule that is newer than this, or somebody's own. */
function unnamed(set: SetField, shown: string): string[] {
  const name = set.label.replaceAll('_', ' ');
  if (shown === 'false') return [];
  return [shown === 'true' ? name : `${name} ${shown}`];
}

function valueText(kind: string, value: OptionValue): string {
  if (typeof value === 'string') return text(value);
  if (kind === 'duration' || kind === 'timestamp') {
    const number = (label: string): number =>
      Number(value.find((set) => set.label === label)?.values[0] ?? 0);
    const [seconds, nanos] = [number('seconds'), number('nanos')];
    return kind === 'timestamp' ? pointText(seconds, nanos) : spanText(seconds, nanos);
  }
  return valueLine(value);
}

/** A scalar without the marks of a literal. */
function text(value: OptionValue): string {
  if (typeof value !== 'string') return valueLine(value);
  return value.startsWith('"') ? new TextDecoder().decode(literalBytes(value)) : value;
}

function isTrue({ values }: SetField): boolean {
  return values.at(-1) === 'true';
}

function fieldsOf(value: OptionValue | undefined): readonly SetField[] {
  return typeof value === 'object' ? value : [];
}
