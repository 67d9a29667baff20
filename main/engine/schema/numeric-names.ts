import protobuf from 'protobufjs';

const { safeProp } = protobuf.util;

/**
 * protobufjs knows fields by their JSON names, and the code that it makes for a type has them behind a dot where
 * they are words to it: `message.1` compiles as little as `message.2nd`, and a field `_1` is "1" in JSON. Once
 * imported, such names stand in brackets.
 */
Object.assign(protobuf.util, {
  safeProp: (name: string): string =>
    /^\d/.test(name) ? `[${JSON.stringify(name)}]` : safeProp(name),
});
