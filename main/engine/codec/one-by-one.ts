import protobuf from 'protobufjs';

/**
 * Has the types of a root, and those below them, make what encodes, decodes and gives plain objects when each is
 * first used. protobufjs makes five functions of a type at once, each out of a text that is compiled: of types that
 * are only read once, that is most of the time that they take. Not for types with a JSON form of their own.
 */
export function makeOneByOne(root: protobuf.Root): void {
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
      const known = { ...common(), Reader: protobuf.Reader, C: type.ctor };
      return Object.assign(type, { decode: protobuf.decoder(type)(known) }).decode(...given);
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
