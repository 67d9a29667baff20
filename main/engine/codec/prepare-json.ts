import protobuf from 'protobufjs';
import protojson from 'protobufjs/ext/protojson.js';
import { Failure } from '#app/contract/result.ts';
import { pathStep } from '#app/core/json-path.ts';
import { explainJsonFault } from './json-fault.ts';
import { TypedNumber } from './json-text.ts';
import {
  bareName,
  fieldNamed,
  hasOwnJsonForm,
  isAny,
  isObject,
  isOpenJson,
  mapEntries,
  reaches,
  typeOfUrl,
} from './json-tree.ts';
import { keepNegativeZeros } from './negative-zero.ts';
import { addOwnLists } from './own-lists.ts';
import { missingRequired } from './required.ts';

/**
 * Makes parsed JSON ready for protojson, which loses or misses what stands here:
 * each {@link TypedNumber} takes the form its place needs (digits as a string where a number is due,
 * which proto JSON allows, else a plain number, so that a wrong place is still told as one), and each
 * `Any` is checked whole, with its path. Throws a message-invalid `Failure`.
 */
function prepareJson(type: protobuf.Type, value: unknown, path = '$'): unknown {
  return reachesAny(type) || isAny(type) || holdsExact(value) ? prepare(type, value, path) : value;
}

/** Encodes prepared JSON; every failure is told with the path. */
export function encodeJson(type: protobuf.Type, value: unknown, path = '$'): Uint8Array {
  const prepared = prepareJson(type, value, path);
  let message: protobuf.Message<object>;
  try {
    message = protojson.fromJson(type, prepared);
  } catch (error) {
    throw explainJsonFault(type, { prepared, typed: value }, error, path);
  }
  keepNegativeZeros(type, prepared, message, encodeJson);
  addOwnLists(type, message);
  const missing = missingRequired(type, message, path);
  if (missing === undefined) return type.encode(message).finish();
  throw new Failure(
    'message-invalid',
    `${missing} is required and missing`,
    'Give it a value: it is a required field of proto2',
  );
}

const reachesAny = reaches(
  ({ resolvedType }) => resolvedType instanceof protobuf.Type && isAny(resolvedType),
);

function holdsExact(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return value instanceof TypedNumber || Object.values(value).some(holdsExact);
}

function prepare(type: protobuf.Type, value: unknown, path: string): unknown {
  if (value instanceof TypedNumber)
    return isNumberWrapper(type)
      ? numberOf(type.fields['value']?.type ?? '', value)
      : Number(value.text);
  if (!isObject(value) || isOpenJson(type)) return plain(value);
  if (isAny(type)) return prepareAny(type, value, path);
  return mapEntries(value, (name, item) => {
    const field = fieldNamed(type, name);
    return field === undefined
      ? plain(item)
      : prepareField(field, item, `${path}${pathStep(name)}`);
  });
}

function prepareField(field: protobuf.Field, value: unknown, path: string): unknown {
  if (Array.isArray(value))
    return value.map((item, index) => prepareOne(field, item, `${path}[${index}]`));
  if (field instanceof protobuf.MapField && isObject(value)) {
    return mapEntries(value, (key, item) => prepareOne(field, item, `${path}${pathStep(key)}`));
  }
  return prepareOne(field, value, path);
}

function prepareOne(field: protobuf.Field, value: unknown, path: string): unknown {
  const { resolvedType } = field.resolve();
  if (resolvedType instanceof protobuf.Type) return prepare(resolvedType, value, path);
  return value instanceof TypedNumber ? numberOf(field.type, value) : plain(value);
}

/** Checks an `Any` by its own type, since protojson drops or alters some of what is wrong with one. */
function prepareAny(
  any: protobuf.Type,
  value: { readonly [name: string]: unknown },
  path: string,
): unknown {
  const { '@type': url, ...body } = value;
  if (url === undefined && Object.keys(body).length === 0) return value;
  if (typeof url !== 'string' || !/\/[^/]+$/.test(url)) {
    const text = url === undefined ? 'has no "@type"' : `has the "@type" ${JSON.stringify(url)}`;
    throw anyFailure(path, text, 'Write "@type": "type.googleapis.com/pkg.Type" beside its fields');
  }
  const type = typeOfUrl(any, url);
  const inValue = hasOwnJsonForm(type) || bareName(type) === 'UnknownAny';
  if (!inValue) {
    const fields = isEmptyWithValue(type, body) ? {} : body;
    const prepared = prepare(type, fields, path);
    encodeJson(type, fields, path);
    return { '@type': url, ...(prepared as object) };
  }
  const stray = Object.keys(body).find((name) => name !== 'value');
  if (stray !== undefined || !Object.hasOwn(body, 'value')) {
    const name = url.slice(url.lastIndexOf('/') + 1);
    throw hasOwnJsonForm(type)
      ? anyFailure(
          path,
          `holds a ${name}, whose JSON stands under "value" alone`,
          `Write {"@type": "${url}", "value": …}`,
        )
      : anyFailure(
          path,
          `holds a ${name}, which no source defines`,
          'Add the .proto file that defines it, or give its bytes as "value" in base64',
        );
  }
  if (!hasOwnJsonForm(type)) return value;
  const place = `${path}.value`;
  const prepared = prepare(type, body['value'], place);
  encodeJson(type, body['value'], place);
  return { '@type': url, value: prepared };
}

/** Some writers put an empty `value` beside the type of an Empty. */
function isEmptyWithValue(
  type: protobuf.Type,
  body: { readonly [name: string]: unknown },
): boolean {
  const { value, ...rest } = body;
  return (
    bareName(type) === 'google.protobuf.Empty' &&
    isObject(value) &&
    Object.keys(value).length + Object.keys(rest).length === 0
  );
}

function anyFailure(path: string, text: string, hint: string): Failure {
  return new Failure('message-invalid', `${path}: this google.protobuf.Any ${text}`, hint);
}

function numberOf(type: string, { text, digits }: TypedNumber): string | number {
  // The largest float has a shortest form that is a little more than it: what rounds to it is it.
  const rounded = Math.fround(Number(text));
  if (type === 'float' && Number.isFinite(rounded)) return rounded;
  if (type === 'float' || type === 'double') return Number(text);
  // What rounds to an integer is none: it is refused wherever one is due.
  if (digits === undefined) return NaN;
  return /32$|64$/.test(type) ? digits : Number(digits);
}

function isNumberWrapper(type: protobuf.Type): boolean {
  return /^\.google\.protobuf\.(U?Int(32|64)|Float|Double)Value$/.test(type.fullName);
}

function plain(value: unknown): unknown {
  if (value instanceof TypedNumber) return Number(value.text);
  if (Array.isArray(value)) return value.map(plain);
  return isObject(value) ? mapEntries(value, (_, item) => plain(item)) : value;
}
