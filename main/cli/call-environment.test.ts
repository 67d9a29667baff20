import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { RecentWorkspaces } from '../home/recent-workspaces.ts';
import { type Duplex, duplexIn } from './run-duplex.ts';

const hello = 'sample.greeter.v1.Greeter/SayHello';
const upload = 'sample.telemetry.v1.Telemetry/Upload';
let server: SampleServer;
let folder: string;
let elsewhere: string;
let duplex: Duplex;

beforeAll(async () => {
  server = await startSampleServer();
  [folder, elsewhere] = (await Promise.all(
    ['duplex-call-', 'duplex-else-'].map((name) => mkdtemp(join(tmpdir(), name))),
  )) as [string, string];
  await write({
    'duplex.yaml': 'duplex: 1\nvariables: { who: Grace, patience: 9s }\n',
    'environments/here.yaml': `variables: { server: "${server.address}", n: 9007199254740993, who: Ada }\nsecrets: [token, other, api-key]\n`,
    'environments/torn.yaml': 'variables: [\n',
    'deep/message.json': '{"name": "{{who}}"}',
  });
  duplex = duplexIn(join(folder, 'deep'));
});
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await server.close();
  for (const one of [folder, elsewhere]) await rm(one, { recursive: true });
});

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

async function eventsOf(args: readonly string[], input?: string) {
  const given = ['call', '{{server}}', ...args, '--env', 'here', '--timeline'];
  const { exit, err, lines } = await duplex(
    given,
    input === undefined ? undefined : Readable.from([input]),
  );
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  return lines.map((line) => JSON.parse(line));
}

describe('duplex call --env', () => {
  it('gives variables to TARGET, the options and the message', async () => {
    const said = ['-H', 'x-who: {{who}}', '--deadline', '{{patience}}'];
    const [start, ...events] = await eventsOf([
      hello,
      ...said,
      '-d',
      '{"name": {{who}}, "id": {{n}}}',
    ]);
    expect(start.metadata).toEqual([['x-who', 'Ada']]);
    const { message } = events.find(({ type }) => type === 'received');
    expect(message).toMatchObject({ message: 'Hello, Ada!', id: '9007199254740993' });
  });

  it('gives them to each message of a file or of standard input', async () => {
    const sent = async (data: string, method: string, input?: string) =>
      (await eventsOf([method, '-d', data], input))
        .filter(({ type }) => type === 'sent')
        .map(({ message }) => message);
    expect(await sent('@message.json', hello)).toEqual([{ name: 'Ada' }]);
    const readings = '{"sensor": "{{who}}"} {"sensor": "b", "value": {{n}}}';
    const sensors = [{ sensor: 'Ada' }, { sensor: 'b', value: 9007199254740992 }];
    expect(await sent('-', upload, readings)).toEqual(sensors);
    expect(await sent(readings, upload)).toEqual(sensors);
  });

  it('tells which message of a stream uses what is not there', async () => {
    const args = ['call', server.address, upload, '--env', 'here', '-d'];
    const readings = '{"sensor": "a"} {"sensor": "{{sensr}}"}';
    const wrong = /^duplex: Message 2: There is no variable sensr /;
    const ahead = await duplex([...args, readings]);
    expect(ahead).toMatchObject({ exit: 2, err: expect.stringMatching(wrong) });
    const streamed = await duplex([...args, '-'], Readable.from([readings]));
    expect(streamed).toMatchObject({ exit: 2, err: expect.stringMatching(wrong) });
  });

  it('has secrets of the environment or a command, only of those that are used', async () => {
    const args = [hello, '-H', 'authorization: Bearer {{token}}'];
    const missing = await duplex(['call', '{{server}}', ...args, '--env', 'here']);
    expect(missing).toMatchObject({ exit: 2, out: '' });
    expect(missing.err).toMatch(/secret token\n.*DUPLEX_SECRET_token/);
    vi.stubEnv('DUPLEX_SECRET_token', 's3');
    const [start] = await eventsOf(args);
    expect(start.metadata).toEqual([['authorization', 'Bearer s3']]);
    const asked = [...args, '--secret-command', 'token=echo s4', '--secret-command', 'other=false'];
    expect((await eventsOf(asked))[0].metadata).toEqual([['authorization', 'Bearer s4']]);
  });

  it.each([
    ['DUPLEX_SECRET_TOKEN', 'token'],
    ['DUPLEX_SECRET_API_KEY', 'api-key'],
    ['DUPLEX_SECRET_api_key', 'api-key'],
  ])('takes %s for the secret %s', async (variable, secret) => {
    vi.stubEnv(variable, 's5');
    const [start] = await eventsOf([hello, '-H', `authorization: {{${secret}}}`]);
    expect(start.metadata).toEqual([['authorization', 's5']]);
  });

  it('takes the variable in capitals only where the one of the very name is not there', async () => {
    vi.stubEnv('DUPLEX_SECRET_TOKEN', 'loud');
    vi.stubEnv('DUPLEX_SECRET_token', 'quiet');
    const [start] = await eventsOf([hello, '-H', 'authorization: {{token}}']);
    expect(start.metadata).toEqual([['authorization', 'quiet']]);
  });

  it('reads the environment for a trusted workspace alone', async () => {
    vi.stubEnv('DUPLEX_TEST_CALL', 'Grace');
    const args = [hello, '-d', '{"name": "{{env.DUPLEX_TEST_CALL}}"}'];
    const refused = await duplex(['call', '{{server}}', ...args, '--env', 'here']);
    expect(refused).toMatchObject({ exit: 2, out: '' });
    expect(refused.err).toMatch(/not trusted.*\n.*--trust/);
    const events = await eventsOf([...args, '--trust']);
    expect(events.find(({ type }) => type === 'sent').message).toEqual({ name: 'Grace' });
  });

  it('is of the workspace around the folder, or of DUPLEX_WORKSPACE, or the last of the window', async () => {
    const call = ['call', '{{server}}', hello, '--env', 'here'];
    vi.stubEnv('DUPLEX_HOME', join(elsewhere, 'home'));
    expect(await duplexIn(elsewhere)(call)).toMatchObject({
      exit: 2,
      err: expect.stringMatching(/--env needs a workspace\n.*DUPLEX_WORKSPACE/),
    });
    vi.stubEnv('DUPLEX_WORKSPACE', folder);
    expect((await duplexIn(elsewhere)(call)).exit).toBe(0);
    vi.stubEnv('DUPLEX_WORKSPACE', '');
    new RecentWorkspaces(join(elsewhere, 'home')).remember(folder);
    expect((await duplexIn(elsewhere)(call)).exit).toBe(0);
  });

  it('leaves braces as they are without it', async () => {
    const said = ['-d', '{"name": "{{who}}"}', '-H', 'x-who: {{who}}'];
    const { exit, out } = await duplex(['call', server.address, hello, ...said]);
    expect(exit).toBe(0);
    expect(out).toContain('Hello, {{who}}!');
  });

  it.each([
    [['--env', 'heer'], 'Did you mean "here"'],
    [['--env', 'torn'], 'environments/torn.yaml:'],
    [['--env', 'here', '-H', 'x: {{nobody}}'], '--header: There is no variable nobody'],
    [['--env', 'here', '-d', '{"name": "{{nobody}}"}'], 'There is no variable nobody'],
    [['--trust'], '--trust goes with --env'],
    [['--secret-command', 'token=true'], '--secret-command goes with --env'],
  ])('refuses %j', async (args, said) => {
    expect(await duplex(['call', server.address, hello, ...args])).toMatchObject({
      exit: 2,
      out: '',
      err: expect.stringContaining(said),
    });
  });
});
