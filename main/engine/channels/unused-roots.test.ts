import { afterAll, afterEach, expect, it, vi } from 'vitest';
import { type SampleServer, startSampleServer } from '#samples/server/start-sample-server.ts';
import { writeTemporaryFile } from '#samples/server/temporary-file.ts';
import { quietEngine } from '../testing/recorded-call.ts';

const engine = quietEngine();
const server: Promise<SampleServer> = startSampleServer({ tls: true });
afterEach(() => vi.unstubAllEnvs());
afterAll(async () => {
  await engine.close();
  await (await server).close();
});

/** What to try at a server whose authority is not trusted. */
async function hintWith(tls: { readonly caPaths?: string[] } = {}): Promise<string | undefined> {
  const { address } = await server;
  const { steps } = await engine.diagnose({ address, tls });
  return steps.find(({ step }) => step === 'tls')?.cause?.hint;
}

it('a file of the environment from which no authority comes is told where one lacks', async () => {
  const usual = await hintWith();
  vi.stubEnv('SSL_CERT_FILE', '/nowhere/roots.pem');
  expect(await hintWith()).toBe(
    `${usual}. SSL_CERT_FILE counts for nothing: /nowhere/roots.pem cannot be read (ENOENT)`,
  );
  const junk = writeTemporaryFile('roots.txt', 'no certificate');
  vi.stubEnv('SSL_CERT_FILE', junk.path);
  vi.stubEnv('NODE_EXTRA_CA_CERTS', '/nowhere');
  expect(await hintWith()).toBe(
    `${usual}. SSL_CERT_FILE counts for nothing: ${junk.path} holds no certificate in PEM. NODE_EXTRA_CA_CERTS counts for nothing: /nowhere cannot be read (ENOENT)`,
  );
  junk.remove();
});
