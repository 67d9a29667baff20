import { soak } from '#app/tools/soak.mjs';
import { expect, test } from './page/launch.ts';

test('a stream as fast as it comes: rows right, memory level, nothing lost', async () => {
  test.setTimeout(120_000);
  const executable = process.env['DUPLEX_E2E_ELECTRON'] ?? '';
  const lines: string[] = [];
  const { faults, received } = await soak(12, 2000, { executable, env: process.env }, (line) =>
    lines.push(line),
  );
  expect(faults, lines.join('\n')).toEqual([]);
  expect(received).toBeGreaterThan(10_000);
});
