import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { commandLineFace, windowFace } from '#app/core/face.ts';
import { createEngine } from '#engine';
import { answerWith, type RawServer, startRawServer } from '#engine/testing/raw-server.ts';
import { createCertificateAuthority } from '#samples/server/certificates.ts';

// A socket's address says neither TLS nor plaintext: no scheme goes before its path.
describe.skipIf(process.platform === 'win32').each([
  [commandLineFace, 'Give a TLS option, such as --cacert', 'Leave out the TLS options'],
  [windowFace, 'Switch TLS on', 'Switch TLS off'],
])('what is advised for a socket can be done', (face, on, off) => {
  const folder = mkdtempSync(join(tmpdir(), 'duplex-socket-'));
  const [plain, secure, silent, closing] = ['plain', 'tls', 'silent', 'closing'].map((name) =>
    join(folder, name),
  ) as [string, string, string, string];
  const engine = createEngine({ cwd: folder, onConnection: () => {}, face });
  const bare = [
    createServer((socket) => void socket.on('error', () => {})).listen(silent),
    createServer((socket) => void socket.destroy()).listen(closing),
  ];
  const servers: RawServer[] = [];
  beforeAll(async () => {
    const answer = (stream: Parameters<typeof answerWith>[0]) =>
      answerWith(stream, Buffer.alloc(0), { 'grpc-status': '0' });
    const tls = createCertificateAuthority().issue({ name: 'localhost' });
    servers.push(await startRawServer(answer, { listen: { path: plain } }));
    servers.push(await startRawServer(answer, { listen: { path: secure }, tls }));
  });
  afterAll(async () => {
    await engine.close();
    for (const server of [...servers, ...bare]) server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  const hint = async (path: string, isTls = false): Promise<unknown> => {
    const state = await engine.connect({
      address: `unix:${path}`,
      ...(isTls && { tls: { insecure: true } }),
      options: { connectTimeoutMs: 500 },
    });
    return 'hint' in state ? state.hint : state;
  };

  it('where it speaks TLS, or plaintext', async () => {
    expect(await hint(secure)).toBe(on);
    expect(await hint(plain, true)).toBe(off);
  });

  it('where it may', async () => {
    const low = (text: string) => `${text.charAt(0).toLowerCase()}${text.slice(1)}`;
    expect(await hint(silent)).toContain(`If the server speaks TLS, ${low(on)}; else `);
    expect(await hint(silent, true)).toBe(`If the server speaks plaintext, ${low(off)}`);
    expect(await hint(closing)).toContain(`If it speaks TLS, ${low(on)}; else `);
  });
});
