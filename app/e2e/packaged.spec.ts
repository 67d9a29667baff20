import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { promisify } from 'node:util';
import { inRoot, root } from '#app/tools/paths.mjs';
import { expect, test } from './page/launch.ts';

test('the packaged app is hardened, starts, draws its window and connects', async ({
  browserName: _unused,
}, info) => {
  test.setTimeout(180_000);
  const folder = info.outputPath('packaged');
  const { stderr } = await promisify(execFile)(
    process.execPath,
    [inRoot('app/tools/package.mjs'), 'dir', '--into', folder],
    { cwd: root },
  );
  expect(stderr).toMatch(/ok {2}fuses are hardened\n/);
  expect(stderr).toMatch(/ok {2}it ends when its window is closed\n/);
  rmSync(folder, { recursive: true });
});
