import { describe, expect, it } from 'vitest';
import { Failure } from '#app/contract/result.ts';
import type { FolderSettings, Workspace } from '#app/contract/workspace.ts';
import { commandLineFace, type Face } from '#app/core/face.ts';
import type { Values } from '#app/core/variables/resolve.ts';
import { inheritedBy, inheritedInWorkspace, withSettings } from './inherit.ts';
import { resolveMessage, resolveRequest } from './resolve-request.ts';

const path = 'collections/a/b/say.request.yaml';

function workspaceOf(
  whole: FolderSettings,
  outer: FolderSettings,
  inner: FolderSettings,
): Workspace {
  const folder = { kind: 'folder', revision: null } as const;
  return {
    folder: '/home/ada/apis',
    name: 'apis',
    settings: whole,
    revision: null,
    collections: {
      ...folder,
      path: 'collections',
      name: 'collections',
      settings: {},
      items: [
        {
          ...folder,
          path: 'collections/a',
          name: 'a',
          settings: outer,
          items: [
            { ...folder, path: 'collections/a/b', name: 'b', settings: inner, items: [] },
            {
              ...folder,
              path: 'collections/a/bb',
              name: 'bb',
              settings: { target: 'no' },
              items: [],
            },
          ],
        },
      ],
    },
    environments: [
      {
        name: 'local',
        path: 'environments/local.yaml',
        revision: null,
        content: {
          variables: [{ name: 'host', value: 'near', type: 'text' }],
          secrets: ['token'],
        },
      },
    ],
    environment: 'local',
    faults: [],
    misspelt: [],
    deleted: [],
    trust: 'not-needed',
    askedEnvNames: [],
    envNames: [],
  };
}

function holdsFor(workspace: Workspace, own: FolderSettings) {
  return withSettings(inheritedBy(workspace, path), path, own);
}

function around(scopes: Values['scopes']) {
  return {
    folder: '/home/ada/apis',
    home: '/home/ada',
    tlsProfiles: [{ name: 'corp', tls: { caPaths: ['/etc/corp.pem'] } }],
    values: {
      scopes,
      secrets: new Map([['token', 's3']]),
      env: new Map<string, string>(),
      source: { uuid: () => 'u', now: () => 0, random: () => 0, base64: (text: string) => text },
    },
  };
}

describe('what a request inherits', () => {
  it('is said by the nearest file, which is told', () => {
    const workspace = workspaceOf(
      { target: 'grpc://far:1', deadline: '9s', options: { retries: 'off', proxy: 'none' } },
      { target: 'grpc://{{host}}:1', options: { retries: 'on' } },
      {},
    );
    const { target, deadline, options } = inheritedBy(workspace, path);
    expect(target).toEqual({ value: 'grpc://{{host}}:1', from: 'collections/a' });
    expect(deadline).toEqual({ value: '9s', from: '' });
    expect(options).toEqual({
      retries: { value: 'on', from: 'collections/a' },
      proxy: { value: 'none', from: '' },
    });
    expect(inheritedBy(workspace, 'collections/bare.request.yaml').target?.from).toBe('');
    expect(inheritedInWorkspace(workspace).target?.from).toBe('');
  });

  it('has TLS choices and authority of whoever says the target, or says them further in', () => {
    const server = { target: 'grpcs://far:1', tls: { serverName: 'x' }, authority: 'y' };
    const { tls, authority } = holdsFor(workspaceOf(server, {}, {}), { tls: { serverName: 'z' } });
    expect([tls?.value.serverName, authority?.value]).toEqual(['z', 'y']);
    const other = holdsFor(workspaceOf(server, {}, {}), { target: 'grpcs://near:1' });
    expect([other.tls, other.authority]).toEqual([undefined, undefined]);
  });

  it('has the metadata of all, where a nearer name replaces or turns off all of that name', () => {
    const workspace = workspaceOf(
      {
        metadata: [
          { name: 'x-a', value: '1' },
          { name: 'x-a', value: '2' },
          { name: 'x-b', value: '3' },
          { name: 'x-c', value: '4' },
        ],
      },
      { metadata: [{ name: 'X-A', value: '5' }] },
      { metadata: [{ name: 'x-b', value: '', disabled: true }] },
    );
    const { metadata } = holdsFor(workspace, { metadata: [{ name: 'x-d', value: '6' }] });
    expect(metadata.map(({ value, from }) => [value.name, value.value, from])).toEqual([
      ['x-c', '4', ''],
      ['X-A', '5', 'collections/a'],
      ['x-d', '6', path],
    ]);
  });

  it('has variables of request, folders, environment and workspace, in this order', () => {
    const variable = (value: string) => [{ name: 'v', value, type: 'text' as const }];
    const workspace = workspaceOf(
      { variables: variable('whole') },
      { variables: variable('outer') },
      { variables: variable('inner') },
    );
    expect(
      holdsFor(workspace, { variables: variable('own') }).scopes.map(({ title }) => title),
    ).toEqual([
      path,
      'collections/a/b/folder.yaml',
      'collections/a/folder.yaml',
      'collections/folder.yaml',
      'environments/local.yaml',
      'duplex.yaml',
    ]);
  });
});

describe('a saved request', () => {
  const workspace = workspaceOf(
    {
      schema: [
        { kind: 'proto', path: '../protos/./a' },
        { kind: 'import', path: 'vendor' },
      ],
    },
    {
      target: 'grpcs://{{host}}:443',
      tls: { profile: 'corp', serverName: 'x' },
      authority: '{{host}}.internal',
    },
    { metadata: [{ name: 'authorization', value: 'Bearer {{token}}' }], deadline: '{{seconds}}s' },
  );

  it('says where an unknown variable was looked for, and which environment would have it', () => {
    const workspace = workspaceOf({}, {}, {});
    const failure = (environment: string | null, use: string, face?: Face): string => {
      const { scopes } = holdsFor({ ...workspace, environment }, {});
      try {
        return resolveMessage(use, 1, { ...around(scopes).values, ...(face && { face }) });
      } catch (error) {
        if (error instanceof Failure) return error.error.hint ?? '';
        throw error;
      }
    };
    const folders =
      'collections/a/b/folder.yaml, collections/a/folder.yaml, collections/folder.yaml';
    expect(failure('local', '{{gone}}')).toBe(
      `Looked for in ${path}, ${folders}, environments/local.yaml, duplex.yaml. Define it in one of them`,
    );
    const local = 'choose that one';
    expect(failure(null, '{{host}}')).toBe(
      `Looked for in ${path}, ${folders}, no environment, duplex.yaml. The environment local has it: ${local}`,
    );
    expect(failure(null, '{{host}}', commandLineFace)).toMatch(/has it: choose it by --env local$/);
    expect(failure(null, '{{token}}')).toContain('The environment local has it as a secret: ');
  });

  it('is not known while the chosen environment has no file', () => {
    const workspace = { ...workspaceOf({}, {}, {}), environment: 'gone' };
    expect(holdsFor(workspace, {}).scopes.map(({ title }) => title)).toContain(
      'environments/gone.yaml (not there)',
    );
    expect(holdsFor(workspace, {}).fault).toEqual({
      path: 'environments/gone.yaml',
      message: 'the chosen environment has no file any more',
    });
  });

  it('goes out with all that it inherits, resolved', () => {
    const holds = holdsFor(workspace, {
      variables: [{ name: 'seconds', value: '5', type: 'json' }],
    });
    expect(resolveRequest(holds, around(holds.scopes))).toEqual({
      target: {
        address: 'grpcs://near:443',
        tls: { caPaths: ['/etc/corp.pem'], serverName: 'x' },
        authority: 'near.internal',
      },
      metadata: [['authorization', 'Bearer s3']],
      deadline: '5s',
      options: {},
      sources: {
        protos: ['/home/ada/protos/a'],
        importPaths: ['/home/ada/apis/vendor'],
        descriptorSets: [],
        bufDirs: [],
        reflection: false,
      },
    });
  });

  it('takes `~` as the home folder, which whoever reads an authority does as well', () => {
    const holds = holdsFor(workspace, {
      deadline: '1s',
      target: 'grpcs://near:443',
      tls: { caPaths: ['~/ca.pem', 'ca.pem'] },
      schema: ['~/protos', '{{mine}}', '~ada/protos'].map((path) => ({ kind: 'proto', path })),
      variables: [{ name: 'mine', value: '~/mine', type: 'text' }],
    });
    const { sources, target } = resolveRequest(holds, around(holds.scopes));
    expect(sources.protos).toEqual([
      '/home/ada/protos',
      '/home/ada/mine',
      '/home/ada/apis/~ada/protos',
    ]);
    expect(target?.tls?.caPaths).toEqual(['~/ca.pem', '/home/ada/apis/ca.pem']);
  });

  it('tells which part is wrong', () => {
    const refused = (own: FolderSettings): string => {
      const holds = holdsFor(workspace, { deadline: '1s', ...own });
      try {
        resolveRequest(holds, around(holds.scopes));
      } catch (error) {
        if (error instanceof Failure) return `${error.error.message} ${error.error.hint ?? ''}`;
      }
      return '';
    };
    expect(refused({ target: '{{hots}}' })).toMatch(/^The target: .*hots.*Did you mean "host"/);
    expect(refused({ metadata: [{ name: 'x-a', value: '{{no}}' }] })).toMatch(
      /^The metadata x-a: /,
    );
    expect(refused({ schema: [{ kind: 'proto', path: '{{no}}/a.proto' }] })).toMatch(
      /^The schema path \{\{no\}\}\/a\.proto of collections\/a\/b\/say\.request\.yaml: .*no variable no/,
    );
    expect(refused({ schema: [{ kind: 'import', path: 'vendor' }] })).toMatch(
      /^The schema of .*say\.request\.yaml lists nothing that defines a service/,
    );
    expect(refused({ tls: { profile: 'crop' } })).toMatch(/no TLS profile crop.*"corp"/);
    expect(() => resolveMessage('{"a": {{no}}}', 2, around([]).values)).toThrow(/^Message 2: .*no/);
  });
});
