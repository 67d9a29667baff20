import protobuf from 'protobufjs';
import type { Element } from './element.ts';
import { handOver } from './hand-over.ts';
import { scalars } from './scalars.ts';
import type { MessagePlan } from './writing.ts';

const isAscii = /^[\x20-\x7e]*$/;

/** Values of a resolved field, or of the map that it is. */
export function elementOf(field: protobuf.Field): Element | undefined {
  const { resolvedType } = field;
  if (resolvedType instanceof protobuf.Enum) return enumElement(resolvedType);
  return resolvedType instanceof protobuf.Type
    ? messageElement(resolvedType)
    : scalars.get(field.type);
}

/** What becomes of a number without a name depends on more than the type: it is handed over. */
function enumElement(type: protobuf.Enum): Element {
  const texts = new Map(
    Object.entries(type.valuesById).map(([number, name]) => [Number(number), enumText(type, name)]),
  );
  const textOf = (number: number): string => {
    const text = texts.get(number);
    if (text === undefined || !isAscii.test(text)) throw handOver;
    return text;
  };
  return {
    wire: 0,
    isPackable: true,
    check: ({ wire }) => textOf(wire.int32()),
    write({ wire, out }) {
      const number = wire.int32();
      out.ascii(textOf(number));
      return number === 0;
    },
    writeAbsent: ({ out }) => out.ascii(textOf(0)),
  };
}

function enumText(type: protobuf.Enum, name: string): string {
  if (type.fullName === '.google.protobuf.NullValue') return 'null';
  const options = type.valuesOptions ?? {};
  const own: unknown = Object.hasOwn(options, name)
    ? options[name]?.['(pb.enumvalue.json).string']
    : undefined;
  return JSON.stringify(own ?? name);
}

/** Of a message that is written by a plan of its own, or else by that of its type. */
export function messageElement(type: protobuf.Type, own?: MessagePlan): Element {
  let plan = own;
  return {
    wire: 2,
    isPackable: false,
    check(writing) {
      plan ??= writing.planOf(type);
      writing.checkMessage(plan, writing.sizedEnd());
    },
    write(writing) {
      plan ??= writing.planOf(type);
      writing.message(plan, writing.sizedEnd());
      return false;
    },
    writeAbsent(writing) {
      plan ??= writing.planOf(type);
      writing.message(plan, writing.wire.pos);
    },
  };
}
