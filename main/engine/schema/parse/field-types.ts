/** Numbers of `FieldDescriptorProto.Type` and `Label`. */
export const FIELD_TYPE = {
  double: 1,
  float: 2,
  int64: 3,
  uint64: 4,
  int32: 5,
  fixed64: 6,
  fixed32: 7,
  bool: 8,
  string: 9,
  group: 10,
  message: 11,
  bytes: 12,
  uint32: 13,
  enum: 14,
  sfixed32: 15,
  sfixed64: 16,
  sint32: 17,
  sint64: 18,
} as const;

export const LABEL = { optional: 1, required: 2, repeated: 3 } as const;

const SCALARS: ReadonlyMap<string, number> = new Map(
  Object.entries(FIELD_TYPE).filter(([name]) => !['group', 'message', 'enum'].includes(name)),
);
/** Keywords of the scalar types. */
export const SCALAR_NAMES: readonly string[] = [...SCALARS.keys()];
const NAMES: ReadonlyMap<number, string> = new Map(
  Object.entries(FIELD_TYPE).map(([name, number]) => [number, name]),
);

/** The number of a scalar type by its keyword. */
export function scalarType(keyword: string): number | undefined {
  return SCALARS.get(keyword);
}

/** The keyword of a type number; `message`, `enum` and `group` for the types that have a name. */
export function typeKeyword(type: number): string | undefined {
  return NAMES.get(type);
}
