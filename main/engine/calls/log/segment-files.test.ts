import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { TestFolders } from '#engine/testing/test-folders.ts';
import { SegmentFiles } from './segment-files.ts';

const folders = new TestFolders();
afterAll(() => folders.delete());

it.each([
  ['large', [100]],
  ['small', [1]],
  ['large and small', [1, 90, 3, 100]],
  ['large, and then small', [...Array(15).fill(100), ...Array(140).fill(1)]],
  ['longer than one of the files may be', [10, 250]],
])(
  'files are never larger together than they may be, when pieces are %s',
  async (_, lengths: readonly number[]) => {
    const folder = folders.make();
    mkdirSync(folder);
    const files = new SegmentFiles(folder, 'call', 'contents', { most: 1000, segment: 125 });
    const sizes: number[] = [];
    for (let count = 0; count < 1000; count += 1) {
      await files.append([Buffer.alloc(lengths[count % lengths.length] ?? 0)]);
      if (count % 5 === 4) sizes.push(sizeOf(folder));
    }
    await files.close();
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1000);
    expect(sizeOf(folder)).toBeGreaterThan(500);
    expect(readdirSync(folder)).toContain('call.0.contents');
  },
);

function sizeOf(folder: string): number {
  return readdirSync(folder).reduce((sum, name) => sum + statSync(join(folder, name)).size, 0);
}
