import { expect, it } from 'vitest';
import { mostInShape } from '#app/contract/method-shape.ts';
import { composeSources } from './compose.ts';
import { linkFiles } from './link/link.ts';
import { methodShape } from './method-shape.ts';
import { parseFile } from './parse/parse-file.ts';
import { Registry } from './registry.ts';
import { Schema } from './schema.ts';
import { SchemaFile } from './schema-file.ts';

function shapeIn(text: string) {
  const registry = new Registry(
    linkFiles([parseFile('a.proto', text)]).files.map((file) => SchemaFile.of(file)),
  );
  return methodShape(
    {
      message: (name) => {
        const symbol = registry.symbol(name);
        return symbol?.kind === 'message' ? symbol.descriptor : undefined;
      },
      enumeration: (name) => {
        const symbol = registry.symbol(name);
        return symbol?.kind === 'enum' ? symbol.descriptor : undefined;
      },
    },
    registry.method('S/M'),
  );
}

it('has the messages of both directions and those within, each once', () => {
  const shape = shapeIn(`syntax = "proto3";
service S { rpc M(stream In) returns (Out); }
message In {
  string first_name = 1;
  optional int32 age = 2;
  repeated In more = 3;
  map<string, Kind> kinds = 4;
  oneof choice { bytes raw = 5; Out out = 6; }
}
message Out { Kind kind = 1 [json_name = "k"]; }
enum Kind { NONE = 0; BIG = 1; }
`);
  expect(shape).toEqual({
    kind: 'client-streaming',
    input: 'In',
    output: 'Out',
    messages: [
      {
        name: 'In',
        fields: [
          { number: 1, name: 'first_name', jsonName: 'firstName', type: 'string' },
          { number: 2, name: 'age', type: 'int32' },
          { number: 3, name: 'more', type: 'In', label: 'repeated' },
          { number: 4, name: 'kinds', type: 'Kind', key: 'string' },
          { number: 5, name: 'raw', type: 'bytes', oneof: 'choice' },
          { number: 6, name: 'out', type: 'Out', oneof: 'choice' },
        ],
      },
      { name: 'Out', fields: [{ number: 1, name: 'kind', jsonName: 'k', type: 'Kind' }] },
    ],
    enums: [
      {
        name: 'Kind',
        values: [
          [0, 'NONE'],
          [1, 'BIG'],
        ],
      },
    ],
  });
});

it('leaves out what stands in for a type that nobody defines', () => {
  const schema = new Schema(
    composeSources([
      {
        diagnostics: [],
        files: [
          SchemaFile.of({
            name: 'a.proto',
            syntax: 'proto3',
            messageType: [
              { name: 'In', field: [{ name: 'a', number: 1, type: 11, typeName: '.p.Gone' }] },
            ],
            service: [
              { name: 'S', method: [{ name: 'M', inputType: '.In', outputType: '.p.Lost' }] },
            ],
          }),
        ],
      },
    ]),
  );
  expect(schema.shape('S/M')).toMatchObject({
    output: 'p.Lost',
    messages: [{ name: 'In', fields: [{ name: 'a', type: 'p.Gone', unknown: true }] }],
  });
});

it('is bounded, and keeps what is nearest', () => {
  const fields = (type: string, most: number) =>
    Array.from({ length: most }, (_, index) => `${type} f${index} = ${index + 1};`).join(' ');
  const { messages } = shapeIn(`syntax = "proto3";
service S { rpc M(In) returns (In); }
message In { Wide wide = 1; }
message Wide { ${fields('Wider', mostInShape - 10)} }
message Wider { ${fields('int32', 20)} }
`);
  expect(messages.map(({ name }) => name)).toEqual(['In', 'Wide']);
});
