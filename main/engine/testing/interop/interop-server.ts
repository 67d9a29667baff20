import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const builder = fileURLToPath(new URL('../../../../app/tools/interop-server.mjs', import.meta.url));

/** Definitions of what it offers, and of a service that it does not. */
export const interopProto = fileURLToPath(
  new URL('../../../../app/tools/interop/test.proto', import.meta.url),
);

/** The program of a server on gRPC's C++ library, or why there is none on this system. */
export function findInteropServer(): { readonly program?: string; readonly lacking?: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [builder], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ReturnType<typeof findInteropServer>;
}

/** Starts it at a free port of 127.0.0.1. The caller closes it. */
export async function startInteropServer(
  program: string,
): Promise<{ readonly address: string; close(): Promise<void> }> {
  const child = spawn(program, { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  let printed = '';
  while (!printed.includes('\n')) {
    const [piece] = (await Promise.race([once(child.stdout, 'data'), ended])) as [unknown];
    if (!Buffer.isBuffer(piece)) throw new Error('The interop server ended at once');
    printed += piece.toString();
  }
  return {
    address: `127.0.0.1:${printed.trim()}`,
    close: async () => {
      child.stdin.end();
      await ended;
    },
  };
}
