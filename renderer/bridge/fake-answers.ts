import type { AppStart } from '#app/contract/app-start.ts';
import type { CallSummary, TimelineRow } from '#app/contract/calls.ts';
import type { MethodShape } from '#app/contract/method-shape.ts';
import { ok } from '#app/contract/result.ts';
import type { MethodKind, MethodSummary, SchemaSummary } from '#app/contract/schema.ts';
import { defaultSettings } from '#app/contract/settings.ts';
import { targetKey } from '#app/core/target.ts';
import type { Answers } from './fake-bridge.ts';
import { fakeDefinition, fakeMatches } from './fake-definitions.ts';
import { fakeDiagnosis } from './fake-diagnosis.ts';
import { fakeWorkspace } from './fake-workspace.ts';

/** A small schema with a method of each kind. */
export const fakeSchema: SchemaSummary = {
  services: [
    {
      name: 'chat.v1.Chat',
      methods: [fakeMethod('chat.v1.Chat/Converse', 'bidi-streaming')],
    },
    {
      name: 'greeter.v1.Greeter',
      comment: 'Says hello.',
      methods: [
        fakeMethod('greeter.v1.Greeter/SayHello', 'unary'),
        fakeMethod('greeter.v1.Greeter/SayManyHellos', 'server-streaming'),
        fakeMethod('greeter.v1.Greeter/Collect', 'client-streaming'),
      ],
    },
  ],
  diagnostics: [],
  sources: [],
  reflection: 'v1',
};

export function fakeMethod(path: string, kind: MethodKind): MethodSummary {
  const name = path.slice(path.indexOf('/') + 1);
  const parent = path.slice(0, path.lastIndexOf('.'));
  return { name, path, kind, input: `${parent}.${name}Request`, output: `${parent}.${name}Reply` };
}

/** What a method of the fake schema takes and returns: nothing that is known. */
function fakeShape(path: string): MethodShape {
  const { kind, input, output } = fakeMethod(path, 'unary');
  return { kind, input, output, messages: [], enums: [] };
}

/** The sample schema's method of that name. */
export function methodNamed(name: string): MethodSummary {
  const method = fakeSchema.services
    .flatMap(({ methods }) => methods)
    .find((one) => one.name === name);
  if (method === undefined) throw new Error(`The fake schema has no method ${name}`);
  return method;
}

/** What a window is told when nothing was kept from before. */
export const fakeStart: AppStart = {
  version: '0.1.0',
  platform: 'linux',
  versions: { electron: '45.4.1', chrome: '140.0.0', node: '22.18.0' },
  recentAddresses: [],
  knownProxyPasswords: [],
  hasSample: false,
  settings: defaultSettings,
  servers: [],
  home: '/home/ada',
  logFile: '/home/ada/.config/Duplex/logs/duplex.log',
};

/** A main process where all goes well; calls start and then wait for events. */
export const wellAnswers: Answers = {
  'app.start': () => ok(fakeStart),
  'app.ready': () => ok(null),
  'targets.connect': ({ target }) =>
    ok({
      connection: {
        key: targetKey(target),
        state: 'connected',
        ms: { total: 3.1 },
        tls: false,
      },
      recentAddresses: [target.address],
    }),
  'targets.remember': ({ address }) => ok([address]),
  'targets.tlsFaults': () => ok({ caPaths: {} }),
  'connection.diagnose': () => ok(fakeDiagnosis),
  'connection.stopDiagnosis': () => ok(null),
  'schema.read': () => ok(fakeSchema),
  'schema.cancel': () => ok(null),
  'schema.symbols': ({ query }) => ok(fakeMatches(fakeSchema, query)),
  'schema.definition': ({ symbol }) => ok(fakeDefinition(symbol)),
  'schema.sourceText': ({ file }) => ok({ file, text: 'syntax = "proto3";\n' }),
  'schema.skeleton': ({ schema, type }) =>
    ok(JSON.stringify({ of: type, from: schema.target?.address ?? 'files' }, null, 2)),
  'schema.shapes': ({ methods }) => ok(methods.map(fakeShape)),
  'calls.start': ({ callId, method, schema }) =>
    ok(fakeSummary(callId, { method, target: schema.target?.address ?? '', events: 1 })),
  'calls.send': () => ok(1),
  'calls.play': () => ok(null),
  'calls.stopPlay': () => ok(null),
  'calls.finish': () => ok(null),
  'calls.cancel': () => ok(null),
  'calls.release': () => ok(null),
  'calls.rows': ({ from, count }) =>
    ok(Array.from({ length: count }, (_, i) => fakeRow(from + i, 'received'))),
  'calls.event': ({ seq }) =>
    ok({ row: fakeRow(seq, 'received'), text: `{\n  "event": ${seq}\n}`, omitted: 0 }),
  'calls.course': () => ok([]),
  'calls.resume': () => ok([]),
  'calls.pause': () => ok(null),
  'calls.whenFull': () => ok(null),
  'calls.filter': () => ok(null),
  'calls.stopFilter': () => ok(null),
  'calls.foundRows': () => ok([]),
  'calls.export': () => ok(null),
  'calls.saveMessage': () => ok(null),
  'calls.stopExport': () => ok(null),
  'texts.leave': () => ok(null),
  'texts.copy': () => ok(null),
  'texts.copyMessage': () => ok(null),
  'texts.find': () => ok(null),
  'history.list': () => ok({ items: [], total: 0 }),
  'history.open': ({ callId }) =>
    ok(fakeSummary(callId, { phase: 'ended', events: 5, received: 1 })),
  'history.delete': () => ok(null),
  'history.clear': () => ok(null),
  'calls.text': ({ seq }) => ok(`{"event":${seq}}`),
  'session.save': () => ok(null),
  'settings.save': () => ok(null),
  'servers.save': () => ok(null),
  'settings.setProxyPassword': () => ok(null),
  'window.open': () => ok(null),
  'window.close': () => ok(null),
  'window.ask': () => ok(null),
  'window.stay': () => ok(null),
  'targets.use': () => ok(null),
  'targets.connected': () => ok([]),
  'menu.enable': () => ok(null),
  'app.quit': () => ok(null),
  'app.diagnostics': () => ok('Duplex 0.1.0'),
  'app.showLog': () => ok(null),
  'health.survey': ({ services }) =>
    ok(['', ...services].map((service) => ({ service, status: 'SERVING' }))),
  'health.watch': () => new Promise(() => undefined),
  'health.stop': () => ok(null),
  'samples.start': () => ok('grpc://127.0.0.1:50051'),
  'workspace.current': () => ok(fakeWorkspace),
  'workspace.open': ({ folder }) => ok({ ...fakeWorkspace, folder }),
  'workspace.create': ({ folder }) => ok({ ...fakeWorkspace, folder }),
  'workspace.addEditorFiles': () => ok(true),
  'workspace.recent': () => ok([{ folder: fakeWorkspace.folder, isThere: true }]),
  'workspace.read': ({ path }) =>
    ok({
      path,
      revision: 'r1',
      request: { method: 'greeter.v1.Greeter/SayHello', messages: ['{ "name": "Ada" }'] },
    }),
  'workspace.save': ({ path }) => ok({ state: 'saved', path, revision: 'saved' }),
  'workspace.createRequest': ({ folder, name, request }) =>
    ok({ path: `${folder}/${name}.request.yaml`, revision: 'made', request }),
  'workspace.createFolder': ({ folder, name }) => ok(`${folder}/${name}`),
  'workspace.saveFolder': () => ok({ state: 'saved', revision: 'saved' }),
  'workspace.rename': ({ path, name }) => ok(path.replace(/[^/]*$/, name)),
  'workspace.move': ({ path, folder }) => ok(`${folder}/${path.replace(/^.*\//, '')}`),
  'workspace.duplicate': ({ path }) => ok(`${path}-copy`),
  'workspace.delete': () => ok({ undo: 'undo-1' }),
  'workspace.undelete': () => ok('collections/chat.request.yaml'),
  'workspace.excerpt': () => ok({ first: 1, lines: [] }),
  'workspace.showFile': () => ok(null),
  'workspace.search': () => ok({ matches: [], areCut: false }),
  'workspace.saveEnvironment': () => ok({ state: 'saved', revision: 'saved' }),
  'workspace.chooseEnvironment': () => ok(null),
  'workspace.trust': () => ok(null),
  'workspace.secrets': () => ok([]),
  'workspace.env': () => ok([]),
  'dialogs.choosePaths': () => ok([]),
  'clipboard.write': () => ok(null),
};

export function fakeSummary(callId: string, change: Partial<CallSummary> = {}): CallSummary {
  return {
    callId,
    method: 'greeter.v1.Greeter/SayHello',
    target: 'grpc://localhost:50051',
    phase: 'waiting',
    events: 1,
    sent: 0,
    received: 0,
    bytesSent: 0,
    bytesReceived: 0,
    elapsed: 0,
    halfClosed: false,
    timing: { steps: {} },
    ...change,
  };
}

export function fakeRow(
  seq: number,
  type: TimelineRow['type'],
  change: Partial<TimelineRow> = {},
): TimelineRow {
  return { seq, at: seq, type, preview: `row ${seq}`, ...change };
}
