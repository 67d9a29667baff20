import type { FieldShape, MethodShape } from '../contract/method-shape.ts';

/** A field of a string, as tests need it. */
export function field(number: number, name: string, change: Partial<FieldShape> = {}): FieldShape {
  return { number, name, type: 'string', ...change };
}

/** A method that takes these fields. */
export function shape(
  fields: readonly FieldShape[],
  change: Partial<MethodShape> = {},
  inner: readonly FieldShape[] = [field(1, 'city')],
): MethodShape {
  return {
    kind: 'unary',
    input: 'p.Ask',
    output: 'p.Answer',
    messages: [
      { name: 'p.Ask', fields: [...fields] },
      { name: 'p.Place', fields: [...inner] },
    ],
    enums: [
      {
        name: 'p.Kind',
        values: [
          [0, 'NONE'],
          [1, 'BIG'],
        ],
      },
    ],
    ...change,
  };
}

export const place = field(9, 'place', { type: 'p.Place' });
export const kind = field(8, 'kind', { type: 'p.Kind' });
export const self = field(7, 'more', { type: 'p.Ask', label: 'repeated' });
