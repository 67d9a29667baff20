import {
  create,
  type DescEnum,
  type DescExtension,
  type DescField,
  type DescMessage,
  type FileRegistry,
  type Message,
  ScalarType,
  setExtension,
  toBinary,
} from '@bufbuild/protobuf';
import { type ReflectMessage, reflect } from '@bufbuild/protobuf/reflect';
import type { Random } from '../random.ts';
import { infinities, randomScalar, reals } from './random-scalar.ts';

/** So deep messages hold messages, and so many fields one has with all below it. */
const deepest = 4;
const mostFields = 150;

/** Makes random messages of any type that a registry has, extensions and `Any` included. */
export class RandomMessages {
  readonly #random: Random;
  readonly #extensions = new Map<string, DescExtension[]>();
  readonly #types: readonly DescMessage[];
  #left = mostFields;
  #special: readonly number[] = infinities;

  constructor(random: Random, registry: FileRegistry, types: readonly DescMessage[]) {
    this.#random = random;
    this.#types = types;
    for (const one of registry) {
      if (one.kind !== 'extension') continue;
      const { typeName } = one.extendee;
      this.#extensions.set(typeName, [...(this.#extensions.get(typeName) ?? []), one]);
    }
  }

  make(type: DescMessage): Message {
    this.#left = mostFields;
    // With a NaN in it a message can be compared less well.
    this.#special = this.#random.chance(0.2) ? [...infinities, Number.NaN] : infinities;
    return this.#message(type, 0).message;
  }

  #message(type: DescMessage, depth: number): ReflectMessage {
    const message = reflect(type, create(type));
    if (type.typeName === 'google.protobuf.Any') this.#fillAny(message, depth);
    else if (type.typeName === 'google.protobuf.Timestamp') this.#fillTime(message, false);
    else if (type.typeName === 'google.protobuf.Duration') this.#fillTime(message, true);
    else if (type.typeName === 'google.protobuf.Value') this.#fillValue(message, depth);
    else this.#fill(message, depth);
    return message;
  }

  #fill(message: ReflectMessage, depth: number): void {
    const { typeName } = message.desc;
    for (const member of message.members) {
      if (member.kind === 'oneof') {
        const fields = member.fields.filter((one) => this.#fits(one, depth));
        if (fields.length > 0 && this.#random.chance(0.8))
          this.#set(message, this.#random.pick(fields), depth);
      } else if (isRequired(member) || (this.#random.chance(0.6) && this.#fits(member, depth)))
        this.#set(message, member, depth);
    }
    for (const extension of this.#extensions.get(typeName) ?? []) {
      const isPlain = !/^google\.protobuf\.(Struct|\w+Value)$/.test(
        extension.message?.typeName ?? '',
      );
      if (!isPlain || !this.#random.chance(0.5) || !this.#fits(extension, depth)) continue;
      setExtension(message.message, extension, this.#extension(extension, depth));
    }
  }

  #extension(extension: DescExtension, depth: number): unknown {
    const one = (): unknown => {
      if (extension.message !== undefined)
        return this.#message(extension.message, depth + 1).message;
      if (extension.enum !== undefined) return this.#enum(extension.enum);
      return this.#scalar(extension.scalar ?? ScalarType.INT32, isLongAsString(extension));
    };
    return extension.fieldKind === 'list' ? [one(), one()] : one();
  }

  #fits(field: DescField | DescExtension, depth: number): boolean {
    const { message } = field;
    if ('localName' in field && isInherited(field)) return false;
    this.#left -= 1;
    return this.#left >= 0 && (message === undefined || (depth < deepest && !isEndless(message)));
  }

  #set(message: ReflectMessage, field: DescField, depth: number): void {
    const count = 1 + this.#random.below(3);
    switch (field.fieldKind) {
      case 'scalar':
        message.set(field, this.#scalar(field.scalar, field.longAsString));
        break;
      case 'enum':
        message.set(field, this.#enum(field.enum));
        break;
      case 'message':
        message.set(field, this.#message(field.message, depth + 1));
        break;
      case 'list': {
        const list = message.get(field);
        for (let index = 0; index < count; index += 1) {
          if (field.listKind === 'message') list.add(this.#message(field.message, depth + 1));
          else if (field.listKind === 'enum') list.add(this.#enum(field.enum));
          else list.add(this.#listed(message, this.#scalar(field.scalar, field.longAsString)));
        }
        message.set(field, list);
        break;
      }
      case 'map': {
        const map = message.get(field);
        for (let index = 0; index < count; index += 1) {
          const key = this.#scalar(field.mapKey, false);
          if (field.mapKind === 'message') map.set(key, this.#message(field.message, depth + 1));
          else if (field.mapKind === 'enum') map.set(key, this.#enum(field.enum));
          else map.set(key, this.#scalar(field.scalar, false));
        }
        message.set(field, map);
      }
    }
  }

  /** The JSON of field masks knows only paths that are the same from snake case to camel case and back. */
  #listed({ desc }: ReflectMessage, value: unknown): unknown {
    return desc.typeName === 'google.protobuf.FieldMask'
      ? this.#random.pick(['a', 'foo_bar', 'x.y_z', 'f.oo'])
      : value;
  }

  #enum({ values }: DescEnum): number {
    return this.#random.pick(values).number;
  }

  #scalar(type: ScalarType, longAsString: boolean): unknown {
    return randomScalar(this.#random, type, { longAsString, special: this.#special });
  }

  #fillAny(any: ReflectMessage, depth: number): void {
    if (depth >= deepest) return;
    const type = this.#random.pick(this.#types);
    const value = toBinary(type, this.#message(type, depth + 1).message);
    setNamed(any, 'type_url', `type.googleapis.com/${type.typeName}`);
    setNamed(any, 'value', value);
  }

  /** What has no kind, or is no number of JSON, has no JSON. */
  #fillValue(value: ReflectMessage, depth: number): void {
    const field = this.#random.pick(value.fields.slice(0, depth < deepest ? undefined : 4));
    if (field.name === 'number_value') value.set(field, this.#random.pick(reals));
    else this.#set(value, field, depth);
  }

  #fillTime(time: ReflectMessage, isDuration: boolean): void {
    const random = this.#random;
    const seconds = isDuration
      ? random.pick([0, 1, 315_576_000_000, random.below(2 ** 31)])
      : random.pick([0, -62_135_596_800, 253_402_300_799, random.below(2 ** 31)]);
    const nanos = random.pick([0, 1, 500_000_000, 999_999_999, 1_000, random.below(1e9)]);
    const sign = isDuration && random.chance(0.5) ? -1 : 1;
    const isLargest = isDuration && seconds === 315_576_000_000;
    setNamed(time, 'seconds', BigInt(sign * seconds));
    setNamed(time, 'nanos', isLargest || nanos === 0 ? 0 : sign * nanos);
  }
}

function setNamed(message: ReflectMessage, name: string, value: unknown): void {
  const field = message.fields.find((one) => one.name === name);
  if (field !== undefined) message.set(field, value);
}

function isLongAsString(extension: DescExtension): boolean {
  return 'longAsString' in extension && extension.longAsString;
}

/** They take what all objects have, such as `hasOwnProperty`, for the field of that name. */
export function isInherited({ localName }: DescField): boolean {
  return localName in Object.prototype;
}

/** Whether no message of a type can have all that it requires. */
export function isEndless(type: DescMessage, path: readonly DescMessage[] = []): boolean {
  if (path.includes(type)) return true;
  return type.fields.some(
    (field) =>
      isRequired(field) && field.message !== undefined && isEndless(field.message, [...path, type]),
  );
}

function isRequired({ presence }: DescField): boolean {
  return presence === 3;
}
