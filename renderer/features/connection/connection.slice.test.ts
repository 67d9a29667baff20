import { expect, test, vi } from 'vitest';
import { fail, ok } from '#app/contract/result.ts';
import { targetKey } from '#app/core/target.ts';
import { methodNamed, wellAnswers } from '#renderer/bridge/fake-answers.ts';
import { createFakeBridge, later } from '#renderer/bridge/fake-bridge.ts';
import { createAppStore } from '#renderer/store/create-app-store.ts';
import { activeConnection, activeTarget } from './connection.selectors.ts';
import { connectionText } from './connection-text.ts';

function setUp() {
  const bridge = createFakeBridge(wellAnswers);
  const store = createAppStore(bridge);
  const says = () =>
    connectionText(activeConnection(store.getState()), activeTarget(store.getState()).address);
  return { bridge, store, says, act: store.getState };
}

test('connects, then reads the schema, and remembers the address', async () => {
  const { bridge, act, says } = setUp();
  expect(says()).toMatch(/^Not connected/);
  act().setAddress('localhost:50051');
  const done = act().connect();
  expect(says()).toMatch(/^Connecting/);
  await done;
  expect(says()).toBe('Connected · 3.1 ms · h2 · plaintext');
  expect(act().recentAddresses).toEqual(['localhost:50051']);
  expect(bridge.asked('schema.read')).toEqual([
    {
      schema: {
        target: { address: 'localhost:50051' },
        sources: { protos: [], importPaths: [], descriptorSets: [], reflection: true },
      },
      refresh: false,
      readId: expect.any(String),
    },
  ]);
});

test('connecting once more reads the schema again', async () => {
  const { bridge, act } = setUp();
  act().setAddress('localhost:50051');
  await act().connect();
  await act().connect();
  expect(bridge.asked('schema.read').map(({ refresh }) => refresh)).toEqual([false, true]);
});

test('an address that means nothing fails with a reason and asks nobody', async () => {
  const { bridge, act, says } = setUp();
  act().setAddress('ftp://x');
  await act().connect();
  expect(says()).toMatch(/^Failed: Duplex does not know the scheme "ftp:".*Use grpc:\/\//);
  expect(bridge.asked('targets.connect')).toEqual([]);
});

test('a failure says why and what to try', async () => {
  const { bridge, act, says } = setUp();
  bridge.answer({
    'targets.connect': () =>
      fail({ code: 'unreachable', message: 'Nobody listens at localhost:1', hint: 'Start it' }),
  });
  act().setAddress('localhost:1');
  await act().connect();
  expect(says()).toBe('Failed: Nobody listens at localhost:1. Start it');
});

test('with a tab open the address is that tab’s, and others keep the workspace’s', async () => {
  const { act } = setUp();
  act().setAddress('localhost:50051');
  act().openMethod(methodNamed('SayHello'));
  act().openMethod(methodNamed('Converse'));
  act().setAddress('elsewhere:1');
  expect(activeTarget(act()).address).toBe('elsewhere:1');
  act().stepTab(-1);
  expect(activeTarget(act()).address).toBe('localhost:50051');
  expect(act().workspaceTarget.address).toBe('localhost:50051');
});

test('the slower answer for another address does not change what the shown one says', async () => {
  const { bridge, act, says } = setUp();
  const slow = later<'targets.connect'>();
  bridge.answer({ 'targets.connect': slow.answer });
  act().setAddress('slow:1');
  const connecting = act().connect();
  act().setAddress('other:2');
  await Promise.resolve();
  slow.resolve(
    ok({
      connection: {
        key: targetKey({ address: 'slow:1' }),
        state: 'connected',
        ms: { total: 1 },
        tls: false,
      },
      recentAddresses: [],
    }),
  );
  await connecting;
  expect(says()).toMatch(/^Not connected to other:2/);
});

test('what the main process tells of a connection is shown', async () => {
  const { bridge, act, says } = setUp();
  act().setAddress('localhost:50051');
  await act().connect();
  const key = targetKey({ address: 'localhost:50051' });
  bridge.emit('targets.changed', { key, state: 'failed', message: 'The server went away' });
  expect(says()).toBe('Failed: The server went away');
});

test('a connection that goes away says that it did', async () => {
  const { bridge, act, says } = setUp();
  act().setAddress('localhost:50051');
  await act().connect();
  const key = targetKey({ address: 'localhost:50051' });
  bridge.emit('targets.changed', { key, state: 'not-connected' });
  expect(says()).toBe('Not connected: the connection to localhost:50051 was lost. Press Connect');
});

test('a connection that the server closed while it was idle is no loss', async () => {
  const { bridge, act, says } = setUp();
  act().setAddress('localhost:50051');
  await act().connect();
  const key = targetKey({ address: 'localhost:50051' });
  bridge.emit('targets.changed', { key, state: 'not-connected', wasIdle: true });
  expect(says()).toBe(
    'Not connected: the server closed the idle connection to localhost:50051. The next call connects again',
  );
});

test('connecting that was stopped is over, whatever comes of it later', async () => {
  const { bridge, act, says } = setUp();
  const slow = later<'targets.connect'>();
  bridge.answer({ 'targets.connect': slow.answer });
  act().setAddress('slow:1');
  const connecting = act().connect();
  await Promise.resolve();
  act().stopConnecting({ address: 'slow:1' });
  expect(says()).toMatch(/^Not connected to slow:1/);
  const key = targetKey({ address: 'slow:1' });
  bridge.emit('targets.changed', { key, state: 'failed', message: 'Nobody there' });
  slow.resolve(fail({ code: 'unreachable', message: 'Nobody there' }));
  await connecting;
  expect(says()).toMatch(/^Not connected to slow:1/);
  bridge.answer(wellAnswers);
  await act().connect();
  expect(says()).toMatch(/^Connected/);
});

test('a connection that a call made is shown, and the schema is read over it', async () => {
  const { bridge, act, says } = setUp();
  bridge.answer({ 'targets.connect': later<'targets.connect'>().answer });
  const target = { address: 'localhost:50051' };
  act().setAddress(target.address);
  void act().connect();
  act().stopConnecting(target);
  act().expectConnection(target);
  const key = targetKey(target);
  bridge.emit('targets.changed', { key, state: 'connected', ms: { total: 3.1 }, tls: false });
  expect(says()).toMatch(/^Connected/);
  expect(bridge.asked('schema.read').map(({ schema }) => schema.target)).toEqual([target]);
  expect(bridge.asked('targets.remember')).toEqual([target]);
  await vi.waitFor(() => expect(act().recentAddresses).toEqual([target.address]));
});

test('another address stops connecting to the one before', async () => {
  const { bridge, act, says } = setUp();
  bridge.answer({ 'targets.connect': later<'targets.connect'>().answer });
  act().setAddress('slow:1');
  void act().connect();
  act().setAddress('slow:12');
  act().setAddress('slow:1');
  expect(says()).toMatch(/^Not connected to slow:1/);
});
