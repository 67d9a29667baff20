import protobuf from 'protobufjs';

/** What protobufjs makes of a type, as a program has it that was written beforehand. */
export interface MadeCodec {
  readonly ctor: () => protobuf.Constructor<object>;
  readonly decode: (scope: {
    readonly Reader: typeof protobuf.Reader;
    readonly types: readonly (protobuf.ReflectionObject | null)[];
    readonly util: typeof protobuf.util;
    readonly C: protobuf.Constructor<object>;
  }) => protobuf.Type['decode'];
}

/**
 * Has the types of a root, and those below them, make what encodes, decodes and gives plain objects when each is
 * first used. protobufjs makes five functions of a type at once, each out of a text that is compiled: of types that
 * are only read once, that is most of the time that they take. Not for types with a JSON form of their own.
 *
 * @param made by full name: what need not be made
 */
export function makeOneByOne(
  root: protobuf.Root,
  made: Readonly<Record<string, MadeCodec>> = {},
): void {
  root.resolveAll();
  each(root, (type) => {
    const common = () => ({
      types: type.fieldsArray.map((field) => field.resolve().resolvedType),
      util: protobuf.util,
    });
    type.encode = (...given) => {
      const encode = protobuf.encoder(type)({ ...common(), Writer: protobuf.Writer });
      return Object.assign(type, { encode }).encode(...given);
    };
    type.decode = (...given) => {
      const codec = made[type.fullName];
      if (codec !== undefined) type.ctor = codec.ctor();
      const known = { ...common(), Reader: protobuf.Reader, C: type.ctor };
      const decode = codec?.decode(known) ?? protobuf.decoder(type)(known);
      return Object.assign(type, { decode }).decode(...given);
    };
    type.toObject = (...given) => {
      const toObject = protobuf.converter.toObject(type)(common());
      return Object.assign(type, { toObject }).toObject(...given);
    };
  });
}

function each(namespace: protobuf.NamespaceBase, act: (type: protobuf.Type) => void): void {
  if (namespace instanceof protobuf.Type) act(namespace);
  for (const nested of namespace.nestedArray)
    if (nested instanceof protobuf.Namespace) each(nested, act);
}
