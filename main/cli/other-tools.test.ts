import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { parseArguments } from './arguments.ts';
import { duplexIn } from './run-duplex.ts';
import { tlsOf } from './tls-options.ts';

const duplex = duplexIn(process.cwd());
const set = fileURLToPath(new URL('../../proto-samples/samples.binpb', import.meta.url));
const greeter = 'sample.greeter.v1.Greeter';
const refused = async (line: string) => {
  const { exit, out, err } = await duplex(line.split(' '));
  expect({ exit, out }).toEqual({ exit: 2, out: '' });
  return err;
};

it.each([
  ['call -protoset-out x.binpb h:1 a.A/B', 'call has no option --protoset-out', 'duplex compile'],
  ['list -unix /tmp/socket', 'list has no option --unix', 'Write unix:/path as TARGET'],
  ['call -format text h:1 a.A/B', 'call has no option --format', 'has no text format'],
  ['call h:1 a.A/B -format-error', 'call has no option --format-error', '--timeline'],
  ['call h:1 a.A/B -proto-out-dir out', 'call has no option --proto-out-dir', 'compile TARGET -o'],
  ['-alts h:1 list', 'list has no option --alts', 'does not speak ALTS'],
  ['call h:1 a.A/B --timeout 5s', 'call has no option --timeout', '--deadline TIME'],
  ['call h:1 a.A/B -skipTLS', 'call has no option --skipTLS', '--insecure'],
  ['call h:1 a.A/B --tls', 'call has no option --tls', 'grpcs://host:port'],
])('%s names what Duplex has for it', async (line, message, hint) => {
  const err = await refused(line);
  expect(err).toContain(`duplex: duplex ${message}\n  `);
  expect(err.split('\n')[1]).toContain(hint);
});

it.each([
  ['call h:1 a.A/B --deadlin 5s', 'Did you mean --deadline? duplex call --help shows all'],
  ['call h:1 a.A/B --ver', 'Did you mean --verbose? duplex call --help shows all'],
  ['list h:1 --takes 3', 'duplex list --help shows its options'],
  ['call h:1 a.A/B -msg-template', 'It is one of duplex describe'],
  ['list h:1 -insecur', 'Did you mean --insecure? duplex list --help shows all'],
  ['-frobnicate', 'duplex COMMAND --help shows the options of a command'],
  ['-frobnicate x list h:1', 'duplex list --help shows its options'],
  ['cal h:1 a.A/B', 'Did you mean duplex call?'],
  ['desc h:1 a.A', 'Did you mean duplex describe?'],
  ['frobnicate', 'duplex --help shows what there is'],
])('%s: what it may have been, or the help that tells', async (line, hint) => {
  expect((await refused(line)).split('\n')[1]).toBe(`  ${hint}`);
});

it.each([
  ['-plaintext h:1 list', 'duplex list h:1'],
  ['-plaintext h:1 list a.A', 'duplex list h:1 a.A'],
  ['h:1 describe a.A', 'duplex describe h:1 a.A'],
  ['-plaintext -d {} h:1 a.A/B', 'duplex call h:1 a.A/B'],
  ['unix:/x a.A/B', 'duplex call unix:/x a.A/B'],
  ['localhost list', 'duplex list localhost'],
  ['grpcs://h', 'duplex list grpcs://h'],
])("grpcurl's order, %s, is answered with the command line to type", async (line, meant) => {
  expect((await refused(line)).split('\n')[1]).toBe(
    `  The command comes first: ${meant}, with the options anywhere behind it`,
  );
});

it.each([
  [['list', '-protoset', set], greeter],
  [['list', '-protoset', set, greeter], `${greeter}/SayHello`],
  [['describe', '-protoset', set, `${greeter}.SayHello`], 'rpc SayHello'],
])('needs no address where files have the schema: %s', async (args, text) => {
  const { exit, out, err } = await duplex(args);
  expect({ exit, err }).toEqual({ exit: 0, err: '' });
  expect(out).toContain(text);
});

it('takes switches and values as flags of Go write them', async () => {
  const { values } = parseArguments([
    'call',
    'h:1',
    'a.A/B',
    '-plaintext=true',
    '-insecure=false',
    '-d={"a":"="}',
    '-H=x: 1',
    '-I=protos',
    '--proto_path=more',
    '-v=1',
    '-emit-defaults=F',
  ]);
  expect(values).toEqual({
    plaintext: true,
    insecure: false,
    data: ['{"a":"="}'],
    header: ['x: 1'],
    'import-path': ['protos', 'more'],
    verbose: true,
    'emit-defaults': false,
  });
  expect(tlsOf(values)).toBeUndefined();
  expect(await refused('call h:1 a.A/B -plaintext=maybe')).toContain(
    'duplex: --plaintext is a switch: "maybe" is none of true and false\n',
  );
});

it('takes -plaintext=false for TLS, and -vv for -v', () => {
  expect(tlsOf(parseArguments(['list', 'h:1', '-plaintext=false']).values)).toEqual({});
  expect(parseArguments(['call', 'h:1', 'a.A/B', '-vv']).values).toEqual({ verbose: true });
});

it('takes -use-reflection for --reflect, and believes it when it is off', async () => {
  const { values } = parseArguments(['list', 'h:1', '-proto', 'x', '-use-reflection']);
  expect(values.reflect).toBe(true);
  expect(await refused('list h:1 -use-reflection=false')).toContain(
    'duplex: Neither reflection nor files give the schema\n',
  );
});

it.each([
  ['call', 'TARGET is missing'],
  ['doctor', 'TARGET is missing'],
  ['doctor -', 'The doctor needs a server'],
  ['health', 'TARGET is missing'],
])('%s asks for a server, and for nothing that is of no use to it', async (line, message) => {
  expect(await refused(`${line} --proto x.proto`)).toBe(
    `duplex: ${message}\n  Give the address of a server, such as localhost:50051\n`,
  );
});
