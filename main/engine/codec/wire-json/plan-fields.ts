import protobuf from 'protobufjs';
import { absentJson, type JsonForm, shownName } from '../json-form.ts';
import type { Element } from './element.ts';
import { handOver } from './hand-over.ts';
import { checkEntry, mapField } from './map-entry.ts';
import type { PlannedField } from './planned-field.ts';
import { elementOf } from './typed-elements.ts';
import { checkItems, writeList } from './write-list.ts';
import { writeMap } from './write-map.ts';

/** Names that every object takes as they are, and in the order in which they come. */
const usualName = /^(?!__proto__$|@type$)[A-Za-z_@[$][\x20-\x21\x23-\x5b\x5d-\x7e]*$/;
const isAscii = /^[\x20-\x7e]*$/;

/**
 * The fields of a type in their order; `undefined` where they are too odd to be written one by one.
 * `elementFor` tells what the values of a resolved field are.
 */
export function planFields(
  type: protobuf.Type,
  form: JsonForm,
  elementFor: typeof elementOf = elementOf,
): readonly PlannedField[] | undefined {
  const fields = type.fieldsArray.map((field) => field.resolve());
  const names = fields.map((field) => shownName(field, form));
  const absent = fields.map((field) => absentText(field, form));
  const isUsual =
    new Set(names).size === names.length &&
    fields.every(hasUsualNames) &&
    absent.every((text) => text === undefined || isAscii.test(text));
  if (!isUsual) return undefined;
  const oneofs = type.oneofsArray.filter(({ fieldsArray }) => fieldsArray.length > 1);
  return fields.map((field, slot) => {
    const oneof = field.partOf === null ? -1 : oneofs.indexOf(field.partOf);
    return {
      number: field.id,
      slot,
      oneof: oneof === -1 ? -1 : fields.length + oneof,
      key: `${JSON.stringify(names[slot])}:`,
      hidesDefault: !field.hasPresence,
      absent: absent[slot],
      ...onWire(field, elementFor(field)),
    };
  });
}

/** Of protobufjs, in the JSON, and in the `.proto` file. */
function hasUsualNames(field: protobuf.Field): boolean {
  const names = [shownName(field, {}), shownName(field, { originalNames: true })];
  return !(field.name in Object.prototype) && names.every((name) => usualName.test(name));
}

function isMany(field: protobuf.Field): boolean {
  return field.repeated || field instanceof protobuf.MapField;
}

/** How a field is read; of what is too odd, when there is one, nothing. */
function onWire(
  field: protobuf.Field,
  element: Element | undefined,
): Pick<PlannedField, 'wire' | 'isPackable' | 'isMany' | 'check' | 'write'> {
  const { id } = field;
  if (element === undefined || isOdd(field))
    return {
      wire: isGroup(field) ? 3 : (element?.wire ?? 2),
      isPackable: false,
      isMany: false,
      check: leave,
      write: leave,
    };
  if (field instanceof protobuf.MapField) {
    const map = mapField(id, field.keyType, element);
    return {
      wire: 2,
      isPackable: false,
      isMany: true,
      check: (writing) => checkEntry(writing, map),
      write: (writing) => writeMap(writing, map),
    };
  }
  const { wire, isPackable } = element;
  if (field.repeated)
    return {
      wire,
      isPackable,
      isMany: true,
      check: (writing, type) => checkItems(writing, element, type),
      write: (writing) => writeList(writing, id, element),
    };
  return {
    wire,
    isPackable: false,
    isMany: false,
    check: (writing) => element.check(writing),
    write(writing) {
      writing.wire.tag();
      return element.write(writing);
    },
  };
}

function leave(): never {
  throw handOver;
}

function isGroup(field: protobuf.Field): boolean {
  return field.delimited && !(field instanceof protobuf.MapField);
}

/** Groups, and enums without presence whose default is not zero, which two libraries hide differently. */
function isOdd(field: protobuf.Field): boolean {
  const isHidden = field.resolvedType instanceof protobuf.Enum && !field.hasPresence;
  return isGroup(field) || (isHidden && !isMany(field) && field.typeDefault !== 0);
}

function absentText(field: protobuf.Field, form: JsonForm): string | undefined {
  const json = absentJson(field, form);
  return json === undefined ? undefined : JSON.stringify(json);
}
