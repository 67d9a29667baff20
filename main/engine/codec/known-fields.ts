import protobuf from 'protobufjs';
import { fieldNamed, hasOwnJsonForm, isAny, isObject, typeOfUrl } from './json-tree.ts';

/** Stands for a value that is left out. */
const LEFT_OUT = Symbol('left out');

/** The same parsed JSON without the fields and enum names that its type does not know. */
export function withKnownFields(type: protobuf.Type, value: unknown): unknown {
  if (!isObject(value)) return value;
  if (isAny(type)) return inAny(type, value);
  if (hasOwnJsonForm(type)) return value;
  return kept(value, (name, item) => {
    const field = fieldNamed(type, name);
    return field === undefined ? LEFT_OUT : inField(field, item);
  });
}

function inField(field: protobuf.Field, value: unknown): unknown {
  if (field instanceof protobuf.MapField)
    return isObject(value) ? kept(value, (_, item) => inOne(field, item)) : value;
  if (Array.isArray(value))
    return value.map((item: unknown) => inOne(field, item)).filter((item) => item !== LEFT_OUT);
  return inOne(field, value);
}

function inOne(field: protobuf.Field, value: unknown): unknown {
  const { resolvedType } = field.resolve();
  if (resolvedType instanceof protobuf.Type) return withKnownFields(resolvedType, value);
  const isName = resolvedType instanceof protobuf.Enum && typeof value === 'string';
  return isName && !Object.hasOwn(resolvedType.values, value) ? LEFT_OUT : value;
}

function inAny(any: protobuf.Type, value: { readonly [name: string]: unknown }): unknown {
  const { '@type': url, ...body } = value;
  if (typeof url !== 'string') return value;
  const type = typeOfUrl(any, url);
  if (!hasOwnJsonForm(type)) return { '@type': url, ...(withKnownFields(type, body) as object) };
  return Object.hasOwn(body, 'value')
    ? { ...value, value: withKnownFields(type, body['value']) }
    : value;
}

/** Own properties, also for a key such as `__proto__`. */
function kept(
  value: { readonly [name: string]: unknown },
  change: (name: string, item: unknown) => unknown,
): unknown {
  return Object.fromEntries(
    Object.entries(value)
      .map(([name, item]) => [name, change(name, item)] as const)
      .filter(([, item]) => item !== LEFT_OUT),
  );
}
