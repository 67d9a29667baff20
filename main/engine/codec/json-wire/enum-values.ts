import type protobuf from 'protobufjs';
import { handOver } from '../wire-json/hand-over.ts';
import type { JsonElement } from './reading.ts';
import { writeSigned } from './scalar-values.ts';

const quote = 0x22;

/** Values of an enum by their names, those that JSON alone has too; or by numbers that have a name. */
export function enumValues(type: protobuf.Enum): JsonElement {
  const byName = new Map(Object.entries(type.values));
  for (const [name, number] of Object.entries(type.values)) {
    const own = jsonName(type, name);
    if (own !== undefined && !byName.has(own)) byName.set(own, number);
  }
  const known = new Set(byName.values());
  return {
    wire: 0,
    isPackable: true,
    read({ source, out }) {
      const isName = source.peek() === quote;
      const number = isName ? byName.get(source.string()) : source.integer();
      if (number === undefined || !known.has(number)) throw handOver;
      writeSigned(out, number);
      return number === 0;
    },
  };
}

function jsonName(type: protobuf.Enum, name: string): string | undefined {
  const options = type.valuesOptions ?? {};
  const own: unknown = Object.hasOwn(options, name)
    ? options[name]?.['(pb.enumvalue.json).string']
    : undefined;
  return typeof own === 'string' ? own : undefined;
}
