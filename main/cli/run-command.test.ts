import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { startHttpProxy } from '#engine/testing/proxies.ts';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { type Duplex, duplexIn } from './run-duplex.ts';

const samples = fileURLToPath(new URL('../../proto-samples/workspace', import.meta.url));
let server: SampleServer;
let folder: string;
let duplex: Duplex;

beforeAll(async () => {
  server = await startSampleServer();
  folder = await mkdtemp(join(tmpdir(), 'duplex-run-'));
  duplex = duplexIn(folder);
  await write({
    'duplex.yaml': `duplex: 1\ntarget: "{{server}}"\nvariables: { server: "grpc://127.0.0.1:1" }\n`,
    'environments/here.yaml': `variables: { server: "${server.address}", n: 9007199254740993, who: Ada }\n`,
    'environments/there.yaml': `variables: { server: "${server.address}", n: 1 }\nsecrets: [token]\n`,
    'collections/a/folder.yaml': 'metadata:\n  - { name: x-folder, value: a }\norder: [second]\n',
    'collections/a/first.request.yaml': request(
      'Greeter/SayHello',
      '{ "name": "Ada", "id": {{n}} }',
    ),
    'collections/a/second.request.yaml': request('Greeter/SayHello', '{ "name": "Grace" }'),
    'collections/b/late.request.yaml': `${request('Greeter/Slow', '{ "delay": "60s" }')}deadline: 200ms\n`,
    'collections/b/refused.request.yaml': request('Greeter/Fail', '{ "code": 9, "message": "no" }'),
    'collections/c/secret.request.yaml': `${request('Greeter/SayHello', '{}')}metadata:\n  - { name: authorization, value: "Bearer {{token}}" }\n`,
    'collections/f/folder.yaml': '<<<<<<< HEAD\ntarget: localhost:1\n',
    'collections/f/fine.request.yaml': request('Greeter/SayHello', '{}'),
    'collections/e/env.request.yaml': request(
      'Greeter/SayHello',
      '{"name": "{{env.DUPLEX_TEST_RUN}}"}',
    ),
    'collections/e/fine.request.yaml': request('Greeter/SayHello', '{"name": {{who}}}'),
    'collections/dir.request.yaml/x': '',
    'collections/g/gone.request.yaml': 'duplex: 1\nmethod: no.such.Thing/Nope\n',
    'collections/empty/folder.yaml': 'docs: Nothing yet\n',
    'collections/d/broken.request.yaml': 'duplex: 1\nmethod: [\n',
    'collections/d/fine.request.yaml': request('Greeter/SayHello', '{}'),
    'collections/d/unknown.request.yaml': request('Greeter/SayHello', '{"name": {{sever}}}'),
  });
});
afterAll(async () => {
  await Promise.all([server.close(), rm(folder, { recursive: true })]);
});

function request(method: string, message: string): string {
  return `duplex: 1\nmethod: sample.greeter.v1.${method}\nmessages:\n  - |\n    ${message}\n`;
}

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

describe('duplex run', () => {
  it('calls the requests of the sample workspace, each with OK', async () => {
    const { exit, lines, err } = await duplex(['run', samples, '--target', server.address]);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    expect(lines.at(-1)).toMatch(/^6 requests: 6 OK, /);
    expect(lines.find((line) => line.includes('upload'))).toMatch(/1 message$/);
    const grace = await duplex(['run', samples, '--target', server.address, '--env', 'grace']);
    expect(grace.exit).toBe(0);
  });

  it('calls a folder in its order, with what it inherits, of the environment that is chosen', async () => {
    const { exit, lines, err } = await duplex([
      'run',
      'collections/a',
      '--env',
      'here',
      '--timeline',
    ]);
    expect(exit).toBe(0);
    const events = lines.map((line) => JSON.parse(line));
    expect(events.filter(({ type }) => type === 'start').map(({ saved }) => saved)).toEqual([
      'collections/a/second.request.yaml',
      'collections/a/first.request.yaml',
    ]);
    expect(events.filter(({ type }) => type === 'start')[0].metadata).toEqual([['x-folder', 'a']]);
    expect(events.filter(({ type }) => type === 'received')[1].message.id).toBe('9007199254740993');
    expect(err).toMatch(/OK {2}a\/second .*\nOK {2}a\/first .*\n2 requests: 2 OK/);
  });

  it('exits as the first that failed, and stops there with --bail', async () => {
    const all = await duplex(['run', 'collections/b', '--env', 'here']);
    expect(all).toMatchObject({
      exit: 68,
      err: expect.stringContaining('FAILED_PRECONDITION 9: no'),
    });
    expect(all.lines.at(-1)).toMatch(/^2 requests: 0 OK, 2 failed/);
    const bail = await duplex(['run', 'collections/b', '--env', 'here', '--bail']);
    expect(bail.lines.at(-1)).toMatch(/^2 requests: 0 OK, 1 failed, 1 not called/);
    expect(await duplex(['run', 'collections/a/second.request.yaml'])).toMatchObject({
      exit: 3,
      err: expect.stringContaining('127.0.0.1:1'),
    });
  });

  it('takes --var and --target over all files, and tells where a value is lacking', async () => {
    const first = ['run', 'collections/a/first.request.yaml', '--target', server.address];
    expect((await duplex([...first, '--var', 'n=5'])).exit).toBe(0);
    const { exit, err, lines } = await duplex(first);
    expect(exit).toBe(2);
    expect(lines[0]).toMatch(/^NOT CALLED {2}a\/first/);
    expect(err).toMatch(/Message 1: There is no variable n [\s\S]*duplex\.yaml/);
  });

  it('wants each secret before anything is sent', async () => {
    const args = ['run', 'collections/c', 'collections/a', '--env', 'there', '--timeline'];
    const { exit, err, out } = await duplex(args);
    expect({ exit, out }).toEqual({ exit: 2, out: '' });
    expect(err).toMatch(/secret token.*\n.*DUPLEX_SECRET_token/);
    process.env['DUPLEX_SECRET_token'] = 's3';
    try {
      const given = await duplex(args);
      expect(given.exit).toBe(0);
      expect(given.out).toContain('"Bearer s3"');
    } finally {
      delete process.env['DUPLEX_SECRET_token'];
    }
  });

  it.each([
    ['api-key', 'DUPLEX_SECRET_api-key'],
    ['api-key', 'DUPLEX_SECRET_api_key'],
    ['api-key', 'DUPLEX_SECRET_API_KEY'],
    ['apiKey.2', 'DUPLEX_SECRET_APIKEY_2'],
  ])('takes the secret %s from %s', async (name, variable) => {
    await write({
      'environments/keys.yaml': `variables: { server: "${server.address}" }\nsecrets: [${name}]\n`,
      'collections/k/key.request.yaml': `${request('Greeter/SayHello', '{}')}metadata:\n  - { name: x-key, value: "{{${name}}}" }\n`,
    });
    vi.stubEnv(variable, 's6');
    try {
      const { exit, out } = await duplex(['run', 'collections/k', '--env', 'keys', '--timeline']);
      expect({ exit, isSent: out.includes('["x-key","s6"]') }).toEqual({ exit: 0, isSent: true });
      vi.stubEnv(`DUPLEX_SECRET_${name}`, 'exact');
      const exact = await duplex(['run', 'collections/k', '--env', 'keys', '--timeline']);
      expect(exact.out).toContain('["x-key","exact"]');
    } finally {
      vi.unstubAllEnvs();
    }
  });

  it('takes a secret from a command, which is run where it is used alone', async () => {
    const mark = join(folder, 'ran');
    const args = (command: string) => [
      ...['run', 'collections/c', 'collections/c', '--env', 'there', '--timeline'],
      ...['--secret-command', `token=${command}`, '--secret-command', `other=touch ${mark}2`],
    ];
    const given = await duplex(args(`echo x >> ${mark} && echo s4`));
    expect({ exit: given.exit, once: await readFile(mark, 'utf8') }).toEqual({
      exit: 0,
      once: 'x\n',
    });
    expect(given.out).toContain('"Bearer s4"');
    await expect(readFile(`${mark}2`)).rejects.toThrow('ENOENT');
    for (const [command, why] of [
      ['echo s5; exit 3', 'ended with status 3'],
      ['true', 'printed nothing'],
    ] as const) {
      const { exit, out, err } = await duplex(args(command));
      expect({ exit, out }).toEqual({ exit: 2, out: '' });
      expect(err).toContain(`The command for the secret token ${why}`);
      expect(err).not.toContain('s5');
    }
  });

  it('opens no stream of which a message is wrong, and knows that there may be no deadline', async () => {
    const upload = 'duplex: 1\nmethod: sample.telemetry.v1.Telemetry/Upload\ndeadline: none\n';
    await write({
      'collections/s/folder.yaml': 'deadline: 1ms\n',
      'collections/s/all.request.yaml': `${upload}messages:\n  - '{"sensor": "a"}'\n  - '{"sensor": "b"}'\n`,
      'collections/s/wrong.request.yaml': `${upload}messages:\n  - '{"sensor": "a"}'\n  - '{"sensr": "b"}'\n`,
    });
    const args = ['run', 'collections/s', '--env', 'here', '--timeline'];
    const { exit, out, err } = await duplex(args);
    expect(exit).toBe(2);
    expect(out).not.toContain('wrong.request.yaml');
    expect(err).toMatch(/OK {2}s\/all .*\nNOT CALLED {2}s\/wrong .*\ns\/wrong: Message 2: .*sensr/);
  });

  it('says which secret no environment has', async () => {
    const { exit, err } = await duplex([
      ...['run', 'collections/a', '--env', 'here', '--secret-command', 'tokn=true'],
    ]);
    expect({ exit, err }).toEqual({
      exit: 0,
      err: 'warning: No environment has a secret tokn. Did you mean "token"?\n',
    });
  });

  it('asks reflection the way that the call goes', async () => {
    const proxy = await startHttpProxy();
    try {
      await write({
        'collections/p/folder.yaml': `options: { proxy: "http://127.0.0.1:${proxy.port}" }\n`,
        'collections/p/far.request.yaml': `${request('Greeter/SayHello', '{}')}target: "127.0.0.1:${server.port}"\n`,
      });
      const { exit, err } = await duplex(['run', 'collections/p']);
      expect({ exit, err }).toEqual({ exit: 0, err: '' });
      expect(new Set(proxy.asked)).toEqual(new Set([`127.0.0.1:${server.port}`]));
      const other = await duplex(['run', 'collections/p', '--proxy', 'http://127.0.0.1:1']);
      expect(other).toMatchObject({ exit: 3, err: expect.stringContaining('127.0.0.1:1') });
    } finally {
      await proxy.close();
    }
  });

  it('warns of keys that are misspelt, with their place, and takes the words of YAML for on and off', async () => {
    const greeting = request('Greeter/SayHello', '{}');
    await write({
      'collections/m/folder.yaml':
        'options: { wait-for-ready: true, retries: no, compresion: gzip }\n',
      'collections/m/one.request.yaml': `${greeting}deadlin: 5s\nteam: payments\n`,
    });
    const { exit, err } = await duplex(['run', 'collections/m', '--env', 'here']);
    expect({ exit, lines: err.trimEnd().split('\n').sort() }).toEqual({
      exit: 0,
      lines: [
        'warning: collections/m/folder.yaml:1:47: nobody reads "compresion". Did you mean "compression"?',
        'warning: collections/m/one.request.yaml:6:1: nobody reads "deadlin". Did you mean "deadline"?',
      ],
    });
  });

  it('names the place in an environment that cannot be understood', async () => {
    await write({ 'environments/torn.yaml': 'variables: {}\nsecrets: [\n' });
    try {
      const { exit, err } = await duplex(['run', 'collections/a', '--env', 'torn']);
      expect(exit).toBe(2);
      expect(err).toMatch(/environments\/torn\.yaml:\d+:\d+: /);
    } finally {
      await rm(join(folder, 'environments/torn.yaml'));
    }
  });

  it('tells what cannot be called, and calls the rest', async () => {
    const { exit, err, lines } = await duplex([
      'run',
      'collections/d',
      '--env',
      'here',
      '--parallel',
      '3',
    ]);
    expect(exit).toBe(2);
    expect(lines.map((line) => line.split('  ').slice(0, 2).join(' '))).toEqual([
      'NOT CALLED d/broken',
      'OK d/fine',
      'NOT CALLED d/unknown',
      expect.stringMatching(/^3 requests: 1 OK, 2 failed/),
    ]);
    expect(err).toMatch(/broken\.request\.yaml:\d+:\d+/);
    expect(err).toContain('Did you mean "server"');
  });

  it('names the request in each line of what its schema lacks', async () => {
    const { exit, err } = await duplex(['run', 'collections/g', '--env', 'here']);
    expect(exit).toBe(2);
    expect(err).toContain('g/gone: The schema has no service no.such.Thing');
    for (const line of err.trimEnd().split('\n')) expect(line).toMatch(/^g\/gone: /);
  });

  it('calls nothing in a folder whose file cannot be understood', async () => {
    const { exit, err, lines } = await duplex(['run', 'collections/f', '--env', 'here']);
    expect(exit).toBe(2);
    expect(lines[0]).toMatch(/^NOT CALLED {2}f\/fine/);
    expect(err).toMatch(/^f\/fine: collections\/f\/folder\.yaml:1:1: has a merge conflict of git/);
  });

  it('reads the environment for a trusted workspace alone, and calls the rest', async () => {
    process.env['DUPLEX_TEST_RUN'] = 'Grace';
    const args = ['run', 'collections/e', '--env', 'here', '--var', 'who=7'];
    try {
      const { exit, err, lines } = await duplex(args);
      expect({ exit, last: lines.at(-1) }).toMatchObject({
        exit: 2,
        last: expect.stringMatching(/1 OK, 1 failed/),
      });
      expect(err).toMatch(/e\/env: \{\{env\.DUPLEX_TEST_RUN\}\} .* not trusted.*\n.*--trust/);
      const trusted = await duplex([...args, '--trust', '--timeline']);
      expect(trusted.exit).toBe(0);
      expect(trusted.out).toContain('Hello, Grace!');
      expect(trusted.out).toContain('Hello, 7!');
    } finally {
      delete process.env['DUPLEX_TEST_RUN'];
    }
  });

  it('warns of a server without reflection once, and only where the files do not define what is called', async () => {
    const silent = await startSampleServer({ reflection: 'none' });
    const set = join(samples, '../samples.binpb');
    try {
      await write({
        'collections/r/folder.yaml': `schema: [{ descriptor-set: ${JSON.stringify(set)} }, reflection]\n`,
        'collections/r/a.request.yaml': request('Greeter/SayHello', '{}'),
        'collections/r/b.request.yaml': request('Greeter/SayHello', '{}'),
        'collections/r2/folder.yaml': `schema: [{ descriptor-set: ${JSON.stringify(set)} }, reflection]\n`,
        'collections/r2/a.request.yaml': 'duplex: 1\nmethod: no.such.Thing/Nope\n',
        'collections/r2/b.request.yaml': 'duplex: 1\nmethod: no.such.Other/Nope\n',
      });
      const at = ['--target', silent.address, '--env', 'here'];
      expect(await duplex(['run', 'collections/r', ...at])).toMatchObject({ exit: 0, err: '' });
      const { exit, err } = await duplex(['run', 'collections/r2', ...at]);
      expect(exit).toBe(2);
      expect(err.match(/no reflection service/g)).toHaveLength(1);
      expect(err).toMatch(
        /^r2\/a: warning: .* has no reflection service\nr2\/a: {3}Name the \.proto files/,
      );
      expect(err).not.toContain('--proto');
    } finally {
      await silent.close();
    }
  });

  it('takes `~` in a path of the schema as the home folder', async () => {
    vi.stubEnv('HOME', join(samples, '..'));
    await write({
      'collections/home/folder.yaml': 'schema: [{ descriptor-set: ~/samples.binpb }]\n',
      'collections/home/a.request.yaml': request('Greeter/SayHello', '{}'),
    });
    const { exit, err } = await duplex(['run', 'collections/home', '--env', 'here']);
    expect({ exit, err }).toEqual({ exit: 0, err: '' });
    vi.unstubAllEnvs();
  });

  it('names no flag that it lacks where a server has no reflection', async () => {
    const silent = await startSampleServer({ reflection: 'none' });
    try {
      const { err } = await duplex([
        'run',
        'collections/a',
        '--target',
        silent.address,
        '--env',
        'here',
      ]);
      expect(err).toMatch(
        /no reflection service\na\/second: +Name the \.proto files .* schema in its file/,
      );
      expect(err).not.toContain('--proto');
    } finally {
      await silent.close();
    }
  });

  it.each([
    [['run'], 'PATH is missing'],
    [['run', '/'], 'is in no workspace'],
    [['run', 'nowhere'], 'There is no'],
    [['run', 'environments'], 'no saved request'],
    [['run', 'collections/empty'], 'has no saved requests'],
    [['run', 'collections/dir.request.yaml'], 'dir.request.yaml: is no file, and is not read'],
    [['run', '.', '--env', 'heer'], 'Did you mean "here"'],
    [['run', '.', '--var', 'x'], 'NAME=VALUE'],
    [['run', '.', '--secret-command', 'x'], 'NAME=COMMAND'],
    [['run', '.', '--parallel', '0'], '--parallel 0'],
    [['run', '.', '-d', '{}'], 'no option --data'],
  ])('refuses %j', async (args, said) => {
    expect(await duplex(args)).toMatchObject({
      exit: 2,
      out: '',
      err: expect.stringContaining(said),
    });
  });
});
