import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { CallEvent } from '../index.ts';
import { setOfFiles } from '../schema/file-bytes.ts';
import { descriptorBytes } from '../testing/descriptor-bytes.ts';
import { quietEngine } from '../testing/recorded-call.ts';

const engine = quietEngine();
const folder = mkdtempSync(join(tmpdir(), 'duplex-not-callable-'));
const set = join(folder, 'half.binpb');
const broken = join(folder, 'broken.proto');
const files = descriptorBytes({
  'in.proto': 'syntax = "proto3"; package s; message In { string a = 1; }',
  's.proto': `syntax = "proto3"; package s; import "in.proto"; message Out { In in = 1; }
    service S { rpc Get(In) returns (Out); rpc Nest(Out) returns (Out); }`,
});
writeFileSync(set, setOfFiles([files.get('s.proto') ?? new Uint8Array()]));
writeFileSync(
  broken,
  `syntax = "proto3"; package b;
message M { Gone gone = 1; Lost lost = 2; }
message Fine {}
service B { rpc Get(M) returns (M); rpc Well(Fine) returns (Fine); }
`,
);
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

const half = { descriptorSets: [set] };
const faulty = { protos: [broken] };

/** Nobody listens there: what is refused is refused before that is known. */
async function call(
  method: string,
  given: { protos?: readonly string[]; descriptorSets?: readonly string[] },
  message = '{}',
): Promise<readonly CallEvent[]> {
  const events: CallEvent[] = [];
  const running = await engine.call(
    {
      schema: {
        target: { address: 'grpc://127.0.0.1:1' },
        sources: {
          protos: [...(given.protos ?? [])],
          importPaths: [],
          descriptorSets: [...(given.descriptorSets ?? [])],
          reflection: false,
        },
      },
      method,
      message,
      metadata: [],
      deadline: '',
    },
    (event) => events.push(event),
  );
  await running.ended;
  return events;
}

it('a method whose message no source defines is refused', async () => {
  await expect(call('s.S/Get', half)).rejects.toMatchObject({
    error: {
      code: 'schema-invalid',
      message: 's.S/Get takes s.In, which no source defines',
      hint: 'Add the .proto file that defines it',
    },
  });
});

it('so is one whose message has an error, with its place; another one of that file is called', async () => {
  await expect(call('b.B/Get', faulty)).rejects.toMatchObject({
    error: {
      code: 'schema-invalid',
      message: expect.stringMatching(
        /broken\.proto:2:13: type "Gone" is not defined, and 1 more error$/,
      ),
    },
  });
  expect((await call('b.B/Well', faulty)).map(({ type }) => type)).toEqual(['start', 'end']);
});

it('a type that no source defines is not said to have no fields', async () => {
  await expect(call('s.S/Nest', half, '{"in": {"a": "x"}}')).rejects.toMatchObject({
    error: {
      message: expect.stringContaining('s.In has no field "a"'),
      hint: 'The schema gives it none: what defines it may be missing',
    },
  });
});
