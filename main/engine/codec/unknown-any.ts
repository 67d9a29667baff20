import protobuf from 'protobufjs';

const made = new WeakMap<protobuf.Root, protobuf.Type>();

/**
 * Stands for the type of an `Any` that no source defines: its JSON is `{"value": "base64"}`, so that
 * `Any` becomes `{"@type": …, "value": "base64"}` and goes back to the same bytes.
 */
export function anyOfUnknownType(root: protobuf.Root): protobuf.Type {
  const known = made.get(root);
  if (known !== undefined) return known;
  const type = new protobuf.Type('UnknownAny').add(new protobuf.Field('value', 1, 'bytes'));
  new protobuf.Root().add(type).resolveAll();
  type.setup();
  type.decode = (reader) =>
    type.create({ value: reader instanceof Uint8Array ? reader : reader.buf });
  type.encode = (message) => {
    const value: unknown = Reflect.get(message, 'value');
    return protobuf.Writer.create().raw(value instanceof Uint8Array ? value : new Uint8Array());
  };
  made.set(root, type);
  return type;
}
