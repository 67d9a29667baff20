import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** For tests: the command line as a program in a folder, for what only a process of its own shows. */
export async function builtIn(outDir: string): Promise<string> {
  await build({
    configFile: false,
    logLevel: 'silent',
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: fileURLToPath(new URL('index.ts', import.meta.url)),
      outDir,
      minify: false,
      rolldownOptions: { output: { entryFileNames: 'duplex.mjs' } },
    },
  });
  return join(outDir, 'duplex.mjs');
}
