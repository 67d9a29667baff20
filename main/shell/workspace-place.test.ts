import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { workspaceFolder } from './workspace-place.ts';

let home = '';
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'duplex-place-'));
});
afterEach(() => rmSync(home, { recursive: true, force: true }));

it('a workspace is the named one, then the last one that is there, else one of its own', () => {
  const own = workspaceFolder(home, undefined);
  expect(own).toBe(join(home, 'workspace'));
  expect(existsSync(own)).toBe(true);
  const [first, second] = [join(home, 'a'), join(home, 'b')];
  expect(workspaceFolder(home, first)).toBe(first);
  expect(workspaceFolder(home, second)).toBe(second);
  expect(workspaceFolder(home, '')).toBe(second);
  rmSync(second, { recursive: true });
  expect(workspaceFolder(home, undefined)).toBe(first);
});
