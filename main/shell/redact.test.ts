import { describe, expect, it } from 'vitest';
import { redact } from './redact.ts';

const home = '/home/ada';
/** No real secret; nothing of it may be left. */
const secret = 's3cr3t';
const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJl';

describe('leaves out', () => {
  it.each([
    `authorization: Bearer ${secret}`,
    `Authorization:Basic ${secret}==`,
    `authorization=Bearer ${secret} x`,
    `authorization: Digest username="ada", response="${secret}"`,
    `"authorization":"Bearer ${secret}"`,
    `{"a":1,"Authorization" : "Bearer a\\"b ${secret}","b":2}`,
    `["authorization","Bearer ${secret}"]`,
    `[[ 'x-api-key', '${secret}' ]]`,
    `{ name: 'authorization', value: 'Bearer ${secret}' }`,
    `{"name":"cookie","value":"a=b; c=${secret}"}`,
    `{\\"token\\":\\"a \\\\\\"b ${secret}\\"}`,
    `Map { 'authorization' => [ 'Bearer ${secret}' ] }`,
    `{\n  authorization: [\n    'Bearer a]',\n    'Bearer ${secret}'\n  ]\n}`,
    `secrets: {\n  a: { b: 1 },\n  c: '${secret}'\n}`,
    `proxy-authorization: ${secret}`,
    `set-cookie: id=1; Path=/; s=${secret}`,
    `x-api-key: ${secret}`,
    `api_key=${secret}`,
    `apiKey: "${secret}"`,
    `token = ${secret}`,
    `id_token=${secret}&x=1`,
    `x-access-token-bin: ${secret}`,
    `password: correct horse ${secret}`,
    `passwd='${secret} x'`,
    `authorization:\n    ${secret}`,
    `run --password ${secret} --verbose`,
    `run --auth-token="${secret}"`,
    `-H 'authorization: Bearer ${secret}'`,
    `sent Bearer ${secret}`,
    `bearer\n${secret}`,
    `Basic ${secret}`,
    `grpc://ada:${secret}@localhost:50051`,
    `https://${secret}@localhost`,
    `https://ada:a/b?c#${secret}@localhost/x`,
    `https://localhost/path?a=1&b=${secret}`,
    `https://localhost/path#${secret}`,
    `"https://localhost/?q=${secret}"`,
    `-----BEGIN PRIVATE KEY-----\n${secret}\n-----END PRIVATE KEY-----`,
    `"-----BEGIN RSA PRIVATE KEY-----\\n${secret}\\n-----END RSA PRIVATE KEY-----"`,
    `-----BEGIN CERTIFICATE-----\n${secret}`,
    `of ${secret}.ada+x@example.org`,
  ])('%s', (text) => {
    const left = redact(text, home);
    expect(left).not.toContain(secret);
    expect(left).toContain('[redacted]');
    expect(redact(left, home)).toBe(left);
  });

  it.each([
    jwt,
    `(${jwt})`,
    'd41d8cd98f00b204e9800998ecf8427e',
    'D41D8CD98F00B204E9800998ECF8427E0000',
    '550e8400-e29b-41d4-a716-446655440000',
    'QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo+/w==',
    'q83vASNFZ4mrze8BI0Vniavd7wEjRWeJq83v/AEj/RWeJ',
    'abcdefghijklmnopqrstuvwxyzabcdefghijklmnop',
  ])('%s', (text) => {
    expect(redact(`it was ${text}, then`, home)).toMatch(/^it was \(?\[redacted\]\)?, then$/);
  });
});

it('says what it left out, and keeps what is around it', () => {
  expect(redact('GET grpc://u:p@host:1/a?b=c failed', home)).toBe(
    'GET grpc://[redacted]@host:1/a?[redacted] failed',
  );
  expect(redact('{"token":"x","code":3}', home)).toBe('{"[redacted]":[redacted],"[redacted]":3}');
  expect(redact('a\ncookie: x\r\nb', home)).toBe('a\ncookie: [redacted]\r\nb');
  expect(redact('-----BEGIN X-----\na\n-----END X----- b', home)).toBe('[redacted] b');
});

it.each([
  'Unexpected token } in JSON at position 12',
  'the basic types of a message',
  'window: TypeError: x is undefined (app://duplex/assets/index-BxK3_9aQ.js:120:31)',
  'at render (app://duplex/assets/vendor-react-aria-components-DkF93j2aLq8.js:1:20)',
  'at validateAndNormaliseIncomingMetadata (file:///opt/Duplex/resources/app.asar/dist/main/index.js:1:2)',
  '/opt/Duplex/resources/app.asar/node_modules/react-aria-components/dist/Button/Button2.mjs',
  'C:\\Program Files\\Duplex\\resources\\app.asar',
  'electron 45.4.1, react@18.2.0, grpc://localhost:50051, grpc://[::1]:50051/a@b',
  '================================================',
  'sample.greeter.v1.Greeter/SayHello',
])('leaves alone: %s', (text) => {
  expect(redact(text, home)).toBe(text);
});

it.each([
  ['Metadata string value "SUPERSEKRET" contains illegal characters', 'SUPERSEKRET'],
  [`Unexpected token 'S', "{"ssn":"078-05-1120"}" is not valid JSON`, '078-05-1120'],
  ['cannot open /home/somebody/ca.pem', 'somebody'],
  ["the value 'my secret words' is refused", 'my secret words'],
])('leaves out what an error quotes: %s', (text, secret) => {
  expect(redact(text, '/home/ada')).not.toContain(secret);
});

it('keeps the name of a property, which tells where a fault is', () => {
  const text = "Cannot read properties of undefined (reading 'rows')";
  expect(redact(text, '/home/ada')).toBe(text);
});

it.each([
  ['/home/ada', 'cannot read /home/ada/x and /home/ada.', 'cannot read ~/x and ~.'],
  ['/home/ada', 'file:///home/ada/x', 'file://~/x'],
  ['/home/ada/', '/home/ada', '~'],
  ['/home/ada', '/home/adam /home/ada-2', '/home/[redacted] /home/[redacted]'],
  ['/home/ada b', 'file:///home/ada%20b/x', 'file://~/x'],
  ['C:\\Users\\Ada', 'C:\\Users\\Ada\\x c:/users/ada/x', '~\\x ~/x'],
  ['C:\\Users\\Ada', 'C:\\\\Users\\\\Ada\\\\x', '~\\\\x'],
  ['/', 'a / b', 'a / b'],
  ['', 'a', 'a'],
  ['C:\\', 'C:\\x', 'C:\\x'],
])('shows the home folder %s as ~', (folder, text, expected) => {
  expect(redact(text, folder)).toBe(expected);
});

it.each([
  'a',
  '\\',
  ' ',
  '-',
  ':',
  'eyJ',
  'token',
  'token:',
  'token\\',
  'token"',
  'token:"\\',
  "token:['(",
  'token ,',
  '--token ',
  'bearer ',
  '://',
  '://a@',
  '://a:b',
  'a@',
  'a@b.',
  '-----BEGIN ',
  '-----BEGIN A-----',
  '-----BEGIN A-----\n-----END ',
  '/home/ada',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa ',
  'a/',
  'aB-',
  'a-',
])('takes no longer for a megabyte of %j', (piece) => {
  const since = performance.now();
  for (const around of ['', 'token', 'a://'])
    redact(around + piece.repeat(1_000_000 / piece.length), home);
  expect(performance.now() - since).toBeLessThan(5_000);
});
