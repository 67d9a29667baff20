import {
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  realpath,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { FolderItem, SavedRequest, Workspace } from '#app/contract/workspace.ts';
import { type FolderWorkspace, openWorkspace } from '#engine';

let base = '';
let workspace: FolderWorkspace;
let told: Workspace[] = [];

const at = (path: string): string => join(base, 'ws', path);
const text = (path: string): Promise<string> => readFile(at(path), 'utf8');
const request = (message = '{}'): SavedRequest => ({ method: 'a.B/C', messages: [message] });

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(at(path)), { recursive: true });
    await writeFile(at(path), content);
  }
}

async function open(): Promise<void> {
  told = [];
  workspace = await openWorkspace(join(base, 'ws'), {
    home: join(base, 'home'),
    environment: { FROM_PROCESS: 'process', BOTH: 'process', DUPLEX_SECRET_BOTH: 'secret' },
    onChange: (changed) => told.push(changed),
  });
}

/** Paths in the order in which they are shown. */
function shown(folder: FolderItem = workspace.current.collections): string[] {
  return folder.items
    .flatMap((item) => (item.kind === 'folder' ? [`${item.path}/`, ...shown(item)] : [item.path]))
    .map((path) => path.replace('collections/', '').replace('.request.yaml', ''));
}

beforeEach(async () => {
  base = await realpath(await mkdtemp(join(tmpdir(), 'duplex-ws-')));
  await mkdir(at(''));
  await open();
});
afterEach(async () => {
  await workspace.close();
  await rm(base, { recursive: true, force: true });
});

describe('a workspace', () => {
  it('says why its folder cannot be read', async () => {
    const root = join(base, 'ws');
    const fault = async () => {
      await workspace.close();
      await open();
      return workspace.current.faults[0]?.message;
    };
    await rm(root, { recursive: true });
    expect(await fault()).toBe(`The folder ${root} is not there`);
    await writeFile(root, '');
    expect(await fault()).toBe(`${root} cannot be read: a file stands where a folder should be`);
    await rm(root);
    await symlink('ws', root);
    expect(await fault()).toContain(`${root} cannot be read: `);
  });

  it('is empty where there is nothing yet, and its first request makes the folders', async () => {
    expect(workspace.current).toMatchObject({ name: 'ws', revision: null, faults: [] });
    const opened = await workspace.createRequest('collections', 'Say: hello', request());
    expect(opened.path).toBe('collections/Say- hello.request.yaml');
    expect(await text(opened.path)).toBe('duplex: 1\nmethod: a.B/C\nmessages:\n  - |-\n    {}\n');
    expect(shown()).toEqual(['Say- hello']);
    expect(told).toHaveLength(1);
    await expect(workspace.createRequest('collections', 'SAY- hello', request())).rejects.toThrow(
      'There is already a request "Say- hello" in collections',
    );
  });

  it('tells what its files say, and of those that cannot be understood where', async () => {
    await write({
      'duplex.yaml': 'duplex: 1\nname: Payments\ntarget: grpc://localhost:1\n',
      'collections/z.request.yaml': 'method: a.B/C\n',
      'collections/broken.request.yaml': 'method: [a\nmessages: "\n',
      'collections/wrong.request.yaml': 'duplex: 1\nmethod: a.B/C\nmetadata:\n  - name: [x]\n',
      'collections/f/folder.yaml': 'order: [b]\nmetadata: [{ name: x, value: 1 }]\n',
      'collections/f/a.request.yaml': 'method: a.B/A',
      'collections/f/b.request.yaml': 'method: a.B/B',
      'collections/f/notes.txt': 'none of ours',
      'environments/local.yaml': 'variables:\n  n: 9007199254740993\n  s: "5"\nsecrets: [token]\n',
    });
    await workspace.refresh();
    const { current } = workspace;
    expect(current).toMatchObject({ name: 'Payments', settings: { target: 'grpc://localhost:1' } });
    expect(shown()).toEqual(['f/', 'f/b', 'f/a', 'broken', 'wrong', 'z']);
    expect(current.collections.items.map((item) => item.fault)).toMatchObject([
      undefined,
      { line: 2, column: 1 },
      { line: 4, column: 11, message: '"metadata.name" must be a text' },
      undefined,
    ]);
    expect(current.collections.items.at(-1)).toMatchObject({ method: 'a.B/C' });
    expect(current.environments[0]?.content).toEqual({
      variables: [
        { name: 'n', value: '9007199254740993', type: 'json' },
        { name: 's', value: '5', type: 'text' },
      ],
      secrets: ['token'],
    });
    await expect(workspace.read('collections/wrong.request.yaml')).rejects.toThrow(
      'collections/wrong.request.yaml:4:11: "metadata.name" must be a text',
    );
    expect(await workspace.excerpt('collections/wrong.request.yaml', 4)).toEqual({
      first: 1,
      lines: ['duplex: 1', 'method: a.B/C', 'metadata:', '  - name: [x]', ''],
    });
  });

  it('begins a copy, and a file that was gone, with the text of the one that was opened', async () => {
    const path = 'collections/a.request.yaml';
    const content = '# why\nduplex: 1\nmethod: a.B/C\nauth: { kind: x } # keep\nmessages: ["{}"]\n';
    await write({ [path]: content });
    await workspace.refresh();
    const copy = await workspace.createRequest('collections', 'b', request(), path);
    expect(await text(copy.path)).toBe(content);
    const { revision } = await workspace.read(path);
    await rm(join(base, 'ws', path));
    expect(await workspace.save(path, request(), revision)).toMatchObject({ state: 'conflict' });
    const late = await workspace.createRequest('collections', 'c', request('{"n":1}'), path);
    expect(await text(late.path)).toMatch(/^# why.*auth: \{ kind: x \} # keep\n.*\{"n":1\}/s);
    await workspace.save(path, request(), null);
    expect(await text(path)).toBe(content);
  });

  it('writes nothing over a file that is another by now, unless told to', async () => {
    const { path, revision } = await workspace.createRequest('collections', 'a', request());
    await write({ [path]: '# theirs\nduplex: 1\nmethod: a.B/Theirs\n' });
    const saved = await workspace.save(path, request('{"mine":1}'), revision);
    expect(saved).toMatchObject({ state: 'conflict', theirs: { method: 'a.B/Theirs' } });
    expect(await text(path)).toContain('Theirs');
    expect(await workspace.save(path, request('{"mine":1}'), revision, true)).toMatchObject({
      state: 'saved',
    });
    expect(await text(path)).toBe(
      '# theirs\nduplex: 1\nmethod: a.B/C\nmessages:\n  - |-\n    {"mine":1}\n',
    );
    await write({ [path]: '[' });
    expect(await workspace.save(path, request(), 'any')).toMatchObject({ theirs: null });
    expect(await text(path)).toBe('[');
    await rm(at(path));
    expect(await workspace.save(path, request(), revision)).toEqual({
      state: 'conflict',
      revision: null,
      theirs: null,
    });
    expect(await readdir(at('collections'))).toEqual([]);
  });

  it('renames, moves, copies, deletes and brings back', async () => {
    for (const name of ['b', 'a', 'c'])
      await workspace.createRequest('collections', name, request());
    const folder = await workspace.createFolder('collections', 'f');
    await workspace.createRequest(folder, 'x', request());
    expect(shown()).toEqual(['f/', 'f/x', 'a', 'b', 'c']);
    await workspace.move('collections/c.request.yaml', 'collections', 'collections/b.request.yaml');
    expect(shown()).toEqual(['f/', 'f/x', 'a', 'c', 'b']);
    expect(await text('collections/folder.yaml')).toBe('duplex: 1\norder:\n  - f\n  - a\n  - c\n');
    expect(await workspace.rename('collections/c.request.yaml', 'C')).toBe(
      'collections/C.request.yaml',
    );
    expect(shown()).toEqual(['f/', 'f/x', 'a', 'C', 'b']);
    expect(await workspace.duplicate('collections/a.request.yaml')).toBe(
      'collections/a 2.request.yaml',
    );
    expect(await workspace.duplicate('collections/f')).toBe('collections/f 2');
    expect(await workspace.move('collections/b.request.yaml', 'collections/f')).toBe(
      'collections/f/b.request.yaml',
    );
    const undo = await workspace.delete('collections/f');
    expect(shown()).toEqual(['a', 'C', 'f 2/', 'f 2/x', 'a 2']);
    expect(workspace.current.deleted).toEqual([{ undo, path: 'collections/f' }]);
    await workspace.createFolder('collections', 'f');
    expect(await workspace.undelete(undo)).toBe('collections/f 3');
    expect(shown()).toContain('f 3/b');
    expect(workspace.current.deleted).toEqual([]);
    await expect(workspace.undelete(undo)).rejects.toThrow('cannot be brought back');
    await expect(workspace.move('collections/f 3', 'collections/f 3/g')).rejects.toThrow('itself');
  });

  it('keeps what was placed by hand when something else is', async () => {
    await write({ 'collections/folder.yaml': 'order: [slow, say-hello]\n' });
    for (const name of ['slow', 'say-hello', 'aaa'])
      await workspace.createRequest('collections', name, request());
    const file = (name: string): string => `collections/${name}.request.yaml`;
    await workspace.move(file('say-hello'), 'collections', file('slow'));
    await workspace.move(file('aaa'), 'collections', file('slow'));
    expect(await text('collections/folder.yaml')).toBe('order: [ say-hello, aaa, slow ]\n');
    await workspace.createRequest('collections', 'bbb', request());
    expect(shown()).toEqual(['say-hello', 'aaa', 'slow', 'bbb']);
  });

  it('tells files that say what they cannot, and what is no file', async () => {
    await write({
      'environments/e.yaml': 'variables: { a: 1, token: x }\nsecrets:\n  - a b\n  - token\n',
      'collections/m.request.yaml': 'duplex: 1\nmethod: a.{{version}}.B/C\n',
      'collections/dir.request.yaml/x': '',
    });
    await workspace.refresh();
    const [environment] = workspace.current.environments;
    expect(environment?.fault).toEqual({
      path: 'environments/e.yaml',
      line: 4,
      column: 5,
      message:
        '"secrets" has token, which is among the variables too: a secret has no value in a file',
    });
    const [item] = workspace.current.collections.items;
    expect(item?.fault).toMatchObject({
      line: 2,
      message: '"method" is written out: it has no variables',
    });
    expect(workspace.current.faults).toEqual([
      {
        path: 'collections/dir.request.yaml',
        message: 'is no file, and is not read',
      },
    ]);
  });

  it('tells of files that are named nearly as its own, and leaves others alone', async () => {
    const near = [
      'collections/a.request.yml',
      'collections/f/B.Request.YAML',
      'collections/f/folder.yml',
      'environments/dev.yml',
      'duplex.yml',
    ];
    for (const path of [...near, 'collections/notes.yaml', 'collections/request.yml', 'x.yml'])
      await write({ [path]: 'method: a.B/C\n' });
    await workspace.refresh();
    const { faults } = workspace.current;
    const message = (name: string) => `is not read. Did you mean ${name}?`;
    expect(faults.toSorted((a, b) => (a.path < b.path ? -1 : 1))).toEqual([
      { path: 'collections/a.request.yml', message: message('a.request.yaml') },
      { path: 'collections/f/B.Request.YAML', message: message('B.request.yaml') },
      { path: 'collections/f/folder.yml', message: message('folder.yaml') },
      { path: 'duplex.yml', message: message('duplex.yaml') },
      { path: 'environments/dev.yml', message: message('dev.yaml') },
    ]);
  });

  it('keeps settings and environments', async () => {
    const settings = { target: 'grpc://localhost:1', metadata: [{ name: 'a', value: '1' }] };
    const saved = await workspace.saveFolder('', settings, null);
    expect(saved.state).toBe('saved');
    expect(workspace.current.settings).toEqual(settings);
    expect((await workspace.saveFolder('', {}, null)).state).toBe('conflict');
    const folder = await workspace.createFolder('collections', 'f');
    // git would not see it without a file.
    expect(await text('collections/f/folder.yaml')).toBe('duplex: 1\n');
    const made = workspace.current.collections.items.find(({ path }) => path === folder);
    await workspace.saveFolder('collections/f', { deadline: '5s' }, made?.revision ?? null);
    expect(await text('collections/f/folder.yaml')).toBe('duplex: 1\ndeadline: 5s\n');
    const content = { variables: [], secrets: ['t'] };
    const both = {
      ...content,
      variables: [{ name: 't', value: '1', type: 'text' as const }],
    };
    await expect(workspace.saveEnvironment('local', both, null)).rejects.toThrow(
      'environments/local.yaml cannot have t among the variables and among the secrets',
    );
    expect((await workspace.saveEnvironment('local', content, null)).state).toBe('saved');
    await workspace.chooseEnvironment('local');
    expect(await workspace.rename('environments/local.yaml', 'here')).toBe(
      'environments/here.yaml',
    );
    const copy = await workspace.duplicate('environments/here.yaml');
    expect(copy).toBe('environments/here 2.yaml');
    await workspace.delete(copy);
    await workspace.close();
    await open();
    expect(workspace.current).toMatchObject({ environment: 'here', environments: [{ content }] });
  });

  it('opens its environment to files that were trusted, name by name', async () => {
    await write({
      'collections/a.request.yaml': 'method: a.B/C\nmessages: ["{{env.BOTH}}"]\n',
      '.env': 'BOTH=file\nFROM_FILE=file\n',
    });
    await workspace.refresh();
    expect(workspace.current.trust).toBe('asked');
    await expect(workspace.env(['BOTH'])).rejects.toThrow('not open to the workspace');
    expect(workspace.current.askedEnvNames).toEqual(['BOTH']);
    await workspace.trust(true, ['BOTH']);
    expect(workspace.current.envNames).toEqual([
      'BOTH',
      'DUPLEX_SECRET_BOTH',
      'FROM_FILE',
      'FROM_PROCESS',
    ]);
    expect(await workspace.env(['BOTH', 'FROM_FILE', 'NONE'])).toEqual([
      ['BOTH', 'process'],
      ['FROM_FILE', 'file'],
    ]);
    // Hidden by escapes, which what is resolved no longer has.
    await write({ 'environments/e.yaml': 'variables: { a: "{\\u007benv.FROM_PROCESS}}" }\n' });
    await workspace.refresh();
    expect(workspace.current.trust).toBe('asked');
    expect(workspace.current.askedEnvNames).toEqual(['BOTH', 'FROM_PROCESS']);
    // A name that the person was not told of is not trusted with the others.
    await workspace.trust(true, ['BOTH']);
    expect(workspace.current.trust).toBe('asked');
    await workspace.trust(false, ['BOTH', 'FROM_PROCESS']);
    expect(workspace.current).toMatchObject({ trust: 'refused', envNames: [] });
  });

  it('gives what is set for the secrets that its environments name', async () => {
    await write({
      'environments/e.yaml': 'secrets: [BOTH, api-key, plain, none]\n',
      '.env': 'DUPLEX_SECRET_API_KEY=upper\nplain=alone\nBOTH=\nFROM_FILE=file\n',
    });
    await workspace.refresh();
    expect(await workspace.secrets(['BOTH', 'api-key', 'plain', 'none', 'FROM_FILE'])).toEqual([
      ['BOTH', 'secret'],
      ['api-key', 'upper'],
      ['plain', 'alone'],
    ]);
  });

  it('needs no second question for what is typed and saved here once it is trusted', async () => {
    expect(workspace.current.trust).toBe('not-needed');
    await expect(workspace.env(['BOTH'])).rejects.toThrow('not open to the workspace');
    await workspace.trust(true, []);
    expect(await workspace.env(['BOTH'])).toEqual([['BOTH', 'process']]);
    const { path } = await workspace.createRequest('collections', 'a', request('"{{env.BOTH}}"'));
    expect(workspace.current.trust).toBe('trusted');
    await write({ 'collections/b.request.yaml': 'method: a.B/C\ndocs: "{{env.OTHER}}"\n' });
    await workspace.duplicate(path);
    expect(workspace.current.trust).toBe('asked');
  });

  it('finds requests by names, methods and bodies', async () => {
    await workspace.createRequest('collections', 'payments', request());
    await workspace.createRequest('collections', 'x', {
      method: 'pay.v1.Pay/Do',
      messages: ['{}'],
    });
    await workspace.createRequest('collections', 'y', request('{"to": "a payee"}'));
    await workspace.createRequest(
      'collections',
      'z',
      request('{"a longer note": "thirty-one characters"}'),
    );
    expect(await workspace.search('PAY')).toEqual({
      matches: [
        { path: 'collections/payments.request.yaml', found: 'name' },
        { path: 'collections/x.request.yaml', found: 'method' },
        { path: 'collections/y.request.yaml', found: 'body', excerpt: '{"to": "a payee"}' },
      ],
      areCut: false,
    });
    const [far] = (await workspace.search('characters')).matches;
    expect(far?.excerpt).toBe('…"thirty-one characters"}');
    expect((await workspace.search('nowhere')).matches).toEqual([]);
  });

  it('tells when more is found than is told', async () => {
    const many = Array.from({ length: 201 }, (_, index) => `collections/r${index}.request.yaml`);
    await write(Object.fromEntries(many.map((path) => [path, 'method: a.B/C\n'])));
    await workspace.refresh();
    const { matches, areCut } = await workspace.search('a.b/c');
    expect({ count: matches.length, areCut }).toEqual({ count: 200, areCut: true });
    expect(await workspace.search('r200')).toMatchObject({ areCut: false });
  });
});
