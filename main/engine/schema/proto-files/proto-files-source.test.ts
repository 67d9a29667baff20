import { once } from 'node:events';
import { symlink, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import { SchemaFile } from '../schema-file.ts';
import type { LoadedSource } from '../source.ts';
import { createProtoFilesSource } from './proto-files-source.ts';
import { protoFolder, told } from './proto-folder.ts';

const PERSON = 'syntax = "proto3"; package common; message Person { string name = 1; }';
const GREETER = `syntax = "proto3";
package greet;
import "common/person.proto";
import "google/protobuf/timestamp.proto";
message Hello { common.Person to = 1; google.protobuf.Timestamp at = 2; }
service Greeter { rpc Greet(Hello) returns (Hello); }
`;

const { path, write, load } = protoFolder();

function names({ files }: LoadedSource): string[] {
  return files.map(({ name = '' }) => name).filter((name) => !name.startsWith('google/'));
}

describe('proto files', () => {
  it('are named relative to the first import path that holds them', async () => {
    await write({ 'protos/greet/greeter.proto': GREETER, 'protos/common/person.proto': PERSON });
    const loaded = await load({
      protos: [path('protos/greet/greeter.proto')],
      importPaths: [path('protos'), path()],
    });
    expect(told(loaded)).toEqual([]);
    expect(names(loaded)).toEqual(['greet/greeter.proto', 'common/person.proto']);
    expect(loaded.services).toEqual(['greet.Greeter']);
    expect(loaded.files.map(({ name }) => name)).toContain('google/protobuf/timestamp.proto');
  });

  it('are found by a path relative to an import path, or to the current folder', async () => {
    await write({ 'protos/greet/greeter.proto': GREETER, 'protos/common/person.proto': PERSON });
    const byRoot = await load({
      protos: ['greet/greeter.proto'],
      importPaths: ['protos'],
      cwd: path(),
    });
    expect(told(byRoot)).toEqual([]);
    expect(names(byRoot)).toEqual(['greet/greeter.proto', 'common/person.proto']);
    const byCwd = await load({ protos: ['greet/greeter.proto'], cwd: path('protos') });
    expect(told(byCwd)).toEqual([]);
    expect(names(byCwd)).toEqual(['greet/greeter.proto', 'common/person.proto']);
  });

  it('need no import path when a folder above leads to the imports', async () => {
    await write({
      'x/protos/greet/v1/greeter.proto': GREETER,
      'x/protos/common/person.proto': PERSON,
    });
    const source = createProtoFilesSource({
      protos: [path('x/protos/greet/v1/greeter.proto')],
      importPaths: [],
      cwd: '/',
    });
    const loaded = await source.load(new AbortController().signal);
    expect(told(loaded)).toEqual([]);
    expect(names(loaded)).toEqual(['greet/v1/greeter.proto', 'common/person.proto']);
    expect(source.title).toBe('greeter.proto');
  });

  it('may be a path(), whose imports are found above or below it', async () => {
    await write({
      'repo/api/greet/greeter.proto': GREETER,
      'repo/common/person.proto': PERSON,
      'repo/api/node_modules/skipped.proto': 'syntax = "proto9";',
    });
    const above = await load({ protos: [path('repo/api')] });
    expect(told(above)).toEqual([]);
    expect(names(above)).toEqual(['api/greet/greeter.proto', 'common/person.proto']);
    await write({ 'flat/greeter.proto': GREETER, 'flat/vendor/common/person.proto': PERSON });
    const below = await load({ protos: [path('flat')] });
    expect(told(below)).toEqual([]);
    expect(names(below)).toEqual(['greeter.proto', 'common/person.proto']);
  });

  it('are read once, whatever names lead to them', async () => {
    await write({
      'a/common/person.proto': PERSON,
      'a/x.proto':
        'syntax = "proto3"; import "common/person.proto"; message X { common.Person p = 1; }',
      'a/common/y.proto':
        'syntax = "proto3"; import "person.proto"; message Y { common.Person p = 1; }',
    });
    await symlink(path('a'), path('linked'));
    const loaded = await load({
      protos: [path('a'), path('linked/common/person.proto')],
      importPaths: [path('a'), path('a/common')],
    });
    expect(told(loaded)).toEqual([]);
    expect(names(loaded).sort()).toEqual(['common/person.proto', 'common/y.proto', 'x.proto']);
    const y = loaded.files.find(({ name }) => name === 'common/y.proto');
    expect(y?.dependencies).toEqual(['common/person.proto']);
  });

  it('of a person win over those that come along', async () => {
    await write({
      'third_party/google/protobuf/timestamp.proto':
        'syntax = "proto3"; package google.protobuf; message Timestamp { int64 mine = 1; }',
      'a.proto':
        'syntax = "proto3"; import "google/protobuf/timestamp.proto"; message A { google.protobuf.Timestamp t = 1; }',
    });
    const loaded = await load({ protos: [path()] });
    expect(told(loaded)).toEqual([]);
    const own = loaded.files.find(({ name }) => name === 'google/protobuf/timestamp.proto');
    expect(own?.descriptor.messageType?.[0]?.field?.[0]?.name).toBe('mine');
  });

  it.each([
    ['before', ['own', 'pay.proto']],
    ['after', ['pay.proto', 'own']],
  ])('of a person win, given %s what brings those that come along', async (_, protos) => {
    await write({
      'pay.proto': 'syntax = "proto3"; import "google/api/annotations.proto"; message Pay {}',
      'own/google/api/http.proto':
        'syntax = "proto3"; package google.api; message HttpRule { string own = 1; }',
      'own/x.proto':
        'syntax = "proto3"; import "google/api/http.proto"; message X { google.api.HttpRule h = 1; }',
    });
    const loaded = await load({ protos: protos.map((one) => path(one)) });
    expect(told(loaded)).toEqual([]);
    const named = loaded.files.filter(({ name }) => name === 'google/api/http.proto');
    expect(named.map(({ descriptor }) => descriptor.messageType?.[0]?.field?.length)).toEqual([1]);
    expect(loaded.paths?.get('google/api/http.proto')).toBe(path('own/google/api/http.proto'));
  });

  it('with the same name in two folders are both there', async () => {
    await write({
      'one/a.proto': 'syntax = "proto3"; package one; message A {}',
      'two/a.proto': 'syntax = "proto3"; package two; message A {}',
      'two/b.proto': 'syntax = "proto3"; package two; import "a.proto"; message B { A a = 1; }',
    });
    const loaded = await load({ protos: [path('one'), path('two')] });
    expect(told(loaded)).toEqual([]);
    expect(loaded.files.map((file) => `${file.name} ${file.index.package}`).sort()).toEqual([
      'a.proto two',
      'b.proto two',
      'one/a.proto one',
    ]);
  });
});

describe('what is wrong with proto files', () => {
  it('is told in full, with place and the healthy files kept', async () => {
    await write({
      'good.proto':
        'syntax = "proto3"; package good; service Fine { rpc R(M) returns (M); } message M {}',
      'syntax.proto': 'syntax = "proto3";\nmessage M2 {\n  string = 1;\n}\n',
      'import.proto':
        'syntax = "proto3";\n\n  import "not/there.proto";\nmessage M3 { not.There t = 1; }\n',
    });
    const loaded = await load({
      protos: [path(), path('gone.proto')],
      importPaths: [path('nowhere')],
      cwd: path(),
    });
    expect(told(loaded)).toEqual([
      `the import path "${path('nowhere')}" is not a folder`,
      `"${path('gone.proto')}" was not found`,
      'import.proto:3:3: import "not/there.proto" was not found',
      'import.proto:4:14: type "not.There" is not defined',
      'syntax.proto:3:10: expected the name of the field, but found "="',
    ]);
    expect(loaded.diagnostics[0]?.given).toBe(path('nowhere'));
    const missing = loaded.diagnostics[2];
    expect(missing?.hint).toContain(path());
    expect(missing?.hint).toContain('import path');
    expect(loaded.services).toEqual(['good.Fine']);
  });

  it('is a control character, with its place', async () => {
    await write({ 'a.proto': 'syntax = "proto3";\nmessage A {}\0\nmessage B {}\n' });
    const loaded = await load({ protos: [path('a.proto')], cwd: path() });
    expect(told(loaded)).toEqual(['a.proto:2:13: a control character (U+0000) is here']);
    expect(loaded.files[0]?.symbols.map(({ name }) => name)).toEqual(['A', 'B']);
  });

  it('that is a descriptor set cut off is told to be one, with how to write it again', async () => {
    const { bytes } = SchemaFile.of({ name: 'a.proto', messageType: [{ name: 'Message' }] });
    const begin = Buffer.from([0x0a, bytes.length, ...bytes]).subarray(0, 16);
    await write({ 'a.proto': PERSON });
    await writeFile(path('set.binpb'), begin);
    const { diagnostics, filesOfPaths } = await load({
      protos: [path('set.binpb'), path('a.proto')],
      importPaths: [],
    });
    expect(filesOfPaths).toEqual([0, 1]);
    expect(diagnostics).toMatchObject([
      { message: expect.stringContaining('it is binary'), hint: expect.stringContaining('protoc') },
    ]);
  });

  it('is a failure only when nothing could be read', async () => {
    const failure = await load({ protos: ['gone.proto'], cwd: path() }).catch(
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(Failure);
    expect((failure as Failure).error).toMatchObject({
      code: 'schema-invalid',
      message: '"gone.proto" was not found',
    });
    expect((failure as Failure).error.hint).toContain(path('gone.proto'));
  });

  it.skipIf(process.platform === 'win32')(
    'says what a path is that is neither a file nor a folder',
    async () => {
      const socket = path('s.proto');
      const server = createServer().listen(socket);
      await once(server, 'listening');
      await write({ 'a.proto': PERSON });
      const loaded = await load({ protos: ['a.proto', socket, '/dev/null'], cwd: path() });
      expect(told(loaded)).toEqual([
        `"${socket}" is a socket, not a .proto file or a folder`,
        '"/dev/null" is a device, not a .proto file or a folder',
      ]);
      server.close();
    },
  );

  it('includes imports that lead out of the roots', async () => {
    await write({
      'a/x.proto': 'import "../secret.proto";\nimport "/etc/passwd";\n',
      'secret.proto': PERSON,
    });
    const loaded = await load({ protos: [path('a')], cwd: path() });
    expect(told(loaded)).toEqual([
      'a/x.proto:1:1: "../secret.proto" cannot be imported',
      'a/x.proto:2:1: "/etc/passwd" cannot be imported',
    ]);
  });

  it('does not matter to someone who stopped waiting', async () => {
    await write({ 'a.proto': PERSON });
    const source = createProtoFilesSource({ protos: [path()], importPaths: [], cwd: path() });
    await expect(source.load(AbortSignal.abort(new Error('stopped')))).rejects.toThrow('stopped');
  });
});
