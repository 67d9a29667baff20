import type { IFieldDescriptorProto } from 'protobufjs/ext/descriptor.js';
import {
  WireFault,
  type WireField,
  type WireValue,
  wireFields,
} from '#engine/codec/wire-fields.ts';
import type { OptionTypes } from '../option-types.ts';
import { FIELD_TYPE, LABEL } from '../parse/field-types.ts';
import { bare } from '../symbols.ts';
import { groupName } from './group-name.ts';
import { packedScalars, scalarText } from './option-scalar.ts';

/** A field of an option message that is set. */
export interface SetField {
  readonly field: IFieldDescriptorProto;
  /** Full name of the extension that it is. */
  readonly extension?: string;
  /** As the text format calls it. */
  readonly label: string;
  /** One, unless the field is repeated. */
  readonly values: readonly OptionValue[];
  /** The parts of a message that came in several: protoc writes one for each statement. */
  readonly parts?: readonly OptionValue[];
}

/** A scalar as it is written, or the fields of a message. */
export type OptionValue = string | readonly SetField[];

/** Reads option messages. What no file defines, or is not of its type, cannot be written and is left out. */
export class OptionReader {
  readonly #types: OptionTypes;
  readonly #visible: ReadonlySet<string>;

  /** @param visible names of the files whose types can be written inside an `Any` */
  constructor(types: OptionTypes, visible: ReadonlySet<string>) {
    this.#types = types;
    this.#visible = visible;
  }

  /** The fields by number. Throws for bytes that are no message. */
  read(message: string, bytes: Uint8Array): readonly SetField[] {
    return message === 'google.protobuf.Any'
      ? (this.#any(bytes) ?? this.#fields(message, wireFields(bytes)))
      : this.#fields(message, wireFields(bytes));
  }

  #fields(message: string, wires: readonly WireField[]): readonly SetField[] {
    const byNumber = new Map<number, WireValue[]>();
    for (const { number, value } of wires) {
      const values = byNumber.get(number);
      if (values === undefined) byNumber.set(number, [value]);
      else values.push(value);
    }
    return [...byNumber]
      .sort(([a], [b]) => a - b)
      .flatMap(([number, values]) => this.#field(message, number, values) ?? []);
  }

  #field(message: string, number: number, wires: readonly WireValue[]): SetField | undefined {
    const own = this.#types.message(message)?.field?.find((one) => one.number === number);
    const extension = own === undefined ? this.#types.extension(message, number) : undefined;
    const field = own ?? extension?.field;
    if (field === undefined) return undefined;
    const all = this.#readable(field, wires);
    const values = field.label === LABEL.repeated ? all : all.slice(-1);
    if (values.length === 0) return undefined;
    if (extension === undefined) return { field, label: labelOf(field), values };
    const set = { field, extension: extension.name, label: `[${extension.name}]`, values };
    if (field.label === LABEL.repeated || wires.length < 2 || typeof values[0] === 'string')
      return set;
    return { ...set, parts: wires.flatMap((wire) => this.#readable(field, [wire])) };
  }

  /** Bytes that are not of their type hide no other option. */
  #readable(field: IFieldDescriptorProto, wires: readonly WireValue[]): readonly OptionValue[] {
    try {
      return this.#values(field, wires);
    } catch (error) {
      if (error instanceof WireFault) return [];
      throw error;
    }
  }

  #values(field: IFieldDescriptorProto, wires: readonly WireValue[]): readonly OptionValue[] {
    const type = bare(field.typeName ?? '');
    if (field.type !== FIELD_TYPE.message && field.type !== FIELD_TYPE.group) {
      return wires.flatMap((wire) =>
        packedScalars(field, wire).flatMap((one) => scalarText(field, one, this.#types) ?? []),
      );
    }
    const isRepeated = field.label === LABEL.repeated;
    const groups = wires.flatMap((wire) => (wire.wire === 'group' ? [wire.fields] : []));
    const messages = wires.flatMap((wire) => (wire.wire === 'delimited' ? [wire.bytes] : []));
    if (groups.length > 0) {
      const parts = isRepeated ? groups : [groups.flat()];
      return parts.map((fields) => this.#fields(type, fields));
    }
    // Bytes of a message that come in pieces are those of the whole.
    const parts = isRepeated || messages.length < 2 ? messages : [Buffer.concat(messages)];
    return parts.map((bytes) => this.read(type, bytes));
  }

  /** What is in an `Any`, where its type can be named in the file. */
  #any(bytes: Uint8Array): readonly SetField[] | undefined {
    const wires = wireFields(bytes);
    const [url, value] = [1, 2].map((number) => {
      const found = wires.findLast((one) => one.number === number)?.value;
      return found?.wire === 'delimited' ? found.bytes : undefined;
    });
    if (url === undefined) return undefined;
    const text = Buffer.from(url).toString();
    const type = text.slice(text.lastIndexOf('/') + 1);
    const file = this.#types.fileOf(type);
    if (!text.includes('/') || file === undefined || !this.#visible.has(file)) return undefined;
    const inner = this.read(type, value ?? new Uint8Array());
    return [{ field: {}, label: `[${text}]`, values: [inner] }];
  }
}

/** A group goes by the name of its type. */
function labelOf(field: IFieldDescriptorProto): string {
  const name = field.name ?? '';
  const type = groupName(field);
  return field.type === FIELD_TYPE.group && type.toLowerCase() === name ? type : name;
}
