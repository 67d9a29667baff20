import protobuf from 'protobufjs';
import type { Random } from '../random.ts';

const KEYS = ['__proto__', 'constructor', 'prototype', 'toString', '@type', 'value', 'a', ''];

/** Random JSON that fits a message type. */
export function fittingJson(random: Random, type: protobuf.Type, depth = 0): unknown {
  const entries: [string, unknown][] = [];
  const oneofs = new Set<string>();
  for (const field of type.fieldsArray) {
    const oneof = field.partOf?.name;
    if (random.chance(0.4) || (oneof !== undefined && oneofs.has(oneof))) continue;
    const isNested = field.resolve().resolvedType instanceof protobuf.Type;
    if (isNested && depth > 3) continue;
    if (oneof !== undefined) oneofs.add(oneof);
    entries.push([field.jsonName, fieldJson(random, field, depth)]);
  }
  return Object.fromEntries(entries);
}

function fieldJson(random: Random, field: protobuf.Field, depth: number): unknown {
  const count = random.below(4);
  if (field instanceof protobuf.MapField) {
    const keys = Array.from({ length: count }, () => keyOf(random, field.keyType));
    return Object.fromEntries(keys.map((key) => [key, oneJson(random, field, depth)]));
  }
  if (field.repeated) return Array.from({ length: count }, () => oneJson(random, field, depth));
  return oneJson(random, field, depth);
}

function keyOf(random: Random, type: string): string {
  if (type === 'string') return random.pick(KEYS);
  return type === 'bool' ? random.pick(['true', 'false']) : `${random.below(1000)}`;
}

function oneJson(random: Random, field: protobuf.Field, depth: number): unknown {
  const { resolvedType, type } = field;
  if (resolvedType instanceof protobuf.Type) return fittingJson(random, resolvedType, depth + 1);
  if (resolvedType instanceof protobuf.Enum) return random.pick(Object.keys(resolvedType.values));
  if (type === 'bool') return random.chance(0.5);
  if (type === 'string') return random.pick([...KEYS, '\u0000', '𝄞 ä', '\n"\\']);
  if (type === 'bytes') return Buffer.from(random.bytes(random.below(20))).toString('base64');
  if (type === 'double' || type === 'float')
    return random.pick([0, 1.5, -0.25, 1e30, 'NaN', 'Infinity', '-Infinity']);
  if (/64$/.test(type)) return `${random.pick(['', '900719925474099'])}${random.below(1000)}`;
  return random.below(2 ** 31);
}

/** Random JSON text that need not fit anything, hostile keys and depths included. */
export function anyJson(random: Random, depth = 0): string {
  const kind = random.below(depth > 6 ? 6 : 9);
  if (kind === 0) return random.pick(['null', 'true', 'false', '""', '-0', '1e400', '1e-400']);
  if (kind === 1) return `${random.below(2 ** 31)}${'9'.repeat(random.below(30))}`;
  if (kind === 2) return JSON.stringify(random.pick(KEYS));
  if (kind < 6) return JSON.stringify(`${random.next()}`);
  const inner = Array.from({ length: random.below(4) }, () => anyJson(random, depth + 1));
  if (kind === 6) return `[${inner.join(',')}]`;
  return `{${inner.map((one) => `${JSON.stringify(random.pick(KEYS))}:${one}`).join(',')}}`;
}
