import type { ServerHttp2Session } from 'node:http2';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConnectionState, TargetSettings } from '#app/contract/target.ts';
import { targetKey } from '#app/core/target.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';
import { createEngine, type Engine } from '../index.ts';
import { greet, watch } from '../testing/failing-call.ts';
import { answerWith, frame, type RawServer, startRawServer } from '../testing/raw-server.ts';
import { record } from '../testing/recorded-call.ts';
import { sampleSet } from '../testing/sources.ts';

describe.each(['plaintext', 'TLS'] as const)('over %s, a connection that ends', (kind) => {
  let engine: Engine;
  let server: RawServer;
  let target: TargetSettings;
  const told: ConnectionState[] = [];
  const sessions: ServerHttp2Session[] = [];

  beforeEach(async () => {
    told.length = 0;
    sessions.length = 0;
    const authority = createCertificateAuthority();
    const tls = authority.issue({ name: 'x', hosts: ['localhost'] });
    server = await startRawServer(
      (stream, headers) => {
        if (headers[':path'] === `/${greet}`)
          answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' });
        else stream.respond({ ':status': 200, 'content-type': 'application/grpc' });
      },
      {
        onSession: (session) => sessions.push(session),
        ...(kind === 'TLS' && { tls }),
      },
    );
    target =
      kind === 'TLS'
        ? { address: `grpcs://localhost:${server.port}`, tls: { insecure: true } }
        : { address: server.address };
    engine = createEngine({ cwd: '/', onConnection: (state) => told.push(state) });
    expect(await engine.connect(target)).toMatchObject({ state: 'connected' });
  });
  afterEach(async () => {
    await engine.close();
    server.close();
  });

  function call(method = greet) {
    return record(engine, {
      schema: { target, sources: sampleSet },
      method,
      message: '{}',
    });
  }

  /** What is told when the newest connection of the server ends so. */
  async function afterwards(end: (session: ServerHttp2Session) => void): Promise<unknown> {
    const session = sessions.at(-1);
    if (session !== undefined) end(session);
    await vi.waitFor(() => expect(told.at(-1)?.state).toBe('not-connected'), { timeout: 3000 });
    return told.at(-1);
  }

  const idle = () => ({ key: targetKey(target), state: 'not-connected', wasIdle: true });
  const lost = () => ({ key: targetKey(target), state: 'not-connected' });

  it('while nothing runs, as agreed, was idle, and the next call connects again', async () => {
    expect(await (await call()).call.ended).toMatchObject({ code: 0 });
    expect(await afterwards((session) => session.close())).toEqual(idle());
    expect(await (await call()).call.ended).toMatchObject({ code: 0 });
    expect(told.at(-1)?.state).toBe('connected');
  });

  it('while nothing runs, without a word, was idle', async () => {
    expect(await afterwards((session) => session.socket.destroySoon())).toEqual(idle());
  });

  it('with a failure, was lost', async () => {
    expect(await afterwards((session) => session.goaway(11))).toEqual(lost());
  });

  it('with a reset, was lost', async () => {
    // Beneath TLS nobody here gets at the socket; and where something waits to be sent, it ends without a reset.
    if (kind === 'TLS') return;
    const reset = ({ socket }: ServerHttp2Session) =>
      void setTimeout(() => socket.resetAndDestroy(), 100);
    expect(await afterwards(reset)).toEqual(lost());
  });

  it('in the middle of a call, was lost', async () => {
    const running = await call(watch);
    await running.until('headers');
    expect(
      await afterwards((session) => {
        session.goaway(0);
        setTimeout(() => session.destroy(), 50);
      }),
    ).toEqual(lost());
    await running.call.ended;
  });
});
