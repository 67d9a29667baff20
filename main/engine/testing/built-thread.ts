import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/** For tests: the code of a thread, as the build makes it of the module in a folder of the engine. */
export async function builtThread(folder: string): Promise<string> {
  const entry = fileURLToPath(new URL(`../${folder}/main.ts`, import.meta.url));
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    root: fileURLToPath(new URL('../../..', import.meta.url)),
    ssr: { noExternal: true, target: 'node' },
    build: {
      ssr: entry,
      write: false,
      minify: false,
      rolldownOptions: { output: { format: 'cjs', codeSplitting: false } },
    },
  });
  const [output] = [built].flat();
  if (output === undefined || !('output' in output)) throw new Error('Nothing was built');
  const [chunk] = output.output;
  return chunk.code;
}
