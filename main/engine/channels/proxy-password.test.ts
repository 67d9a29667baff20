import { expect, it } from 'vitest';
import { createEngine } from '../index.ts';
import { startHttpProxy, startSocksProxy } from '../testing/proxies.ts';
import { answerWith, frame, startRawServer } from '../testing/raw-server.ts';

it.each([
  ['http', startHttpProxy],
  ['socks5', startSocksProxy],
])('a password that is given beside the address of a proxy is used: %s', async (scheme, start) => {
  const server = await startRawServer((stream) =>
    answerWith(stream, frame(Buffer.alloc(0)), { 'grpc-status': '0' }),
  );
  const proxy = await start({ login: 'ada:s3cret' });
  const told: unknown[] = [];
  const engine = createEngine({ cwd: '/', onConnection: (state) => told.push(state) });
  try {
    const address = `${scheme}://ada@localhost:${proxy.port}`;
    const target = { address: `localhost:${server.port}`, options: { proxy: address } };
    const knowing = (password: string) => ({
      maxReceiveBytes: 1000,
      keptBytes: 1000,
      proxyPasswords: new Map([[address, password]]),
    });
    expect(await engine.connect(target)).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('asks for the password of "ada"'),
      hint: 'Type the password beside the address of the proxy, in the settings or in the options that name it',
    });
    engine.configure(knowing('wr0ng'));
    expect(await engine.connect(target)).toMatchObject({
      state: 'failed',
      advice: 'proxy',
      hint: expect.stringMatching(/^Type the password again /),
    });
    engine.configure(knowing('s3cret'));
    expect(await engine.connect(target)).toMatchObject({ state: 'connected', proxy: address });
    expect(JSON.stringify([told, engine.connected()])).not.toContain('s3cret');
  } finally {
    await engine.close();
    await Promise.all([server.close(), proxy.close()]);
  }
});
