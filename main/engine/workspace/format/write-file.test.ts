import { describe, expect, it } from 'vitest';
import type { SavedRequest } from '#app/contract/workspace.ts';
import { readRequest } from './read-file.ts';
import { requestWanted } from './wanted.ts';
import { writtenFile } from './write-file.ts';

const written = `# A greeting.
duplex: 1 # the form
method:   sample.greeter.v1.Greeter/SayHello

# who asks
metadata:
  - { name: x-request-id,   value: "{{uuid}}" } # a row
  # between
  - name: x-debug
    value: 1
    disabled: true
    note: unknown
team:   [ payments,  billing ] # unknown
options:
  keepalive: 10s
  future: yes
variables:
  big: 90071992547409931234.10 # digits
  "text": '5'
messages:
  - |
    { "name": "Ada",   "id": 9007199254740993 }   
  # second
  - "{}"
docs: >
  folded

  text
# the end
`;

const save = (text: string, change: Partial<SavedRequest>) =>
  writtenFile(text, requestWanted({ ...readRequest(text), ...change }));

describe('a file that is saved', () => {
  it('stays as it is when nothing changed', () => {
    expect(save(written, {})).toBe(written);
    const crlf = written.replaceAll('\n', '\r\n');
    expect(save(crlf, {})).toBe(crlf);
    for (const text of [
      'method: a/B',
      'method: a/B\ndeadline:\nmetadata: []\nschema: []\n',
      '{ method: a/B }',
    ])
      expect(save(text, {})).toBe(text);
  });

  it('turns off what is inherited without a value of its own', () => {
    const off = { name: 'x-who', value: '', disabled: true };
    expect(save('method: a/B\n', { metadata: [off] })).toBe(
      'method: a/B\nmetadata:\n  - { name: x-who, disabled: true }\n',
    );
    const typed = 'method: a/B\nmetadata: [{ name: x-who, value: "", disabled: true }]\n';
    expect(save(typed, {})).toBe(typed);
  });

  it('changes in what changed, and nowhere else', () => {
    const { metadata = [], variables = [] } = readRequest(written);
    expect(save(written, { deadline: '5s' })).toBe(written.replace('team:', 'deadline: 5s\nteam:'));
    expect(save(written, { target: 'grpc://{{host}}:1' })).toBe(
      written.replace('\n# who', 'target: grpc://{{host}}:1\n\n# who'),
    );
    expect(save(written, { metadata: [...metadata, { name: 'a', value: '1' }] })).toBe(
      written
        .replace('note: unknown\n', 'note: unknown\n  - { name: a, value: "1" }\n')
        .replace('x-request-id,   value', 'x-request-id, value'),
    );
    expect(save(written, { variables: variables.slice(0, 1) })).toBe(
      written.replace(`  "text": '5'\n`, ''),
    );
    expect(save(written, { options: {} })).toBe(written.replace('  keepalive: 10s\n', ''));
  });

  it('is written in order when it is new', () => {
    expect(
      writtenFile(
        '',
        requestWanted({
          method: 'a.b/C',
          messages: ['{ "a": 1 }\n', '{}'],
          metadata: [
            { name: 'x', value: '{{uuid}}' },
            { name: 'y', value: '1', disabled: true },
          ],
          target: 'grpc://localhost:1',
          tls: {},
          schema: [{ kind: 'proto', path: 'a/b.proto' }, { kind: 'reflection' }],
          options: { keepaliveMs: '10s', retries: 'off' },
          variables: [
            { name: 'n', value: '9007199254740993', type: 'json' },
            { name: 't', value: '5', type: 'text' },
            { name: 'j', value: '{"a": [1, "x"]}', type: 'json' },
          ],
          docs: '# Hi\nthere\n',
        }),
      ),
    ).toMatchInlineSnapshot(`
      "duplex: 1
      method: a.b/C
      target: grpc://localhost:1
      tls: {}
      metadata:
        - { name: x, value: "{{uuid}}" }
        - { name: y, value: "1", disabled: true }
      options:
        keepalive: 10s
        retries: off
      schema:
        - proto: a/b.proto
        - reflection
      variables:
        n: 9007199254740993
        t: "5"
        j: { "a": [ 1, "x" ] }
      messages:
        - |
          { "a": 1 }
        - |-
          {}
      docs: |
        # Hi
        there
      "
    `);
  });
});

describe('a hostile file', () => {
  const faultOf = (text: string): string => {
    try {
      readRequest(text);
      return 'none';
    } catch (error) {
      return error instanceof Error ? error.message : 'unknown';
    }
  };

  it('is told, and holds up nothing', () => {
    const laughs = Array.from({ length: 12 }, (_, index) => {
      const before = index === 0 ? 'lol' : `*a${index - 1}`;
      return `x${index}: &a${index} [${Array.from({ length: 10 }, () => before).join(',')}]`;
    });
    expect(faultOf(`${laughs.join('\n')}\nmethod: a`)).toContain('holds more than');
    expect(faultOf(`a: ${'['.repeat(50_000)}`)).toContain('nested');
    expect(faultOf(`a: ${'[a, '.repeat(300)}`)).not.toBe('none');
    expect(faultOf(`a: [${'a, '.repeat(200_000)}]`)).toContain('is made of more than');
    expect(faultOf('a: &x [*x]\nmethod: a')).toContain('nested');
    expect(faultOf('method: a\nmethod: b')).toBe('"method" is there twice');
    expect(faultOf('- method')).toBe('must be a map of keys and values');
    expect(faultOf('method: a\n---\nmethod: b')).not.toBe('none');
    expect(faultOf('duplex: 2\nmethod: a')).toBe(
      '"duplex" must be 1: another Duplex may know more',
    );
    expect(faultOf(`method: "${'a'.repeat(5_000_000)}"`)).toContain('a quoted text');
    const carriage = { method: 'a', messages: ['\r'.repeat(5_000_000)] };
    expect(() => writtenFile('', requestWanted(carriage))).toThrow('too much for a file');
    expect(faultOf('method: a\n__proto__: { messages: [x] }')).toBe('none');
  });
});
