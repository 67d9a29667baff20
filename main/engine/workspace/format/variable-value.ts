import { isMap, isScalar, isSeq } from 'yaml';
import type { Variable } from '#app/contract/workspace.ts';
import { isEmpty, isNull, type YamlText } from './yaml-text.ts';

const number = /^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?$/;
const boolean = /^(?:true|True|TRUE|false|False|FALSE)$/;
/** Numbers to YAML's core schema and not to JSON. */
const otherNumber = /^(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)|0o[0-7]+|0x[\da-fA-F]+)$/;
const looseNumber = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

/** Whether a plain scalar would not be a text to those who read YAML by its core schema. */
export function isTyped(plain: string): boolean {
  return (
    ['', '~', 'null', 'Null', 'NULL'].includes(plain) ||
    boolean.test(plain) ||
    otherNumber.test(plain) ||
    looseNumber.test(plain)
  );
}

/** What a variable's node, of which `file.raw` has seen that it is not too much, says: JSON where it is a number, true, false, null, a list or a map. */
export function variableValue(file: YamlText, node: unknown): Omit<Variable, 'name'> {
  const found = file.resolved(node);
  if (isEmpty(found)) return { value: '', type: 'text' };
  if (isNull(found)) return { value: 'null', type: 'json' };
  if (isScalar(found)) {
    const value = String(found.value);
    if (found.type === 'PLAIN' && boolean.test(value))
      return { value: value.toLowerCase(), type: 'json' };
    return { value, type: found.type === 'PLAIN' && number.test(value) ? 'json' : 'text' };
  }
  return { value: jsonOf(file, found), type: 'json' };
}

function jsonOf(file: YamlText, node: unknown): string {
  const found = file.resolved(node);
  if (isSeq(found)) return `[${found.items.map((item) => jsonOf(file, item)).join(',')}]`;
  if (isMap(found)) {
    const entries = found.items.map(
      ({ key, value }) => `${JSON.stringify(file.key(key))}:${jsonOf(file, value)}`,
    );
    return `{${entries.join(',')}}`;
  }
  const { value, type } = variableValue(file, found);
  return type === 'json' ? value : JSON.stringify(value);
}
