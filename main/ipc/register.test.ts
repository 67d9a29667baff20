import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { describe, expect, it, vi } from 'vitest';
import { commandInputs, commandNames, defaultSettings } from '#app/contract/index.ts';
import { Failure } from '#app/contract/result.ts';
import { createEngine } from '#engine';
import { Workspaces } from '../workspaces.ts';
import { createHandlers } from './handlers.ts';
import { PageLife } from './page-life.ts';
import { answer, registerIpc } from './register.ts';

const engine = createEngine({ cwd: '/', onConnection: () => {} });
const page = new PageLife();
const faults: string[] = [];
const onFault = (what: string) => faults.push(what);
const handlers = createHandlers(
  async () => ({ engine, calls: engine.holdCalls({ onProgress: () => {} }) }),
  new Workspaces('/').forWindow({
    place: () => '/',
    keepPlace: () => {},
    tell: () => {},
    tellMoved: () => {},
  }),
  {
    appStart: () => ({
      version: '0',
      platform: 'test',
      versions: {},
      recentAddresses: [],
      knownProxyPasswords: [],
      hasSample: false,
      settings: defaultSettings,
      servers: [],
      home: '',
      logFile: '',
    }),
    diagnosisStep: () => {},
    schemaProgress: () => {},
    healthChanged: () => {},
    saveSettings: () => {},
    saveServers: () => {},
    setProxyPassword: () => {},
    openWindow: () => {},
    workspaceFolder: (typed) => typed,
    newWorkspace: (typed) => typed,
    addEditorFiles: () => true,
    recentWorkspaces: () => [],
    closeWindow: () => {},
    waitForAnswer: () => {},
    stayOpen: () => {},
    enableCommands: () => {},
    quit: () => {},
    diagnostics: () => '',
    showLog: () => {},
    showFile: () => {},
    startSample: async () => 'grpc://127.0.0.1:1',
    windowReady: () => {
      throw new Failure('internal', 'told on purpose');
    },
    saveSession: () => {},
    choosePaths: async () => [],
    writeClipboard: () => {
      throw new TypeError('unforeseen');
    },
    recentAddresses: () => [],
    rememberAddress: (address) => [address],
  },
  page,
);

describe('the border', () => {
  it('has the same names in contract, preload list and handlers', () => {
    const names = [...commandNames].sort();
    expect(Object.keys(commandInputs).sort()).toEqual(names);
    expect(Object.keys(handlers).sort()).toEqual(names);
    const bound: string[] = [];
    registerIpc({ handle: (name: string) => bound.push(name) }, () => handlers, onFault);
    expect(bound.sort()).toEqual(names);
  });

  it('refuses a sender that is not trusted before any handler runs', async () => {
    const bound = new Map<string, (event: never, payload: unknown) => unknown>();
    registerIpc(
      {
        handle: (name: string, listener: (event: never, payload: unknown) => unknown) =>
          bound.set(name, listener),
      },
      () => undefined,
      onFault,
    );
    const result = await bound.get('clipboard.write')?.({} as never, { text: 'x' });
    expect(result).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('sender') },
    });
  });

  it('refuses a payload that is not of the contract and names the place', async () => {
    const result = await answer(
      handlers,
      'calls.rows',
      { callId: 'a', from: -1, count: 5 },
      onFault,
    );
    expect(result).toMatchObject({
      ok: false,
      error: { code: 'usage', message: expect.stringContaining('from') },
    });
    expect(await answer(handlers, 'app.start', { extra: 1 }, onFault)).toMatchObject({ ok: false });
    expect(await answer(handlers, 'calls.cancel', undefined, onFault)).toMatchObject({ ok: false });
  });

  it('turns failures and faults into data', async () => {
    expect(await answer(handlers, 'app.ready', {}, onFault)).toEqual({
      ok: false,
      error: { code: 'internal', message: 'told on purpose' },
    });
    expect(await answer(handlers, 'clipboard.write', { text: '' }, onFault)).toMatchObject({
      ok: false,
      error: { code: 'internal', message: 'Duplex failed: unforeseen' },
    });
    expect(await answer(handlers, 'calls.cancel', { callId: 'nobody' }, onFault)).toMatchObject({
      ok: false,
      error: { code: 'no-such-call' },
    });
  });

  it('has the connections of a page stay as long as that page is there', async () => {
    const use = vi.spyOn(engine, 'use');
    const targets = ['a', 'b'];
    expect(await answer(handlers, 'targets.use', { targets }, onFault)).toMatchObject({ ok: true });
    expect(use).toHaveBeenCalledWith(targets, page.signal);
  });

  it.each([
    ['its page no longer waits for', () => page.beginAnew()],
    [
      'is stopped',
      () => answer(handlers, 'connection.stopDiagnosis', { diagnosisId: 'd' }, onFault),
    ],
  ])('a diagnosis that %s ends, and is no fault', async (_, stop) => {
    const silent = createServer(() => {});
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const connected = once(silent, 'connection');
    const { port } = silent.address() as AddressInfo;
    const target = { address: `grpcs://127.0.0.1:${port}` };
    const question = { diagnosisId: 'd', target, metadata: [] };
    const told = faults.length;
    const diagnosis = answer(handlers, 'connection.diagnose', question, onFault);
    await connected;
    await stop();
    expect(await diagnosis).toMatchObject({ ok: false, error: { code: 'cancelled' } });
    expect(faults).toHaveLength(told);
    silent.close();
  });
});
