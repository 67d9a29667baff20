import { afterAll, expect, it } from 'vitest';
import { quietEngine } from '#engine/testing/recorded-call.ts';
import { startReflectionServer } from '#engine/testing/reflection-server.ts';
import { bundledFile } from '../bundled/bundled-files.ts';
import { encodeFile } from '../file-bytes.ts';
import { linkFiles } from '../link/link.ts';
import { parseFile } from '../parse/parse-file.ts';

const engine = quietEngine();
afterAll(() => engine.close());

it('custom options that a server reflects are described', async () => {
  const own = parseFile(
    'shop.proto',
    `syntax = "proto3";
package shop;
import "google/api/field_behavior.proto";
import "google/protobuf/descriptor.proto";
extend google.protobuf.ServiceOptions { string owner = 50001; }
message Order { string name = 1 [(google.api.field_behavior) = REQUIRED]; }
service Shop { option (owner) = "Ada"; rpc Buy(Order) returns (Order); }
`,
  );
  const standard = ['google/api/field_behavior.proto', 'google/protobuf/descriptor.proto'];
  const { files } = linkFiles([
    own,
    ...standard.map((name) => parseFile(name, bundledFile(name) ?? '')),
  ]);
  const byName = new Map(files.map((file) => [file.name ?? '', encodeFile(file, false)]));
  const answer = (name: string) => {
    const bytes = byName.get(name);
    return bytes === undefined ? undefined : [bytes];
  };
  const server = await startReflectionServer({
    services: ['shop.Shop'],
    bySymbol: () => answer('shop.proto'),
    byName: answer,
  });
  const sources = { protos: [], importPaths: [], descriptorSets: [], reflection: true };
  const schema = await engine.schema({ target: { address: server.address }, sources });
  server.close();
  expect(schema.describe('shop.Order.name')).toBe(
    'string name = 1 [(google.api.field_behavior) = REQUIRED];\n',
  );
  expect(schema.describe('shop.Shop')).toContain('option (shop.owner) = "Ada";');
});
