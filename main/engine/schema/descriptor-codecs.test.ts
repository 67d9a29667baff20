import protobuf from 'protobufjs';
import descriptor from 'protobufjs/ext/descriptor.js';
import { expect, it } from 'vitest';

function typesOf(namespace: protobuf.NamespaceBase): readonly protobuf.Type[] {
  const nested = namespace.nestedArray.flatMap((one) =>
    one instanceof protobuf.Namespace ? typesOf(one) : [],
  );
  return namespace instanceof protobuf.Type ? [namespace, ...nested] : nested;
}

it('are what protobufjs makes of the types now (`npm run test:unit -- -u descriptor-codecs` writes them)', async () => {
  const { root } = descriptor.FileDescriptorProto;
  root.resolveAll();
  const codecs = typesOf(root).map(
    (type) => `  ${JSON.stringify(type.fullName)}: {
    ctor: () => ${protobuf.Type.generateConstructor(type)},
    decode: ({ Reader, types, util, C }) => ${protobuf.decoder(type)},
  },
`,
  );
  const text = `// Written by descriptor-codecs.test.ts.\nexport const descriptorCodecs = {\n${codecs.join('')}};\n`;
  await expect(text).toMatchFileSnapshot('./descriptor-codecs.js');
});
